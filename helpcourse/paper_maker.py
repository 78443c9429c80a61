"""The worker's part that makes papers: issues statements, draws and signs, lists what has ended."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import issue_statement, store
from helpcourse.certification.keys import KeyFolder, Signer
from helpcourse.certification.queries import enrolments_without_statement, undrawn
from helpcourse.certification.rules import issuer_of
from helpcourse.certification.seal import Sealer, Undrawn, seal
from helpcourse.certification.status_lists import due_lists, sign_list, store_list
from helpcourse.config import Settings
from helpcourse.db import begin_write

_SWEPT_EVERY = timedelta(minutes=5)  # a look at all papers that are due; in between, at those of the last hour
_RECENT = timedelta(hours=1)
_LISTED_EVERY = timedelta(seconds=30)

log = structlog.get_logger("helpcourse.worker")


class PaperMaker:
    """Any number may work side by side: a paper is stored by the first that has made it."""

    def __init__(self, settings: Settings, engine: Engine, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.engine = engine
        self.shelf = shelf
        self.clock = clock
        self.swept_at: datetime | None = None
        self.listed_at: datetime | None = None
        self.undrawable: set[uuid.UUID] = set()  # papers that are left alone until the next sweep

    def make(self) -> None:
        """Issue the statements that are due, then draw what has no PDF yet: each apart, since drawing is slow."""
        since = self._since()
        with Session(self.engine) as session:
            finished = enrolments_without_statement(session, since=since)
        for enrolment_id in finished:
            with self._writing() as session:
                issue_statement(session, self.shelf, enrolment_id, issuer_of(self.settings), now=self.clock())
        with Session(self.engine) as session:
            waiting = undrawn(session, since=since)
        if not waiting:
            return
        signer, sealer = self._signer(), self._sealer()
        for certificate_id, paper in waiting:
            if certificate_id not in self.undrawable:
                self._seal(certificate_id, paper, signer, sealer)

    def list_ended(self) -> None:
        """Tell programs, in signed lists, which papers were revoked or replaced."""
        if self.listed_at and self.clock() - self.listed_at < _LISTED_EVERY:
            return
        self.listed_at = self.clock()
        with Session(self.engine) as session:
            due = due_lists(session, now=self.clock())
        for one in due:
            content = sign_list(one, self.settings.address, self._signer(), now=self.clock())
            with self._writing() as session:
                store_list(session, one, content, now=self.clock())

    def _since(self) -> datetime | None:
        """Papers of which time are looked at: of the last hour, every few minutes of all time."""
        now = self.clock()
        if self.swept_at and now - self.swept_at < _SWEPT_EVERY:
            return now - _RECENT
        self.swept_at = now
        self.undrawable.clear()
        return None

    def _seal(self, certificate_id: uuid.UUID, paper: Undrawn, signer: Signer, sealer: Sealer | None) -> None:
        try:
            files = seal(paper, signer, ZoneInfo(self.settings.timezone), sealer, now=self.clock())
        except Exception:  # whatever it is, the others are drawn
            log.exception("paper not drawn", number=paper.record.number)
            self.undrawable.add(certificate_id)
            return
        with self._writing() as session:
            store(session, certificate_id, files, now=self.clock())
        log.info("paper drawn", number=paper.record.number)

    def _sealer(self) -> Sealer | None:
        """Of PDFs; None: the extra `sign` is not installed."""
        if find_spec("pyhanko") is None:
            return None
        pades = import_module("helpcourse.certification.pades")
        if self.settings.seal_pkcs12:
            made: Sealer = pades.configured_sealer(Path(self.settings.seal_pkcs12), self.settings.seal_password)
        else:
            made = pades.own_sealer(KeyFolder(self.settings.keys), self.settings.printed("issuer"), now=self.clock())
        return made

    def _signer(self) -> Signer:
        """Read anew each time: the keys may have been replaced."""
        return KeyFolder(self.settings.keys).signer()

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            begin_write(session)
            yield session
            session.commit()
