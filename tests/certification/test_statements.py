"""Statements of accomplishment: made by themselves when a course is finished at one's own pace."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update

from helpcourse.certification.actions import revoke
from helpcourse.certification.draw import draw
from helpcourse.certification.models import Certificate
from helpcourse.certification.queries import awaiting, enrolments_without_statement, papers_of
from helpcourse.certification.record import PaperKind
from helpcourse.certification.rules import Obstacle
from helpcourse.db import begin_write
from helpcourse.learning.models import Enrolment
from helpcourse.messages.models import MailKind
from helpcourse.messages.queries import due
from helpcourse.tutoring.models import Cohort, CohortMember
from tests.builders import NOW, TODAY
from tests.certification.builders import add_cohort, finish, issue_to, worker_of


def test_a_finished_course_earns_a_statement_by_itself(app, session, aigerim):
    finish(session, aigerim)
    worker_of(app).make_papers()
    (statement,) = papers_of(session, aigerim.id, today=TODAY)
    assert statement.kind is PaperKind.STATEMENT
    assert statement.record.names == {"kk": aigerim.name, "ru": aigerim.name}
    assert statement.record.number == "HC-2026-00001"
    assert statement.sha256


def test_its_days_of_training_are_those_of_the_enrolment_and_the_end(app, session, aigerim):
    finish(session, aigerim)
    worker_of(app).make_papers()
    (statement,) = papers_of(session, aigerim.id, today=TODAY)
    assert statement.record.started_on == (NOW - timedelta(weeks=3)).date()
    assert statement.record.finished_on == statement.record.issued_on == NOW.date()


def test_a_statement_is_made_once_however_many_workers_there_are(app, session, aigerim):
    finish(session, aigerim)
    worker, other = worker_of(app), worker_of(app)
    worker.make_papers()
    other.make_papers()
    worker.make_papers()
    assert len(papers_of(session, aigerim.id, today=TODAY)) == 1
    assert [mail.kind for mail in due(session, now=NOW, at_most=9)] == [MailKind.STATEMENT_ISSUED]


def test_a_worker_that_died_before_drawing_loses_nothing(app, session, aigerim):
    issue_to(session, finish(session, aigerim))
    worker_of(app).make_papers()
    (statement,) = papers_of(session, aigerim.id, today=TODAY)
    assert statement.sha256


def test_a_paper_that_cannot_be_drawn_does_not_stop_the_others(app, session, aigerim, bolat):
    broken = issue_to(session, finish(session, aigerim))
    begin_write(session)
    record = papers_of(session, aigerim.id, today=TODAY)[0].record
    unprintable = replace(record, names={"kk": "李明", "ru": "李明"})
    session.execute(update(Certificate).where(Certificate.id == broken).values(record=unprintable.to_json()))
    session.commit()
    finish(session, bolat)
    worker_of(app).make_papers()
    assert papers_of(session, bolat.id, today=TODAY)[0].sha256
    assert papers_of(session, aigerim.id, today=TODAY)[0].sha256 is None


def test_who_finishes_in_a_running_cohort_waits_for_the_certificate(session, aigerim):
    enrolment = finish(session, aigerim)
    add_cohort(session, enrolment, confirmed=False)
    assert enrolments_without_statement(session, since=None, today=TODAY) == []
    (candidate,) = awaiting(session, aigerim.id, today=TODAY)
    assert candidate.obstacles == (Obstacle.NOT_CONFIRMED,)


def test_who_left_the_cohort_gets_a_statement(session, aigerim):
    enrolment = finish(session, aigerim)
    add_cohort(session, enrolment)
    begin_write(session)
    session.execute(update(CohortMember).values(left_at=NOW))
    session.commit()
    assert enrolments_without_statement(session, since=None, today=TODAY) == [enrolment]


def test_who_finishes_after_the_cohort_was_closed_gets_a_statement(session, aigerim):
    enrolment = finish(session, aigerim)
    add_cohort(session, enrolment)
    begin_write(session)
    session.execute(update(Cohort).values(closed_at=NOW - timedelta(days=1)))
    session.commit()
    assert enrolments_without_statement(session, since=None, today=TODAY) == [enrolment]


def test_a_revoked_statement_is_not_made_anew(app, session, aigerim, yerlan):
    statement = issue_to(session, finish(session, aigerim))
    begin_write(session)
    revoke(session, statement, by_id=yerlan.id, reason="Тестті басқа адам тапсырған.", now=NOW)
    session.commit()
    worker_of(app).make_papers()
    assert len(papers_of(session, aigerim.id, today=TODAY)) == 1


def test_a_course_that_is_not_finished_earns_nothing(app, session, aigerim):
    begin_write(session)
    session.add(Enrolment(person_id=aigerim.id, course_id="prohibition-of-torture", enrolled_at=NOW))
    session.commit()
    worker_of(app).make_papers()
    assert papers_of(session, aigerim.id, today=TODAY) == []


def test_the_frequent_look_is_at_what_was_finished_lately(session, aigerim):
    enrolment = finish(session, aigerim)
    assert enrolments_without_statement(session, since=NOW, today=TODAY) == [enrolment]
    assert enrolments_without_statement(session, since=NOW + timedelta(seconds=1), today=TODAY) == []


def test_a_statement_that_was_missed_is_made_by_the_next_sweep(app, session, clock, aigerim):
    worker = worker_of(app)
    worker.make_papers()
    finish(session, aigerim)
    clock.advance(hours=2)  # nobody looked while it was recent
    worker.make_papers()
    assert papers_of(session, aigerim.id, today=TODAY)[0].sha256


def test_a_record_is_drawn_to_the_same_bytes_whenever_it_is_drawn(app, session, aigerim):
    issue_to(session, finish(session, aigerim))
    record = papers_of(session, aigerim.id, today=TODAY)[0].record
    assert draw(record) == draw(record)


def test_a_statement_carries_the_edition_that_was_taught(session, aigerim):
    issue_to(session, finish(session, aigerim))
    certificate = session.scalars(select(Certificate)).one()
    assert papers_of(session, aigerim.id, today=TODAY)[0].record.edition_number == certificate.edition_id == 1
