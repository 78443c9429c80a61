"""Cohorts: who sees them, who is in them, on which edition."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Country
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.messages.models import Mail
from helpcourse.tutoring import actions, queries
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.queries import Sight
from tests.builders import NOW
from tests.tutoring.conftest import COURSE, DETAILS, EVERYTHING

NOBODYS = frozenset()


def names(rows):
    return [row.name for row in rows]


def test_a_form_sent_twice_makes_one_cohort(session, edition, yerlan):
    key = uuid.uuid4()
    first = actions.make(session, key, COURSE, edition.id, DETAILS, by_id=yerlan.id, now=NOW)
    again = actions.make(session, key, COURSE, edition.id, DETAILS, by_id=yerlan.id, now=NOW)
    assert first is again


def test_the_id_of_somebody_elses_cohort_makes_none(session, cohort, edition, gulnara):
    with pytest.raises(ConflictError):
        actions.make(session, cohort.id, COURSE, edition.id, DETAILS, by_id=gulnara.id, now=NOW)


def test_a_tutor_sees_the_own_cohorts_only(session, cohort, make_cohort, dana, bolat):
    make_cohort(name="Басқа топ")
    assert names(queries.cohorts(session, Sight(dana.id, NOBODYS))) == ["Алматы, күз"]
    assert queries.cohorts(session, Sight(bolat.id, NOBODYS)) == []


def test_a_coordinator_sees_the_cohorts_of_the_country(session, cohort, make_cohort):
    abroad = make_cohort(name="Бишкек", country=Country.KG)
    sight = Sight(None, frozenset({"KG"}))
    assert names(queries.cohorts(session, sight)) == ["Бишкек"]
    assert queries.get_cohort(session, sight, abroad.id).name == "Бишкек"
    with pytest.raises(NotFoundError):
        queries.get_cohort(session, sight, cohort.id)


def test_an_admin_sees_running_cohorts_before_closed_ones(session, cohort, make_cohort):
    actions.close(session, make_cohort(name="Ескі топ").id, now=NOW)
    assert names(queries.cohorts(session, EVERYTHING)) == ["Алматы, күз", "Ескі топ"]


def test_a_new_member_is_enrolled_and_reads_the_cohorts_edition(session, cohort, aigerim):
    assert actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    enrolment = session.scalars(select(Enrolment).where(Enrolment.person_id == aigerim.id)).one()
    assert (enrolment.course_id, enrolment.edition_id) == (COURSE, cohort.edition_id)


def test_a_member_added_again_stays_one(session, cohort, aigerim):
    actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    assert not actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    assert len(session.scalars(select(CohortMember)).all()) == 1


def test_who_is_taken_out_goes_on_alone_and_can_come_back(session, edition, cohort, aigerim):
    actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    member = queries.learners_of(session, cohort.id, edition.course, now=NOW)[0]
    actions.confirm(session, cohort.id, [member.enrolment_id], by_id=aigerim.id, now=NOW)
    actions.take_out(session, cohort.id, [member.enrolment_id], now=NOW)
    assert queries.learners_of(session, cohort.id, edition.course, now=NOW) == []
    assert [one.confirmed_at for one in queries.former_learners(session, cohort.id, edition.course, now=NOW)] == [None]
    assert session.scalars(select(Enrolment.edition_id)).one() is None
    assert actions.add_member(session, cohort.id, aigerim.id, now=NOW)


def test_nobody_learns_one_course_in_two_running_cohorts(session, cohort, make_cohort, aigerim):
    actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    with pytest.raises(ConflictError, match="other_cohort"):
        actions.add_member(session, make_cohort(name="Басқа топ").id, aigerim.id, now=NOW)


def test_a_closed_cohort_takes_nobody_in_until_it_is_opened(session, cohort, aigerim):
    actions.close(session, cohort.id, now=NOW)
    with pytest.raises(ConflictError, match="cohort_closed"):
        actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    actions.reopen(session, cohort.id)
    assert actions.add_member(session, cohort.id, aigerim.id, now=NOW)


def test_only_tutors_tutor(session, cohort, bolat):
    with pytest.raises(ConflictError, match="no_tutor"):
        actions.add_tutor(session, cohort.id, bolat.id, now=NOW)


def test_a_tutor_can_be_removed(session, cohort, dana):
    assert [tutor.person_id for tutor in queries.tutors_of(session, cohort.id)] == [dana.id]
    actions.remove_tutor(session, cohort.id, dana.id)
    assert queries.tutors_of(session, cohort.id) == []


def test_a_member_is_told_by_mail_in_their_language(session, cohort, aigerim):
    actions.tell_member(session, aigerim.id, "kk", cohort.name, {"kk": "Курс"}, "/kk/courses/x", now=NOW)
    session.flush()
    mail = session.scalars(select(Mail)).one()
    assert (mail.language, mail.values["cohort"], mail.values["path"]) == ("kk", "Алматы, күз", "/kk/courses/x")


@pytest.fixture
def member_id(session, edition, cohort, aigerim):
    actions.add_member(session, cohort.id, aigerim.id, now=NOW - timedelta(days=5))
    return queries.learners_of(session, cohort.id, edition.course, now=NOW)[0].enrolment_id


def test_a_learner_is_confirmed_once(session, edition, cohort, member_id, dana):
    assert actions.confirm(session, cohort.id, [member_id], by_id=dana.id, now=NOW) == 1
    assert actions.confirm(session, cohort.id, [member_id], by_id=dana.id, now=NOW) == 0
    assert queries.learners_of(session, cohort.id, edition.course, now=NOW)[0].confirmed_at == NOW


def test_a_confirmation_is_withdrawn_before_the_certificate_only(session, cohort, member_id, dana):
    actions.confirm(session, cohort.id, [member_id], by_id=dana.id, now=NOW)
    assert actions.withdraw_confirmation(session, cohort.id, [member_id], issued=[member_id]) == 0
    assert actions.withdraw_confirmation(session, cohort.id, [member_id], issued=[]) == 1


def test_a_stranger_to_the_cohort_cannot_be_confirmed_in_it(session, cohort, make_cohort, member_id, dana):
    other = make_cohort(name="Басқа топ")
    assert actions.confirm(session, other.id, [member_id], by_id=dana.id, now=NOW) == 0


def test_a_member_who_never_began_needs_attention(session, edition, cohort, member_id):
    needing = queries.learners_needing_attention(session, {cohort.id: edition.course}, now=NOW)
    assert [(one.enrolment_id, one.attention) for one in needing] == [(member_id, "not_started")]


def test_moving_a_cohort_moves_its_members(session, cohort, member_id, edition):
    session.get(Enrolment, member_id).edition_id = None
    actions.move_to_edition(session, cohort.id, edition.id)
    session.expire_all()
    assert session.get(Enrolment, member_id).edition_id == edition.id
