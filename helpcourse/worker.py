"""Work in the background: closes attempts, makes sheets and papers, sends the outbox's mails, deletes what is over."""

import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.accounts.actions import delete_old
from helpcourse.catalogue.older import Elsewhere
from helpcourse.catalogue.shelf import Shelf
from helpcourse.config import Settings
from helpcourse.db import make_engine
from helpcourse.errors import NotFoundError
from helpcourse.learning.actions import finish_course_if_complete
from helpcourse.learning.attempts import questions_of, submit
from helpcourse.learning.checks import tries_of
from helpcourse.learning.models import Attempt
from helpcourse.learning.overdue import overdue_attempts
from helpcourse.learning.refresher.actions import write_digest
from helpcourse.learning.refresher.queries import DueDigest, due_digests
from helpcourse.learning.sheets import keep_sheet, without_sheet
from helpcourse.learning.sweeping import newly_complete
from helpcourse.mailer import Mailer
from helpcourse.messages.notices import drop_old, people_due, write_collected
from helpcourse.messages.transport import Transport, make_transport
from helpcourse.paper_maker import PaperMaker
from helpcourse.tutoring.cases.telling import is_anything_untold, tell_tutors
from helpcourse.tutoring.evaluation.reminding import cohorts_asking, remind_of_questionnaires
from helpcourse.tutoring.group.telling import tell, tell_material, untold_materials, untold_posts
from helpcourse.tutoring.schedule.reminding import cohorts_near_deadlines, remind
from helpcourse.tutoring.schedule.telling import tell_changes, untold_cohorts
from helpcourse.writing import writing

PAUSE_S = 2
_CLOSED_EVERY = timedelta(seconds=10)
_FINISHED_EVERY = timedelta(minutes=5)
_SHEETS_EVERY = timedelta(hours=1)  # those of today are written at once; an upgrade leaves older ones to be made
SHEETS_AT_ONCE = 50  # in one transaction: some 0.2 s in which nobody else writes
_REFRESHED_EVERY = timedelta(minutes=10)
_TOLD_EVERY = timedelta(minutes=1)
_CLEANED_EVERY = timedelta(days=1)

log = structlog.get_logger("helpcourse.worker")


