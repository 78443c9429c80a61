"""Papers issued to many: in the background, in order, told after ten minutes, undone before."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.batches import actions
from helpcourse.certification.batches.queries import Batch, get_batch, lines_of
from helpcourse.certification.batches.rules import BatchState
from helpcourse.certification.models import Certificate, EventKind
from helpcourse.certification.queries import awaiting, events_of, find_paper, papers_of, undrawn
from helpcourse.certification.rules import Obstacle, PaperStatus
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.messages.models import Mail, MailKind
from helpcourse.tutoring.actions.members import take_out
from helpcourse.tutoring.levels.actions import propose
from helpcourse.tutoring.levels.rules import Level
from tests.builders import NOW, TODAY
from tests.certification.builders import ISSUER, add_cohort, candidates, finish, worker_of

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def cohort(session, aigerim, bolat):
    """Both have finished, and the tutor proposes both."""
    return add_cohort(session, finish(session, aigerim), finish(session, bolat))


def make(session: Session, cohort_id: uuid.UUID, by, batch_id: uuid.UUID | None = None) -> uuid.UUID:
    """A batch of all who may get a paper; committed."""
    id_ = batch_id or uuid.uuid4()
    begin_write(session)
    actions.make(session, id_, cohort_id, candidates(session, cohort_id), by_id=by.id, now=NOW)
    session.commit()
    return id_


def undo(session: Session, batch_id: uuid.UUID, by, now=NOW) -> bool:
    begin_write(session)
    is_done = actions.undo(session, batch_id, by_id=by.id, now=now)
    session.commit()
    return is_done


def batch(session: Session, cohort_id: uuid.UUID, batch_id: uuid.UUID) -> Batch:
    found = get_batch(session, cohort_id, batch_id)
    session.rollback()
    return found


def mails(session: Session) -> list[MailKind]:
    found = list(session.scalars(select(Mail.kind).order_by(Mail.id)))
    session.rollback()
    return found


def test_the_worker_issues_a_batch_in_the_order_of_names(app, session, cohort, yerlan, bolat, aigerim):
    id_ = make(session, cohort, yerlan)
    assert batch(session, cohort, id_).state is BatchState.WORKING
    worker_of(app).make_papers()
    assert batch(session, cohort, id_).state is BatchState.READY
    assert [line.name for line in lines_of(session, id_)] == [bolat.name, aigerim.name]
    papers = [session.get_one(Certificate, line.certificate_id) for line in lines_of(session, id_)]
    assert [paper.serial for paper in papers] == [1, 2]


def test_nobody_is_told_and_sees_the_paper_before_ten_minutes_are_over(app, session, clock, cohort, yerlan, aigerim):
    make(session, cohort, yerlan)
    worker_of(app).make_papers()
    assert (mails(session), papers_of(session, aigerim.id, today=TODAY)) == ([], [])
    assert len(awaiting(session, aigerim.id, today=TODAY)) == 1
    session.rollback()
    clock.time = LATER
    worker_of(app).make_papers()
    assert mails(session) == [MailKind.CERTIFICATE_ISSUED] * 2
    assert len(papers_of(session, aigerim.id, today=TODAY)) == 1


def test_everybody_is_told_once(app, session, clock, cohort, yerlan):
    id_ = make(session, cohort, yerlan)
    clock.time = LATER
    worker_of(app).make_papers()
    worker_of(app).make_papers()
    assert len(mails(session)) == 2
    assert batch(session, cohort, id_).state is BatchState.TOLD


def test_a_batch_that_is_undone_is_revoked_and_told_to_nobody(app, session, clock, cohort, yerlan, aigerim):
    id_ = make(session, cohort, yerlan)
    worker_of(app).make_papers()
    line = lines_of(session, id_)[1]
    session.rollback()
    assert undo(session, id_, yerlan)
    clock.time = LATER
    worker_of(app).make_papers()
    assert (mails(session), papers_of(session, aigerim.id, today=TODAY)) == ([], [])
    assert find_paper(session, line.code, today=TODAY).status is PaperStatus.REVOKED
    assert [event.kind for event in events_of(session, line.certificate_id)][-1] is EventKind.TAKEN_BACK


def test_what_is_undone_before_the_worker_came_is_never_issued(app, session, cohort, yerlan):
    id_ = make(session, cohort, yerlan)
    assert undo(session, id_, yerlan)
    worker_of(app).make_papers()
    assert session.scalars(select(Certificate)).all() == []


def test_papers_that_were_taken_back_are_not_drawn(session, cohort, yerlan):
    id_ = make(session, cohort, yerlan)
    begin_write(session)
    actions.issue_slice(session, Shelf(), id_, ISSUER, at_most=9, now=NOW)
    session.commit()
    assert len(undrawn(session, since=None)) == 2
    session.rollback()
    undo(session, id_, yerlan)
    assert undrawn(session, since=None) == []


def test_new_papers_take_new_numbers_after_an_undo(app, session, cohort, yerlan):
    first = make(session, cohort, yerlan)
    worker_of(app).make_papers()
    undo(session, first, yerlan)
    make(session, cohort, yerlan)
    worker_of(app).make_papers()
    assert sorted(session.scalars(select(Certificate.serial))) == [1, 2, 3, 4]


def test_it_is_too_late_to_undo_after_ten_minutes(session, cohort, yerlan):
    id_ = make(session, cohort, yerlan)
    assert not undo(session, id_, yerlan, now=LATER)
    assert batch(session, cohort, id_).undone_at is None


def test_a_form_that_is_sent_twice_makes_one_batch(session, cohort, yerlan):
    id_ = make(session, cohort, yerlan)
    make(session, cohort, yerlan, id_)
    assert batch(session, cohort, id_).counts.wanted == 2


def test_another_persons_form_is_refused(session, cohort, yerlan, gulnara):
    id_ = make(session, cohort, yerlan)
    with pytest.raises(ConflictError):
        make(session, cohort, gulnara, id_)


def test_who_left_or_is_proposed_for_another_level_since_is_skipped(app, session, cohort, yerlan):
    id_ = make(session, cohort, yerlan)
    first, second = [one.enrolment_id for one in candidates(session, cohort)]
    begin_write(session)
    take_out(session, cohort, [first], now=NOW)
    propose(session, cohort, {second: Level.ATTENDANCE}, by_id=yerlan.id, now=NOW)
    session.commit()
    worker_of(app).make_papers()
    assert [line.skipped for line in lines_of(session, id_)] == [Obstacle.LEFT, Obstacle.CHANGED]


def test_two_batches_of_the_same_people_give_each_one_paper(app, session, cohort, yerlan):
    both = make(session, cohort, yerlan), make(session, cohort, yerlan)
    worker_of(app).make_papers()
    skipped = [[line.skipped for line in lines_of(session, id_)] for id_ in both]
    assert sorted(skipped, key=str) == [[Obstacle.ISSUED] * 2, [None] * 2]
