"""Writes of those who choose: notes and points, decisions with their letters."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.actions.cohorts import get_running
from helpcourse.tutoring.actions.members import add_member
from helpcourse.tutoring.calls.actions import Link, get_locked, mail_values, note_event
from helpcourse.tutoring.calls.asked import read_criteria
from helpcourse.tutoring.calls.models import Application, Call
from helpcourse.tutoring.calls.rules import ApplicationState, CallState, Skip, excess, may_decide
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.queries import other_cohort_of

LETTERS: Mapping[ApplicationState, MailKind] = {
    ApplicationState.ACCEPTED: MailKind.APPLICATION_ACCEPTED,
    ApplicationState.WAITING: MailKind.APPLICATION_WAITING,
    ApplicationState.REFUSED: MailKind.APPLICATION_REFUSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A decision that was previewed."""

    state: ApplicationState  # ACCEPTED, WAITING or REFUSED
    words: Mapping[str, str]  # added to the letter, by language
    most: int  # how many may be accepted in all, as the preview said


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision; beyond `excess` places nothing was done."""

    done: int = 0
    skipped: tuple[tuple[uuid.UUID, Skip], ...] = ()
    excess: int = 0

    def __add__(self, other: "Decided") -> "Decided":
        return Decided(self.done + other.done, self.skipped + other.skipped, max(self.excess, other.excess))


@dataclass(slots=True)
class _Sorted:
    """Who can be decided on, and who cannot."""

    good: list[tuple[Application, str]] = field(default_factory=list)  # with the language of the letter
    skipped: list[tuple[uuid.UUID, Skip]] = field(default_factory=list)


def keep_note(
    session: Session,
    cohort_id: uuid.UUID,
    application_id: uuid.UUID,
    note: str,
    points: Mapping[str, int],
    *,
    seen: int,
) -> bool:
    """Keep what those who choose think of an applicant. False, and nothing is done, if somebody else was faster.

    Raises ConflictError for points that no criterion gives.
    """
    call = get_locked(session, cohort_id)
    application = session.get(Application, application_id, populate_existing=True)
    if application is None or application.call_id != call.id:
        raise NotFoundError
    if (application.note, application.points) == (note, dict(points)):
        return True
    if application.note_revision != seen:
        return False
    most = {one.id: one.most for one in read_criteria(call.criteria)}
    if any(not 0 <= given <= most.get(id_, -1) for id_, given in points.items()):
        raise ConflictError("form_used")
    application.note, application.points = note, dict(points)
    application.note_revision += 1
    return True


def decide(
    session: Session,
    cohort_id: uuid.UUID,
    seen: Mapping[uuid.UUID, ApplicationState],
    verdict: Verdict,
    *,
    titles: Mapping[str, str],
    link: Link,
    by_id: int,
    now: datetime,
) -> Decided:
    """Decide on applicants, each as the preview had `seen` them; everybody gets one letter.

    `link`: where letters lead; of the accepted to the course, else to the applicant's applications.
    Who is accepted becomes a member of the cohort. Nothing is done if more than `verdict.most` would be accepted.
    """
    call, cohort = get_locked(session, cohort_id), get_running(session, cohort_id)
    if call.state in {CallState.DRAFT, CallState.WITHDRAWN}:
        raise ConflictError("call_withdrawn" if call.state is CallState.WITHDRAWN else "call_draft")
    found = _sorted(session, call, cohort, seen, verdict.state)
    if verdict.state is ApplicationState.ACCEPTED:
        over = excess(max(call.places, verdict.most), _accepted(session, call.id), len(found.good))
        if over:
            return Decided(excess=over)
    for application, language in found.good:
        if verdict.state is ApplicationState.ACCEPTED:
            add_member(session, cohort_id, application.person_id, now=now)
        words = verdict.words.get(language, "")
        note_event(session, application, verdict.state, by_id, words, now=now)
        values = mail_values(cohort.name, titles, link(language), words)
        queue(session, application.person_id, LETTERS[verdict.state], language, values, now=now)
    return Decided(len(found.good), tuple(found.skipped))


def _sorted(
    session: Session,
    call: Call,
    cohort: Cohort,
    seen: Mapping[uuid.UUID, ApplicationState],
    state: ApplicationState,
) -> _Sorted:
    rows = session.execute(
        select(Application, Person)
        .join(Person, Person.id == Application.person_id)
        .where(Application.call_id == call.id, Application.id.in_(list(seen)))
        .order_by(Application.sent_at, Application.id)
        .execution_options(populate_existing=True)
    )
    found = _Sorted()
    for application, person in rows:
        if skip := _skip(session, application, person, cohort, seen[application.id], state):
            found.skipped.append((application.id, skip))
        else:
            found.good.append((application, person.language))
    return found


def _skip(
    session: Session,
    application: Application,
    person: Any,
    cohort: Cohort,
    seen: ApplicationState,
    state: ApplicationState,
) -> Skip | None:
    if application.state != seen or application.state == state:
        return Skip.CHANGED
    if not may_decide(application.state, state):
        return Skip.MEMBER if application.state is ApplicationState.ACCEPTED else Skip.CHANGED
    if person.deactivated_at or person.erased_at:
        return Skip.GONE
    if state is ApplicationState.ACCEPTED and other_cohort_of(session, person.id, cohort.course_id, cohort.id):
        return Skip.OTHER_COHORT
    return None


def _accepted(session: Session, call_id: uuid.UUID) -> int:
    is_accepted = (Application.call_id == call_id) & (Application.state == ApplicationState.ACCEPTED)
    return session.execute(select(func.count()).select_from(Application).where(is_accepted)).scalar_one()
