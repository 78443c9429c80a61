"""What Moodle writes out is taken in; what we do not have is told with its question and line."""

import pytest

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.interop.banks import formats
from helpcourse.interop.banks.bank import Option
from tests.content.media_samples import png
from tests.interop.banks.moodle_samples import (
    PICTURE,
    SEVERAL,
    SINGLE,
    YES_AND_NO,
    answer,
    category,
    pair,
    question,
    quiz,
)


def read(*questions, language="en"):
    return formats.read(quiz(*questions), "moodle", language)


def one(*questions):
    """The only question, and what is told of it."""
    bank = read(*questions)
    assert len(bank.questions) == 1, bank.notes
    return bank.questions[0], [str(note.what) for note in bank.notes]


def test_a_single_choice_keeps_its_feedback_points_and_tags():
    found, told = one(
        question("multichoice", f"{SINGLE}{YES_AND_NO}<tags><tag><text>war</text></tag></tags>", points="2.0000000")
    )
    assert (found.kind, found.points, found.tags) == (QuestionKind.SINGLE, 2, ("war",))
    assert found.options == (Option("Yes", True, feedback="Right."), Option("No"))
    assert told == []


@pytest.mark.parametrize(
    ("fractions", "told"),
    [
        (("50", "50", "-50"), ""),
        (("33.33333", "33.33333", "33.33334", "-33.33333"), ""),
        (("50", "50", "0"), "weighted otherwise"),  # who ticks all would lose nothing
        (("70", "30", "-100"), "weighted otherwise"),
    ],
)
def test_weights_of_several_are_ours_or_told(fractions, told):
    answers = "".join(answer(fraction, f"Option {number}") for number, fraction in enumerate(fractions))
    found, notes = one(question("multichoice", SEVERAL + answers))
    assert found.credit is Credit.PROPORTIONAL
    assert [option.is_right for option in found.options] == [float(fraction) > 0 for fraction in fractions]
    assert [note[: len(told)] for note in notes] == ([told] if told else [])


@pytest.mark.parametrize(
    ("fractions", "told"),
    [
        (("100", "50", "0"), "options that were partly right are wrong now"),
        (("100", "0", "-25"), "wrong options that took points away take none now"),
        (("100", "100", "0"), "no option, or more than one, had all the points"),
        (("90", "0"), "no option, or more than one, had all the points"),
    ],
)
def test_partial_credit_of_a_single_choice_is_told(fractions, told):
    answers = "".join(answer(fraction, f"Option {number}") for number, fraction in enumerate(fractions))
    found, notes = one(question("multichoice", SINGLE + answers))
    assert [option.is_right for option in found.options] == [number == 0 for number in range(len(fractions))]
    assert any(note.startswith(told) for note in notes)


def test_true_and_false_are_named_in_the_language_of_the_bank():
    answers = answer("0", "true", "No!") + answer("100", "false")
    bank = read(question("truefalse", answers), language="kk")
    assert bank.questions[0].options == (Option("Дұрыс", feedback="No!"), Option("Бұрыс", True))


def test_pairs_are_matched_and_a_match_without_a_term_is_told():
    pairs = pair("<p>arrest</p>", "48 hours") + pair("custody", "72 hours") + pair("", "10 days")
    found, told = one(question("matching", pairs))
    assert found.options == (Option("arrest", match="48 hours"), Option("custody", match="72 hours"))
    assert told == ["matches that belong to no term are left out: 1"]


def test_words_that_are_wholly_right_are_accepted():
    answers = answer("100", "judge") + answer("50", "court") + answer("100", "*judge*") + answer("100", "a \\* b")
    found, told = one(question("shortanswer", f"<usecase>1</usecase>{answers}"))
    assert (found.exact_letters, [option.text for option in found.options]) == (True, ["judge", "a * b"])
    assert [note.partition(":")[0] for note in told] == [
        "an answer that is not wholly right is left out",
        "an answer with `*` for any words is left out",
    ]