class Worker:
    """One worker; any number may run side by side: each mail is leased to one of them."""

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        transport: Transport | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.settings = settings
        self.engine = engine
        self.clock = clock
        self.mailer = Mailer(
            settings, engine, transport or make_transport(settings.smtp_url, settings.data / "mail"), clock
        )
        self.cleaned_at: datetime | None = None
        self.closed_at: datetime | None = None
        self.finished_at: datetime | None = None
        self.sheets_at: datetime | None = None
        self.refreshed_at: datetime | None = None
        self.told_at: datetime | None = None
        self.shelf = Shelf(Elsewhere.of(settings))
        self.papers = PaperMaker(settings, engine, self.shelf, clock)

    def run_once(self) -> None:
        """Do all that is due now."""
        if self.closed_at is None or self.clock() - self.closed_at >= _CLOSED_EVERY:
            self.close_attempts()
        if self.finished_at is None or self.clock() - self.finished_at >= _FINISHED_EVERY:
            self.finish_courses()
        if self.sheets_at is None or self.clock() - self.sheets_at >= _SHEETS_EVERY:
            self.keep_sheets()
        if self.refreshed_at is None or self.clock() - self.refreshed_at >= _REFRESHED_EVERY:
            self.write_digests()
            self.remind_of_deadlines()
            self.remind_of_questionnaires()
        self.tell_schedules()
        if self.told_at is None or self.clock() - self.told_at >= _TOLD_EVERY:
            self.tell_tutors()
            self.tell_groups()
            self.write_collected()
        self.make_papers()
        self.papers.list_ended()
        self.send_mails()
        if self.cleaned_at is None or self.clock() - self.cleaned_at >= _CLEANED_EVERY:
            self.clean_up()

    def close_attempts(self) -> None:
        """Grade what was saved in the attempts whose time is over."""
        self.closed_at = self.clock()
        with Session(self.engine) as session:
            overdue = overdue_attempts(session, now=self.clock())
        for attempt_id, edition_id in overdue:
            try:
                self._close(attempt_id, edition_id)
            except Exception:  # whatever it is, the others are closed; this one is tried again
                log.exception("attempt not closed", attempt=str(attempt_id))

    def _close(self, attempt_id: uuid.UUID, edition_id: int) -> None:
        with Session(self.engine) as session:
            edition = self.shelf.edition(session, edition_id)
        with writing(self.engine) as session:
            submit(session, attempt_id, edition, now=self.clock())

    def finish_courses(self) -> None:
        """A new edition may have left out what a learner still lacked."""
        self.finished_at = self.clock()
        with Session(self.engine) as session:
            complete = newly_complete(session, self.shelf)
        for enrolment_id, edition in complete:
            with writing(self.engine) as session:
                finish_course_if_complete(session, enrolment_id, edition.course, now=self.clock())

    def keep_sheets(self) -> None:
        """Of attempts that were closed before sheets were kept, or kept in today's form."""
        self.sheets_at = self.clock()
        with Session(self.engine) as session:
            missing = without_sheet(session)
        for start in range(0, len(missing), SHEETS_AT_ONCE):
            try:
                self._keep_sheets(missing[start : start + SHEETS_AT_ONCE])
            except Exception:  # whatever it is, the others are written; these are tried again
                log.exception("sheets not written", attempts=[str(id_) for id_, _ in missing[start:][:SHEETS_AT_ONCE]])

    def _keep_sheets(self, missing: list[tuple[uuid.UUID, int]]) -> None:
        with Session(self.engine) as session:
            editions = {edition_id: self.shelf.edition(session, edition_id) for _, edition_id in missing}
        with writing(self.engine) as session:
            for attempt_id, edition_id in missing:
                attempt = session.get_one(Attempt, attempt_id)
                keep_sheet(session, attempt, questions_of(attempt, editions[edition_id]))

    def write_digests(self) -> None:
        """Write to those who wanted to be asked again, where something waits."""
        self.refreshed_at = self.clock()
        with Session(self.engine) as session:
            digests = due_digests(session, now=self.clock())
        for digest in digests:
            with suppress(NotFoundError):  # the course is withdrawn: nothing to ask
                self._write_digest(digest)

    def _write_digest(self, digest: DueDigest) -> None:
        with Session(self.engine) as session:
            edition = self.shelf.read_by(session, digest.course_id, digest.edition_id)
            questions = tries_of(session, self.shelf, digest.enrolment_id, edition)
        with writing(self.engine) as session:
            write_digest(session, digest, questions, edition.course.titles, now=self.clock())

    def tell_schedules(self) -> None:
        """Write to the members of a cohort what has changed in its schedule."""
        with Session(self.engine) as session:
            cohort_ids = untold_cohorts(session, now=self.clock())
        for cohort_id in cohort_ids:
            with writing(self.engine) as session:
                tell_changes(session, self.shelf, cohort_id, now=self.clock())

    def remind_of_deadlines(self) -> None:
        """Of those that come near, whoever is not done; each once."""
        with Session(self.engine) as session:
            cohort_ids = cohorts_near_deadlines(session, now=self.clock())
        for cohort_id in cohort_ids:
            with writing(self.engine) as session:
                remind(session, self.shelf, cohort_id, now=self.clock())

    def remind_of_questionnaires(self) -> None:
        """Of those that have opened, whoever has not answered; once."""
        zone = ZoneInfo(self.settings.timezone)
        with Session(self.engine) as session:
            cohort_ids = cohorts_asking(session, zone, now=self.clock())
        for cohort_id in cohort_ids:
            with writing(self.engine) as session:
                remind_of_questionnaires(session, self.shelf, cohort_id, zone, now=self.clock())

    def tell_tutors(self) -> None:
        """Of the case studies that were handed in."""
        self.told_at = self.clock()
        with Session(self.engine) as session:
            if not is_anything_untold(session):
                return
        with writing(self.engine) as session:
            tell_tutors(session, now=self.clock())

    def tell_groups(self) -> None:
        """Of what was said in them, and given them to read: each in a transaction of its own."""
        with Session(self.engine) as session:
            post_ids = untold_posts(session, now=self.clock())
            material_ids = untold_materials(session, now=self.clock())
        for post_id in post_ids:
            with writing(self.engine) as session:
                tell(session, post_id, now=self.clock())
        for material_id in material_ids:
            with writing(self.engine) as session:
                tell_material(session, material_id, now=self.clock())

    def write_collected(self) -> None:
        """What was put off until now, one mail for each person."""
        with Session(self.engine) as session:
            person_ids = people_due(session, now=self.clock())
        for person_id in person_ids:
            with writing(self.engine) as session:
                write_collected(session, person_id, now=self.clock())

    def make_papers(self) -> None:
        """Issue the statements that are due, then make the files of what has none yet."""
        self.papers.make()

    def send_mails(self) -> None:
        self.mailer.send_due()

    def clean_up(self) -> None:
        self.cleaned_at = self.clock()
        with writing(self.engine) as session:
            delete_old(session, now=self.clock())
            drop_old(session, now=self.clock())


def run_worker(settings: Settings, stop: threading.Event) -> None:
    """Work until told to stop; a database that is away for a while does not end it."""
    worker = Worker(settings, make_engine(settings.engine_url))
    while not stop.is_set():
        try:
            worker.run_once()
        except Exception:  # a worker that died in the night would be missed in the morning
            log.exception("the worker goes on after an error")
        stop.wait(0 if worker.papers.has_more else PAUSE_S)
    worker.papers.drawers.close()
    worker.engine.dispose()
