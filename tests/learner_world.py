"""How far the learners of tests/world.py have come: lessons, attempts, papers."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import TICKED
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.certification import actions as certification
from helpcourse.certification.batches.actions import tell_some
from helpcourse.certification.batches.rules import UNDO_WITHIN
from helpcourse.certification.credentials.status import StatusPlace
from helpcourse.certification.models import Certificate
from helpcourse.certification.record import Record
from helpcourse.certification.rules import issuer_of
from helpcourse.certification.seal import Undrawn, seal
from helpcourse.config import Settings
from helpcourse.learning import attempts
from helpcourse.learning.actions import answer_check, enrol, finish_lesson, keep_reflection
from helpcourse.learning.allowances import give
from helpcourse.learning.notes.actions import Passage, keep
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.rules import Extra
from helpcourse.tutoring.actions import members
from helpcourse.tutoring.models import CohortTutor
from tests.batch_world import issue_together
from tests.builders import NOW, Someone, ticks
from tests.calls import come_in
from tests.keys import signer
from tests.schedule_world import extended, webinar_of
from tests.things import COURSE, LESSON, MODULE, Things

ISSUER = issuer_of(Settings(site_url="http://localhost"))


def enrolled(session: Session, person: Someone, cohort_id: uuid.UUID | None, admin: Someone) -> uuid.UUID:
    then = NOW - timedelta(days=30)
    if cohort_id:
        come_in(session, cohort_id, person, admin.id, now=then)
    return enrol(session, person.id, COURSE, now=then)


def finished(
    session: Session,
    shelf: Shelf,
    edition: ServedEdition,
    person: Someone,
    cohort_id: uuid.UUID | None,
    admin: Someone,
) -> Things:
    """A failed attempt, a passed one to which an answer came late, all lessons, the paper with its PDF."""
    enrolment_id = enrolled(session, person, cohort_id, admin)
    _write_in_lesson(session, enrolment_id, edition)
    first = attempts.begin(session, enrolment_id, edition, seed=1, now=NOW - timedelta(days=9))
    attempts.submit(session, first, edition, now=NOW - timedelta(days=9))
    passed = _begin(session, edition, person, enrolment_id, NOW - timedelta(days=5), is_right=True)
    attempts.submit(session, passed.attempt_id, edition, now=NOW - timedelta(days=5))
    _answer_late(session, edition, passed, now=NOW - timedelta(days=5) + timedelta(minutes=1))
    for lesson in edition.lessons:
        finish_lesson(session, enrolment_id, lesson.id, edition.course, now=NOW - timedelta(days=4))
    certificate = _issue(session, shelf, enrolment_id, cohort_id, admin)
    return Things(
        person,
        passed.person_key,
        enrolment_id,
        passed.attempt_id,
        passed.question_id,
        _tutor_key(session, cohort_id),
        cohort_id,
        certificate.id,
        _eased(session, edition, enrolment_id, admin) if cohort_id else None,
        webinar_of(session, cohort_id),
        extended(session, edition, cohort_id, enrolment_id, MODULE, admin) if cohort_id else None,
        certificate.code,
    )


def _eased(session: Session, edition: ServedEdition, enrolment_id: uuid.UUID, admin: Someone) -> uuid.UUID:
    """Ten minutes more for the final test."""
    id_ = uuid.uuid4()
    then = NOW - timedelta(days=3)
    give(session, id_, enrolment_id, edition, "", Extra(minutes=10), "1, 2, 3…", by_id=admin.id, now=then)
    return id_


def _tutor_key(session: Session, cohort_id: uuid.UUID | None) -> uuid.UUID:
    of_cohort = (
        select(Person.key)
        .join(CohortTutor, CohortTutor.person_id == Person.id)
        .where(CohortTutor.cohort_id == cohort_id)
    )
    return session.scalars(of_cohort).one_or_none() or uuid.UUID(int=0)


def _issue(
    session: Session, shelf: Shelf, enrolment_id: uuid.UUID, cohort_id: uuid.UUID | None, admin: Someone
) -> Certificate:
    then = NOW - timedelta(days=2)
    if cohort_id:
        members.confirm(session, cohort_id, [enrolment_id], by_id=admin.id, now=then)
        issue_together(session, shelf, cohort_id, admin, now=then)
    else:
        certification.issue_statement(session, shelf, enrolment_id, ISSUER, now=then)
    certificate = session.scalars(select(Certificate).where(Certificate.enrolment_id == enrolment_id)).one()
    place = StatusPlace(certificate.year, certificate.serial)
    paper = Undrawn(Record.from_json(certificate.record), place, certificate.issued_at)
    certification.store(session, certificate.id, seal(paper, signer(), ISSUER.zone, now=then), now=then)
    tell_some(session, at_most=1, now=then + UNDO_WITHIN)
    return certificate


def in_the_test(
    session: Session, edition: ServedEdition, person: Someone, cohort_id: uuid.UUID, admin: Someone
) -> Things:
    enrolment_id = enrolled(session, person, cohort_id, admin)
    _write_in_lesson(session, enrolment_id, edition)
    begun = _begin(session, edition, person, enrolment_id, NOW - timedelta(minutes=5), is_right=False)
    return Things(
        person,
        begun.person_key,
        enrolment_id,
        begun.attempt_id,
        begun.question_id,
        _tutor_key(session, cohort_id),
        cohort_id,
        allowance_id=_eased(session, edition, enrolment_id, admin),
        entry_id=webinar_of(session, cohort_id),
        extension_id=extended(session, edition, cohort_id, enrolment_id, MODULE, admin),
    )


def _write_in_lesson(session: Session, enrolment_id: uuid.UUID, edition: ServedEdition) -> None:
    then = NOW - timedelta(days=12)
    lesson = next(lesson for lesson in edition.lessons if lesson.id == LESSON)
    question = lesson.questions[0]
    wrong = {question.options[0]: TICKED}
    answer_check(session, enrolment_id, LESSON, question, wrong, seen=0, edition_id=edition.id, language="kk", now=then)
    for block_id in lesson.reflections[:1]:
        keep_reflection(session, enrolment_id, LESSON, block_id, "1, 2, 3…", seen=0, now=then)
    finish_lesson(session, enrolment_id, LESSON, edition.course, now=then)


def add_note(session: Session, enrolment_id: uuid.UUID) -> uuid.UUID:
    """About the beginning of the lesson."""
    id_ = uuid.uuid4()
    keep(session, enrolment_id, id_, Passage(LESSON, "opening", "kk"), "1, 2, 3…", now=NOW - timedelta(days=11))
    return id_


def _begin(
    session: Session, edition: ServedEdition, person: Someone, enrolment_id: uuid.UUID, now: datetime, *, is_right: bool
) -> Things:
    """An attempt with all its answers right, or with its first one only."""
    attempt_id = attempts.begin(session, enrolment_id, edition, seed=2, now=now)
    attempt = get_attempt(session, person.id, attempt_id)
    questions = list(attempts.questions_of(attempt, edition).values())
    for question in questions if is_right else questions[:1]:
        attempts.save_answer(session, attempt, question, right_answer(question, "kk"), seen=0, language="kk", now=now)
    key = session.scalars(select(Person.key).where(Person.id == person.id)).one()
    return Things(person, key, enrolment_id, attempt_id, questions[0].id, uuid.UUID(int=0))


def _answer_late(session: Session, edition: ServedEdition, things: Things, *, now: datetime) -> None:
    """After the test was submitted, and wrong."""
    attempt = get_attempt(session, things.person.id, things.attempt_id)
    question = attempts.questions_of(attempt, edition)[things.question_id]
    wrong = min(set(question.options) - set(right_answer(question, "kk")))
    given_at = now - timedelta(minutes=3)
    attempts.save_answer(session, attempt, question, ticks(wrong), seen=1, language="kk", now=now, given_at=given_at)