@pytest.mark.parametrize(
    ("value", "tolerance", "unit", "written"),
    [
        ("30", "0.5", "days", "30 ± 0.5 days"),
        ("3e1", "0", "", "30 ± 0"),
        ("-2,5", "0", "", "-2.5 ± 0"),
    ],
)
def test_a_number_keeps_its_tolerance_and_unit(value, tolerance, unit, written):
    units = f"<units><unit><multiplier>1</multiplier><unit_name>{unit}</unit_name></unit></units>" if unit else ""
    inside = answer("100", value, inside=f"<tolerance>{tolerance}</tolerance>") + units
    assert one(question("numerical", inside))[0].options == (Option(written),)


def test_embedded_answers_are_gaps():
    text = "<p>In {1:MULTICHOICE:=thirty~ten} days, by {1:SHORTANSWER:=judge~=the judge}: {1:NM:=3}.</p>"
    found, told = one(question("cloze", "", text))
    assert found.prompt == "In {{thirty|ten}} days, by {{= judge | the judge}}: {{= 3}}."
    assert (found.kind, found.credit, told) == (QuestionKind.GAPS, Credit.PROPORTIONAL, [])


@pytest.mark.parametrize(("kind", "box"), [("ddwtos", "dragbox"), ("gapselect", "selectoption")])
def test_words_to_drag_or_select_are_gaps_with_the_choices_of_their_group(kind, box):
    words = [("ten", 1), ("two", 1), ("judge", 2), ("cook", 2)]
    boxes = "".join(f"<{box}><text>{word}</text><group>{group}</group></{box}>" for word, group in words)
    found, _told = one(question(kind, boxes, "<p>In [[2]] days by a [[3]].</p>"))
    assert found.prompt == "In {{two|ten}} days by a {{judge|cook}}."


def test_steps_are_put_in_order():
    steps = answer("1", "First") + answer("1", "Second")
    found, told = one(question("ordering", f"<gradingtype>ALL_OR_NOTHING</gradingtype>{steps}"))
    assert (found.kind, found.credit) == (QuestionKind.ORDERING, Credit.EXACT)
    assert [option.text for option in found.options] == ["First", "Second"]
    assert told == []


def test_a_type_that_we_do_not_have_is_told_with_its_place():
    bank = read(question("multichoice", SINGLE + YES_AND_NO), question("calculated", "", name="Sum"))
    assert len(bank.questions) == 1
    told = [(note.line > 1, note.item, str(note.what)) for note in bank.notes]
    assert told == [(True, "sum", "left out: a question of Moodle's type `calculated`, which we do not have")]


def test_what_has_no_place_in_a_question_of_ours_is_told():
    rest = (
        '<correctfeedback format="html"><text>Well done.</text></correctfeedback>'
        '<hint format="html"><text>Think.</text></hint>'
    )
    _found, told = one(question("multichoice", SINGLE + YES_AND_NO + rest))
    assert told == ["feedback to a right answer as a whole is left out", "hints are left out"]


def test_several_categories_become_tags_and_one_the_title():
    first, second = question("multichoice", SINGLE + YES_AND_NO), question("essay", "")
    several = read(category("$course$/top/Уголовный процесс"), first, category("$course$/top/Law"), second)
    assert [found.tags for found in several.questions] == [("ugolovnyi-protsess",), ("law",)]
    assert (read(category("$course$/top/Law // practice"), first).title, several.title) == ("Law / practice", "")


def test_a_picture_comes_along_once():
    text = '<p><img src="@@PLUGINFILE@@/map%20one.png" alt="A map"></p>'
    whole = question("essay", "", text).replace("]]></text>", f"]]></text>{PICTURE}", 1)
    bank = read(whole, whole)
    assert [found.prompt for found in bank.questions] == ["![A map](media/map-one.png)"] * 2
    assert bank.pictures == {"map-one.png": png()}


@pytest.mark.parametrize("name", ["idnumber", "name"])
def test_ids_are_taken_over_and_never_twice(name):
    plain = question("essay", "", name="Мера пресечения")
    named = (
        plain if name == "name" else plain.replace("<idnumber></idnumber>", "<idnumber>mera-presecheniya</idnumber>")
    )
    assert [found.id for found in read(named, named).questions] == ["mera-presecheniya", "mera-presecheniya-2"]
