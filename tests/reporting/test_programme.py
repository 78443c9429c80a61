"""The programme in figures: who counts, when, and as what."""

from datetime import UTC, datetime, timedelta

import pytest

from helpcourse.accounts.models import Country, Institution, Person, Profession
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import replace, revoke
from helpcourse.certification.models import Certificate, ReplaceCause
from helpcourse.db import begin_write
from helpcourse.learning.models import Enrolment
from helpcourse.reporting import personal
from helpcourse.reporting.programme import Division, Format, Scope, Tally, programme
from helpcourse.tutoring.models import CohortMember
from tests.builders import NOW, TODAY, add_person
from tests.certification.builders import COURSE, ISSUER, add_cohort, finish, issue_in, issue_to

EVERYTHING = Scope(None, None, None, None)


@pytest.fixture
def figures(session):
    """figures(scope) -> the report, as it stands today."""

    def read(scope=EVERYTHING):
        found = programme(session, scope, today=TODAY)
        session.rollback()
        return found

    return read


@pytest.fixture
def enrol(session):
    """enrol(bolat, last_active_at=NOW) -> the id of the enrolment, made today."""

    def add(someone, **values):
        begin_write(session)
        enrolment = Enrolment(person_id=someone.id, course_id=COURSE, **{"enrolled_at": NOW} | values)
        session.add(enrolment)
        id_ = enrolment.id
        session.commit()
        return id_

    return add


@pytest.fixture
def change(session):
    """change(Person, aigerim.id, language="ru")"""

    def set_(table, key, **values):
        begin_write(session)
        row = session.get_one(table, key)
        for name, value in values.items():
            setattr(row, name, value)
        session.commit()

    return set_


@pytest.fixture
def statement(session, aigerim):
    """The id of Aigerim's paper; she learns alone."""
    return issue_to(session, finish(session, aigerim))


@pytest.fixture
def azamat(session):
    begin_write(session)
    someone = add_person(session, "Азамат", "Токтоев", email="azamat@example.kg", language="ru", country=Country.KG,
                         profession=Profession.NOTARY)  # fmt: skip
    session.commit()
    return someone


@pytest.fixture
def institution(session):
    """The id of one that has no name yet."""
    begin_write(session)
    made = Institution(country=Country.KZ)
    session.add(made)
    session.flush()
    id_ = made.id
    session.commit()
    return id_


def test_a_report_of_nobody_is_all_zeros(figures):
    assert figures().total == Tally()
    assert figures().total.percent == 0


@pytest.mark.parametrize(
    ("values", "counted"),
    [
        ({}, (1, 0, 0)),
        ({"last_active_at": NOW}, (1, 1, 0)),
        ({"last_active_at": NOW, "finished_at": NOW}, (1, 1, 1)),
        ({"finished_at": NOW}, (1, 1, 1)),  # finished elsewhere: they had begun
    ],
)
def test_it_says_how_far_people_have_come(figures, enrol, bolat, values, counted):
    enrol(bolat, **values)
    total = figures().total
    assert (total.enrolled, total.begun, total.finished) == counted


@pytest.mark.parametrize(
    ("enrolled", "finished", "percent"),
    [(3, 1, 33), (3, 2, 67), (3, 3, 100), (1000, 999, 99)],  # not all of them is not 100
)
def test_a_share_is_whole_only_if_all_have_finished(enrolled, finished, percent):
    assert Tally(enrolled=enrolled, finished=finished).percent == percent


def test_cohorts_are_told_from_those_who_learn_alone(session, figures, aigerim, bolat, enrol):
    enrolment = finish(session, aigerim)
    enrol(bolat)
    cohort = add_cohort(session, enrolment)
    issue_in(session, cohort, aigerim, enrolment)
    assert figures().by(Division.FORMAT) == {
        Format.COHORT: Tally(1, 1, 1, 0, 1),
        Format.SELF_PACED: Tally(1, 0, 0, 0, 0),
    }


