"""Answer sheets: written as text, counted by lines."""

from datetime import UTC, datetime, timedelta

from helpcourse.assessment.sheets import Group, Tally, seconds_by_question, written, written_times

BEGAN = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
GROUP = Group(1, "kk", 1.0, 2.0, False)


def after(seconds):
    return BEGAN + timedelta(seconds=seconds)


def test_what_is_written_is_read_again():
    tally = Tally()
    tally.add(GROUP, written([("ban", 0.5, {"2": "x", "1": "x"}), ("term", 0.0, {"text": "48\nсағат"})]), "")
    found = {entry.question_id: entry for entry in tally.entries()}
    assert found["ban"] == (GROUP, "ban", 0.5, {"1": "x", "2": "x"}, 1)
    assert found["term"].given == {"text": "48\nсағат"}


def test_alike_answers_are_counted_together_whatever_their_order():
    tally = Tally()
    for given in ({"1": "x", "2": "x"}, {"2": "x", "1": "x"}):
        tally.add(GROUP, written([("ban", 1.0, given)]), "")
    assert [entry.times for entry in tally.entries()] == [2]


def test_thousands_of_sheets_are_counted_as_one_is():
    tally = Tally()
    for _ in range(1_203):
        tally.add(GROUP, written([("ban", 1.0, {"1": "x"})]), written_times({"ban": 30}))
    assert ([entry.times for entry in tally.entries()], tally.attempts[GROUP]) == ([1_203], 1_203)
    assert tally.seconds() == {"ban": {30: 1_203}}


def test_a_question_took_the_time_since_the_save_before_it():
    saves = [(after(40), "first"), (after(100), "second"), (after(130), "first")]
    assert seconds_by_question(BEGAN, saves) == {"first": 70, "second": 60}


def test_what_was_sent_together_took_nobody_knows_how_long():
    saves = [(after(40), "first"), (after(90), "second"), (after(90), "third"), (after(100), "fourth")]
    assert seconds_by_question(BEGAN, saves) == {"first": 40, "fourth": 10}


def test_a_clock_that_went_back_makes_no_negative_time():
    assert seconds_by_question(BEGAN, [(after(-30), "first")]) == {"first": 0}
