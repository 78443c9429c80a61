"""Issues statements and batches, draws and signs, tells of batches, lists what has ended."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import issue_statement, store
from helpcourse.certification.batches.actions import issue_slice, tell_some
from helpcourse.certification.batches.queries import unissued, untold
from helpcourse.certification.keys import KeyFolder, Signer
from helpcourse.certification.queries import AT_ONCE, enrolments_without_statement, undrawn
from helpcourse.certification.rules import issuer_of
from helpcourse.certification.status_lists import due_lists, sign_list, store_list
from helpcourse.config import Settings
from helpcourse.paper_maker.drawing import Drawers, Drawn
from helpcourse.writing import writing

_SWEPT_EVERY = timedelta(minutes=5)  # a look at all papers that are due; in between, at those of the last hour
_RECENT = timedelta(hours=1)
_LISTED_EVERY = timedelta(seconds=30)
ISSUED_AT_ONCE = 50  # in one write: some 0.2 s in which nobody else writes
TOLD_AT_ONCE = 50
STORED_AT_ONCE = 10

log = structlog.get_logger("helpcourse.worker")


class PaperMaker:
    """Any number may work side by side: a paper is stored by the first that has made it."""

    def __init__(self, settings: Settings, engine: Engine, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.engine = engine
        self.shelf = shelf
        self.clock = clock
        self.drawers = Drawers(settings)
        self.has_more = False  # papers wait that were not looked at yet
        self.swept_at: datetime | None = None
        self.listed_at: datetime | None = None
        self.undrawable: set[uuid.UUID] = set()  # papers that are left alone until the next sweep
        self.unissuable: set[uuid.UUID] = set()  # batches, the same

    def make(self) -> None:
        """Issue what is due, then draw what has no PDF yet: each apart, since drawing is slow; then tell of it."""
        since = self._since()
        self._issue_statements(since)
        self._issue_batches()
        self._draw(since)
        self._tell()

    def _issue_statements(self, since: datetime | None) -> None:
        with Session(self.engine) as session:
            finished = enrolments_without_statement(session, since=since, today=self._today())
        for enrolment_id in finished:
            with writing(self.engine) as session:
                issue_statement(session, self.shelf, enrolment_id, issuer_of(self.settings), now=self.clock())

    def _issue_batches(self) -> None:
        with Session(self.engine) as session:
            batches = unissued(session)
        for batch_id in batches:
            if batch_id in self.unissuable:
                continue
            try:
                while self._issue_slice(batch_id):
                    pass
            except Exception:  # whatever it is, the others are issued
                log.exception("batch not issued", batch=str(batch_id))
                self.unissuable.add(batch_id)

    def _issue_slice(self, batch_id: uuid.UUID) -> int:
        with writing(self.engine) as session:
            return issue_slice(
                session, self.shelf, batch_id, issuer_of(self.settings), at_most=ISSUED_AT_ONCE, now=self.clock()
            )

    def _tell(self) -> None:
        """Of batches that cannot be undone any more."""
        with Session(self.engine) as session:
            is_any = bool(untold(session, now=self.clock(), at_most=1))
        while is_any:
            with writing(self.engine) as session:
                is_any = bool(tell_some(session, at_most=TOLD_AT_ONCE, now=self.clock()))

    def _draw(self, since: datetime | None) -> None:
        with Session(self.engine) as session:
            waiting = undrawn(session, since=since)
        drawable = [one for one in waiting if one[0] not in self.undrawable]
        self.has_more = len(waiting) == AT_ONCE and bool(drawable)
        for drawn in _in_groups(self.drawers.draw(drawable, now=self.clock())):
            self._store(drawn)

    def list_ended(self) -> None:
        """Tell programs, in signed lists, which papers were revoked or replaced."""
        if self.listed_at and self.clock() - self.listed_at < _LISTED_EVERY:
            return
        self.listed_at = self.clock()
        with Session(self.engine) as session:
            due = due_lists(session, now=self.clock())
        for one in due:
            content = sign_list(one, self.settings.address, self._signer(), now=self.clock())
            with writing(self.engine) as session:
                store_list(session, one, content, now=self.clock())

    def _today(self) -> date:
        return self.clock().astimezone(ZoneInfo(self.settings.timezone)).date()

    def _since(self) -> datetime | None:
        """Papers of which time are looked at: of the last hour, every few minutes of all time."""
        now = self.clock()
        if self.swept_at and now - self.swept_at < _SWEPT_EVERY:
            return now - _RECENT
        self.swept_at = now
        self.undrawable.clear()
        self.unissuable.clear()
        return None

    def _store(self, drawn: Sequence[Drawn]) -> None:
        """Some in one write: each write waits for the disk."""
        with writing(self.engine) as session:
            for certificate_id, files in drawn:
                if files:
                    store(session, certificate_id, files, now=self.clock())
                else:
                    self.undrawable.add(certificate_id)
        log.info("papers drawn", count=len(drawn))

    def _signer(self) -> Signer:
        """Read anew each time: the keys may have been replaced."""
        return KeyFolder(self.settings.keys).signer()


def _in_groups(drawn: Iterable[Drawn]) -> Iterator[list[Drawn]]:
    group: list[Drawn] = []
    for one in drawn:
        group.append(one)
        if len(group) == STORED_AT_ONCE:
            yield group
            group = []
    if group:
        yield group
