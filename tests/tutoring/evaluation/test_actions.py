"""Answering a questionnaire once and namelessly, and writing one until the first answer."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, inspect, select

from helpcourse.catalogue.shelf import Shelf
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.reporting import personal
from helpcourse.tables import metadata
from helpcourse.tutoring.evaluation import actions
from helpcourse.tutoring.evaluation.actions import Sent
from helpcourse.tutoring.evaluation.asked import Kind, Question
from helpcourse.tutoring.evaluation.models import Questionnaire, QuestionnaireBox, QuestionnaireTurnout
from helpcourse.tutoring.evaluation.queries import boxes, get_mine, of_learner, questionnaires
from helpcourse.tutoring.evaluation.rules import Phase, Window
from helpcourse.tutoring.evaluation.standard import STANDARD
from tests.builders import NOW
from tests.evaluation import SHEET, add_learners, answer

STARTS = date(2026, 11, 1)
TODAY = NOW.date()
OTHERS = (Question("1", Kind.WORDS, {"en": "What else?"}),)


@pytest.fixture
def begun(make_cohort):
    """A cohort that began two days ago, as a row."""
    return make_cohort(starts_on=STARTS, ends_on=date(2026, 12, 15))


@pytest.fixture
def two(session, begun):
    return add_learners(session, begun.id, 2)


def kept(session, cohort_id):
    """What the tables of answers hold."""
    session.flush()
    tables = (QuestionnaireBox.__table__, QuestionnaireTurnout.__table__)
    return [
        tuple(row) for table in tables for row in session.execute(select(table).where(table.c.cohort_id == cohort_id))
    ]


def ask(session, begun, questions, yerlan, seen=0):
    done = actions.ask(session, begun.id, Phase.BEFORE, questions, seen=seen, by_id=yerlan.id, now=NOW)
    session.flush()
    return done


def test_answers_are_taken_once(session, begun, two):
    assert answer(session, two, begun.id, SHEET) == [Sent.KEPT, Sent.KEPT]
    assert answer(session, two[:1], begun.id, {"knowledge": ("1",)}) == [Sent.BEFORE]
    assert boxes(session, [begun.id])[begun.id, Phase.BEFORE].given.counts["knowledge"]["4"] == 2


def test_whoever_does_not_learn_there_finds_no_questionnaire(session, begun, bolat):
    with pytest.raises(NotFoundError):
        answer(session, [bolat], begun.id, SHEET)


def test_nothing_is_taken_out_of_time(session, begun, two):
    late = answer(session, two, begun.id, SHEET, today=STARTS + timedelta(days=15))
    early = answer(session, two, begun.id, SHEET, phase="after")
    assert {*late, *early} == {Sent.CLOSED}


def test_the_order_of_people_leaves_no_trace_in_any_row(session, begun, make_cohort, two):
    """The same two, with the same answers, the other way round in another cohort: the rows are the same."""
    again = make_cohort(name="2", starts_on=STARTS, ends_on=date(2026, 12, 15))
    first, second = SHEET, {"knowledge": ("1",), "wish": ("A",)}
    answer(session, two[:1], begun.id, first)
    answer(session, two[1:], begun.id, second)
    one_way = [row[1:] for row in kept(session, begun.id)]
    _move(session, begun, again)
    answer(session, two[1:], again.id, second)
    answer(session, two[:1], again.id, first)
    assert [row[1:] for row in kept(session, again.id)] == one_way


def _move(session, old, new):
    """The members of one cohort into another."""
    for member in session.scalars(select(metadata.tables["cohort_member"].c.enrolment_id)).all():
        table = metadata.tables["cohort_member"]
        session.execute(table.update().where(table.c.enrolment_id == member).values(cohort_id=new.id))
    session.expire_all()


def test_all_answers_of_a_cohort_share_one_row_and_so_do_all_names(session, begun):
    """Rows of their own could be laid side by side by their order, or by the transaction that wrote them."""
    answer(session, add_learners(session, begun.id, 7), begun.id, SHEET)
    session.flush()
    counts = [
        session.scalar(select(func.count()).select_from(table)) for table in (QuestionnaireBox, QuestionnaireTurnout)
    ]
    assert counts == [1, 1]


def test_no_time_is_kept_with_answers_or_names(session):
    inspector = inspect(session.connection())
    columns = [
        str(one["type"])
        for name in ("questionnaire_box", "questionnaire_turnout")
        for one in inspector.get_columns(name)
    ]
    assert [kind for kind in columns if "TIME" in kind or "DATE" in kind] == []


def test_an_answer_writes_into_no_other_table(session, begun, two):
    names = set(metadata.tables) - {"questionnaire", "questionnaire_box", "questionnaire_turnout"}

    def rest():
        session.flush()
        return {name: session.execute(select(metadata.tables[name])).all() for name in names}

    before = rest()
    answer(session, two, begun.id, SHEET)
    assert rest() == before


def test_who_has_answered_is_not_asked_again(session, begun, two):
    answer(session, two[:1], begun.id, SHEET)
    session.flush()
    mine = [get_mine(session, one.id, begun.id, Phase.BEFORE, today=TODAY) for one in two]
    assert [(one.has_answered, one.is_due) for one in mine] == [(True, False), (False, True)]


def test_who_has_left_is_not_asked(session, begun, two):
    session.execute(metadata.tables["cohort_member"].update().values(left_at=NOW))
    assert of_learner(session, two[0].id, today=TODAY) == []


def test_the_standard_is_kept_with_the_first_answer(session, begun, two):
    answer(session, two[:1], begun.id, SHEET)
    session.flush()
    row = session.get_one(Questionnaire, (begun.id, Phase.BEFORE))
    assert [one["id"] for one in row.questions] == [one.id for one in STANDARD[Phase.BEFORE]]
    assert row.changed_at is None


def test_a_cohort_may_be_asked_something_else(session, begun, yerlan):
    assert ask(session, begun, OTHERS, yerlan)
    assert questionnaires(session, [begun])[begun.id, Phase.BEFORE].questions == OTHERS
    assert ask(session, begun, None, yerlan, seen=1)
    assert questionnaires(session, [begun])[begun.id, Phase.BEFORE].is_standard


def test_two_who_write_at_once_do_not_overwrite_each_other(session, begun, yerlan):
    assert ask(session, begun, OTHERS, yerlan)
    assert not ask(session, begun, [], yerlan)
    assert questionnaires(session, [begun])[begun.id, Phase.BEFORE].questions == OTHERS


def test_answers_to_questions_that_were_changed_meanwhile_are_not_taken(session, begun, two, yerlan):
    ask(session, begun, OTHERS, yerlan)
    assert answer(session, two[:1], begun.id, SHEET) == [Sent.CHANGED]
    assert answer(session, two[:1], begun.id, {"1": ("Nothing",)}, seen=1) == [Sent.KEPT]


def test_after_the_first_answer_questions_stay_as_they_are(session, begun, two, yerlan):
    answer(session, two[:1], begun.id, SHEET)
    session.flush()
    with pytest.raises(ConflictError, match="questionnaire_answered"):
        ask(session, begun, OTHERS, yerlan)


def test_a_questionnaire_without_questions_is_not_due(session, begun, two, yerlan):
    ask(session, begun, [], yerlan)
    assert not get_mine(session, two[0].id, begun.id, Phase.BEFORE, today=TODAY).is_due
    assert answer(session, two[:1], begun.id, {}, seen=1) == [Sent.CLOSED]


def test_the_days_can_be_set_until_it_is_over(session, begun, yerlan):
    later = Window(TODAY, TODAY + timedelta(days=40))
    actions.set_window(session, begun.id, Phase.AFTER, later, by_id=yerlan.id, today=TODAY, now=NOW)
    session.flush()
    assert questionnaires(session, [begun])[begun.id, Phase.AFTER].window == later
    over = TODAY + timedelta(days=41)
    with pytest.raises(ConflictError, match="questionnaire_over"):
        actions.set_window(session, begun.id, Phase.AFTER, later, by_id=yerlan.id, today=over, now=NOW)


def test_own_data_tell_that_one_has_answered_and_not_what(session, begun, two):
    answer(session, two[:1], begun.id, SHEET)
    session.flush()
    own = personal.own_data(session, Shelf(), two[0].id)
    assert own["questionnaire"] == [
        {"cohort_id": str(begun.id), "phase": "before", "answers": "anonymous, cannot be found"}
    ]
    assert personal.own_data(session, Shelf(), two[1].id)["questionnaire"] == []
