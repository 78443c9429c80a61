"""What the whole site keeps about one person: to take away, and to be erased."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from helpcourse.accounts import actions as accounts
from helpcourse.accounts import queries
from helpcourse.accounts.own_views.actions import erase_views
from helpcourse.accounts.own_views.models import OwnView
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.models import Certificate, CertificateEvent
from helpcourse.db import Base
from helpcourse.learning.actions import erase_words
from helpcourse.learning.activity.actions import erase_activity
from helpcourse.learning.activity.models import StudyDay, WeeklyGoal
from helpcourse.learning.essays.actions import erase_reviews
from helpcourse.learning.essays.models import EssayReview
from helpcourse.learning.given import written
from helpcourse.learning.models import (
    Allowance,
    Attempt,
    CaseDone,
    Enrolment,
    Grade,
    LessonDone,
    LessonTime,
    Reflection,
)
from helpcourse.learning.notes.actions import erase_notes
from helpcourse.learning.notes.models import OwnNote
from helpcourse.learning.refresher.actions import end_all
from helpcourse.learning.refresher.models import Refresher
from helpcourse.messages.models import Mail, Notice, NoticeChoice
from helpcourse.reporting.answered import Answered, answers_of, checks_of, uncounted_of
from helpcourse.reporting.talk import own_talk
from helpcourse.reporting.works import is_at_a_desk, own_desk, own_works
from helpcourse.tutoring.calls.applying import erase_applications
from helpcourse.tutoring.calls.models import Application, ApplicationEvent
from helpcourse.tutoring.cases.erasing import erase_works
from helpcourse.tutoring.evaluation.models import ClosingReport, QuestionnaireReminder
from helpcourse.tutoring.evaluation.queries import answered_by
from helpcourse.tutoring.group.erasing import erase_talk
from helpcourse.tutoring.group.models import ThreadMute
from helpcourse.tutoring.letters.actions import erase_letters
from helpcourse.tutoring.letters.models import Letter
from helpcourse.tutoring.letters.queries import OwnLetter, own_letters
from helpcourse.tutoring.models import Cohort, CohortMember, CohortTutor
from helpcourse.tutoring.schedule import extensions, personal
from helpcourse.tutoring.schedule.models import Attendance, DeadlineReminder, Extension, Registration

_OF_ENROLMENTS: tuple[type[Base], ...] = (
    LessonDone,
    CaseDone,
    LessonTime,
    StudyDay,
    Reflection,
    OwnNote,
    Refresher,
    CohortMember,
    Allowance,
    Extension,
    Registration,
    Attendance,
    DeadlineReminder,
    QuestionnaireReminder,
)


def own_data(session: Session, shelf: Shelf, person_id: int) -> dict[str, Any]:
    """All of it, ready for JSON; times in ISO 8601, UTC. Raises NotFoundError for an erased person.

    Of tests without what would tell which answers are right: the seed, and ids in the order shown.
    """
    mine = select(Enrolment.id).where(Enrolment.person_id == person_id)
    attempts = select(Attempt.id).where(Attempt.enrolment_id.in_(mine))
    tutored = select(Cohort).join(CohortTutor, CohortTutor.cohort_id == Cohort.id)
    applications = select(Application).where(Application.person_id == person_id).order_by(Application.sent_at)
    mails = select(Mail).where(Mail.person_id == person_id).order_by(Mail.made_at, Mail.id)
    notices = select(Notice).where(Notice.person_id == person_id).order_by(Notice.made_at, Notice.id)
    papers = select(Certificate).where(Certificate.person_id == person_id).order_by(Certificate.issued_at)
    return {
        "account": queries.own_data(session, person_id),
        "enrolment": _rows(session, select(Enrolment).where(Enrolment.person_id == person_id)),
        **{
            table.__tablename__: _rows(session, select(table).where(table.__table__.c.enrolment_id.in_(mine)))
            for table in _OF_ENROLMENTS
        },
        "own_view": _rows(session, select(OwnView).where(OwnView.person_id == person_id)),
        "weekly_goal": _rows(session, select(WeeklyGoal).where(WeeklyGoal.person_id == person_id)),
        "check_answer": [_answer(one) for one in checks_of(session, shelf, person_id)],
        "attempt": [_attempt(row) for row in _rows(session, select(Attempt).where(Attempt.enrolment_id.in_(mine)))],
        "answer": [_answer(one) for one in answers_of(session, shelf, person_id)],
        "uncounted_answer": [_answer(one) for one in uncounted_of(session, shelf, person_id)],
        "grade": [_grade(row) for row in _rows(session, select(Grade).where(Grade.attempt_id.in_(attempts)))],
        "essay_review": [
            _review(row) for row in _rows(session, select(EssayReview).where(EssayReview.attempt_id.in_(attempts)))
        ],
        "case_work": own_works(session, person_id),
        "reviewing": own_desk(session, person_id) if is_at_a_desk(session, person_id) else None,
        "group_post": own_talk(session, person_id),
        "thread_mute": _rows(session, select(ThreadMute).where(ThreadMute.person_id == person_id)),
        "application": [_application(session, one) for one in session.execute(applications).scalars()],
        "questionnaire": [
            {"cohort_id": str(cohort_id), "phase": phase.value, "answers": "anonymous, cannot be found"}
            for cohort_id, phase in answered_by(session, person_id)
        ],
        "letter": [_letter(one) for one in own_letters(session, person_id)],
        "written_letter": _rows(session, select(Letter).where(Letter.by_id == person_id).order_by(Letter.sent_at)),
        "closing_report": _rows(session, select(ClosingReport).where(ClosingReport.written_by_id == person_id)),
        "tutored_cohort": _rows(session, tutored.where(CohortTutor.person_id == person_id)),
        "certificate": [_paper(session, paper) for paper in session.execute(papers).scalars()],
        "notice": [_notice(one) for one in session.execute(notices).scalars()],
        "notice_choice": _rows(session, select(NoticeChoice).where(NoticeChoice.person_id == person_id)),
        "mail": [_told(mail) for mail in session.execute(mails).scalars()],
    }


def erase(session: Session, shelf: Shelf, person_id: int, *, now: datetime) -> set[str]:
    """Erase a person: who they are and what they wrote; figures and issued papers stay.

    The hashes of the files that they handed in and nobody else did: whoever has committed drops them from the store.
    """
    accounts.erase(session, person_id, now=now)
    erase_words(session, person_id)
    erase_notes(session, person_id)
    erase_activity(session, person_id)
    erase_views(session, person_id)
    end_all(session, person_id, now=now)
    extensions.erase_words(session, person_id)
    personal.end_feed(session, person_id)
    erase_reviews(session, person_id)
    erase_applications(session, person_id, now=now)
    erase_talk(session, person_id)
    erase_letters(session, person_id)
    for found in (answers_of, uncounted_of, checks_of):
        for one in found(session, shelf, person_id):
            if one.is_essay:
                one.row.given = written({})
    return erase_works(session, person_id)


def _rows(session: Session, found: Select[Any]) -> list[dict[str, Any]]:
    rows: Iterable[Base] = session.execute(found).scalars()
    return [_row(row) for row in rows]


def _row(row: Base) -> dict[str, Any]:
    return {column.name: _plain(getattr(row, column.name)) for column in row.__table__.columns}


def _answer(one: Answered) -> dict[str, Any]:
    return _row(one.row) | {"given": one.in_words()}


def _attempt(row: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name != "seed"}
    return told | {"questions": [question_id for question_id, *_order in row["questions"]]}


def _grade(row: dict[str, Any]) -> dict[str, Any]:
    """Without the points of each question: not every test says which answers were right."""
    return {name: value for name, value in row.items() if name != "by_question"}


def _review(row: dict[str, Any]) -> dict[str, Any]:
    """Without its author, who is somebody else."""
    return {name: value for name, value in row.items() if name != "reviewed_by_id"}


def _application(session: Session, application: Application) -> dict[str, Any]:
    """With what those who choose noted, since it is about the person; what became of it, without who did it."""
    events = select(ApplicationEvent).where(ApplicationEvent.application_id == application.id)
    history = session.execute(events.order_by(ApplicationEvent.id)).scalars()
    told = [{"state": one.state.value, "happened_at": _plain(one.happened_at), "words": one.words} for one in history]
    return _row(application) | {"events": told}


def _letter(one: OwnLetter) -> dict[str, Any]:
    """Without its writer, who is somebody else."""
    told = {"id": str(one.id), "sent_at": _plain(one.sent_at), "language": one.language, "cohort": one.cohort}
    return told | {"subject": one.words.subject, "text": one.words.text}


def _paper(session: Session, paper: Certificate) -> dict[str, Any]:
    """What it says and what became of it; the PDF itself is at its address, by the code."""
    events = select(CertificateEvent).where(CertificateEvent.certificate_id == paper.id).order_by(CertificateEvent.id)
    return {
        "kind": paper.kind.value,
        "code": paper.code,
        "pdf": f"/certificates/{paper.code}.pdf",
        "issued_at": _plain(paper.issued_at),
        "ended_at": _plain(paper.ended_at),
        "printed": json.loads(paper.record),
        "events": [_event(event) for event in session.execute(events).scalars()],
    }


def _event(event: CertificateEvent) -> dict[str, Any]:
    """Without its author, who is somebody else."""
    return {"kind": event.kind.value, "happened_at": _plain(event.happened_at), "reason": event.reason}


def _told(mail: Mail) -> dict[str, Any]:
    """That it was written, not what it said: its links are secrets."""
    return {"kind": mail.kind.value, "language": mail.language, "made_at": _plain(mail.made_at)}


def _notice(one: Notice) -> dict[str, Any]:
    return {"kind": one.kind, "made_at": _plain(one.made_at), "seen_at": _plain(one.seen_at)}


def _plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)
