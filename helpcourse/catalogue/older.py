"""Editions that were stored in an older format: compiled again from the texts that they keep."""

import threading
from dataclasses import dataclass
from pathlib import Path

import structlog
from cachetools import LRUCache
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import Edition
from helpcourse.config import Settings
from helpcourse.content import stored
from helpcourse.content.kept import read_kept
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.content.model import Course
from helpcourse.errors import NotFoundError
from helpcourse.files.store import Store

_KEPT = 10  # courses; one of forty lessons takes 9 MB, and half a second to be read again

_IDS_OF_OLDER = select(Edition.id).where(Edition.format != stored.FORMAT)

log = structlog.get_logger("helpcourse.catalogue")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the rest of what an edition was made from lies."""

    media: Store
    spare_sources: Path  # for editions from before the sources that they cite were kept with them

    @classmethod
    def of(cls, settings: Settings) -> "Elsewhere":
        return cls(Store(settings.media), settings.courses / "sources.yaml")


@dataclass(frozen=True, slots=True)
class OlderEdition:
    """What an edition was made from."""

    id: int
    course_id: str
    number: int
    digest: str
    source_files: str

    def read(self, elsewhere: Elsewhere) -> Course:
        """Raises CourseMistakes if this version of the product refuses what an older one took."""
        find_media = elsewhere.media.find
        return read_kept(self.course_id, self.digest, self.source_files, elsewhere.spare_sources, find_media)


def older_editions(session: Session, edition_id: int | None = None) -> list[OlderEdition]:
    """All that are stored in another format than today's, or the one that is asked for."""
    ids = [edition_id] if edition_id else list(session.scalars(_IDS_OF_OLDER))
    rows = session.execute(
        select(Edition.id, Edition.course_id, Edition.number, Edition.digest, Edition.source_files)
        .where(Edition.id.in_(ids))
        .order_by(Edition.id)
    )
    return [OlderEdition(*row) for row in rows]


class OlderCourses:
    """Courses read again, kept in memory: a site that may not write serves them so."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        self._elsewhere = elsewhere
        self._lock = threading.Lock()
        self._read: LRUCache[int, Course | None] = LRUCache(_KEPT)  # by edition; None: this version refuses it

    def get(self, session: Session, edition_id: int) -> Course:
        """Raises NotFoundError if it cannot be compiled again."""
        with self._lock:
            if edition_id not in self._read:
                self._read[edition_id] = self._again(session, edition_id)
            course = self._read[edition_id]
        if course is None:
            raise NotFoundError
        return course

    def _again(self, session: Session, edition_id: int) -> Course | None:
        older = older_editions(session, edition_id)[0]
        try:
            return older.read(self._elsewhere)
        except CourseMistakes as error:
            told = {"course": older.course_id, "edition": older.number, "mistakes": str(error)}
            log.error("an edition cannot be compiled again", **told)
            return None