def test_who_has_left_a_cohort_learns_alone(session, figures, change, aigerim):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment)
    change(CohortMember, (cohort, enrolment), left_at=NOW)
    assert list(figures().by(Division.FORMAT)) == [Format.SELF_PACED]


def test_a_member_of_two_cohorts_counts_once(session, figures, aigerim):
    enrolment = finish(session, aigerim)
    add_cohort(session, enrolment)
    add_cohort(session, enrolment)
    assert figures().total.enrolled == 1


def test_a_statement_counts(figures, statement):
    assert figures().total == Tally(1, 1, 1, 1, 0)


def test_a_revoked_paper_does_not_count(session, figures, statement, yerlan):
    begin_write(session)
    revoke(session, statement, by_id=yerlan.id, reason="Тестті басқа адам тапсырған.", now=NOW)
    session.commit()
    assert figures().total == Tally(1, 1, 1, 0, 0)


def test_a_replaced_paper_counts_once(session, figures, statement, yerlan):
    begin_write(session)
    replace(session, Shelf(), statement, ISSUER, cause=ReplaceCause.MISPRINT, by_id=yerlan.id, now=NOW)
    session.commit()
    assert figures().total.statements == 1


@pytest.mark.parametrize(("days", "statements"), [(0, 1), (-1, 0)])  # its last day is still one
def test_a_paper_that_has_run_out_does_not_count(figures, change, statement, days, statements):
    change(Certificate, statement, expires_on=TODAY + timedelta(days=days))
    assert figures().total.statements == statements


@pytest.mark.parametrize(
    ("enrolled_at", "count"),
    [
        (datetime(2026, 10, 31, 18, 59, 59, tzinfo=UTC), 0),  # a second before midnight in Astana
        (datetime(2026, 10, 31, 19, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 30, 18, 59, 59, tzinfo=UTC), 1),
        (datetime(2026, 11, 30, 19, 0, tzinfo=UTC), 0),
    ],
)
def test_a_period_ends_before_its_second_border(figures, enrol, bolat, enrolled_at, count):
    enrol(bolat, enrolled_at=enrolled_at)
    november = (datetime(2026, 10, 31, 19, tzinfo=UTC), datetime(2026, 11, 30, 19, tzinfo=UTC))
    assert figures(Scope(*november, None, None)).total.enrolled == count


def test_only_people_of_the_countries_asked_for_count(figures, enrol, bolat, azamat):
    enrol(bolat)
    enrol(azamat)
    assert figures(Scope(None, None, None, frozenset({"KZ"}))).by(Division.COUNTRY) == {Country.KZ: Tally(1)}
    assert figures(Scope(None, None, None, frozenset())).total == Tally()


@pytest.mark.parametrize(("course", "count"), [(COURSE, 1), ("another", 0)])
def test_only_the_course_asked_for_counts(figures, enrol, bolat, course, count):
    enrol(bolat)
    assert figures(Scope(None, None, course, None)).total.enrolled == count


def test_it_is_divided_by_whose_the_enrolments_are(figures, change, enrol, institution, bolat, azamat):
    change(Person, azamat.id, institution_id=institution)
    enrol(bolat)
    enrol(azamat, last_active_at=NOW)
    found, first, second = figures(), Tally(1), Tally(1, 1)
    assert found.by(Division.LANGUAGE) == {"kk": first, "ru": second}
    assert found.by(Division.PROFESSION) == {Profession.JUDGE: first, Profession.NOTARY: second}
    assert found.by(Division.INSTITUTION) == {None: first, institution: second}
    assert found.by(Division.COURSE) == {COURSE: first + second}


def test_whoever_was_erased_counts_as_before(session, figures, statement, aigerim):
    before = figures()
    begin_write(session)
    personal.erase(session, Shelf(), aigerim.id, now=NOW)
    session.commit()
    assert figures() == before


def test_it_is_read_in_one_statement(app, session, figures, enrol, bolat, azamat, listen):
    enrol(bolat)
    enrol(azamat)
    seen = []
    listen(app.extensions["engine"], "before_cursor_execute", lambda *arguments: seen.append(arguments[2]))
    figures()
    assert len(seen) == 1
