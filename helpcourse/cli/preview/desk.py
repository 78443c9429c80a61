"""The desk of an author: reads courses whenever a file is saved, and publishes them to the preview's own database."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import Manuscript, keep_media, manuscript, publish
from helpcourse.cli.preview.places import Placed, placed, with_mistakes
from helpcourse.content import stored
from helpcourse.content.compile import lesson_page
from helpcourse.content.load import load
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.content.model import Course
from helpcourse.db import begin_write
from helpcourse.files.store import Store

Seen = tuple[tuple[str, int, int], ...]  # path, time of change, size


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look has found."""

    mistakes: tuple[Placed, ...] = ()
    state: str = ""  # another one after every look that has found a change


class Desk:
    """Holds what was read last. A course with mistakes is shown in its last good state, with them in their places."""

    def __init__(self, app: Flask, folders: Sequence[Path], sources: Path | None) -> None:
        self._app, self._folders, self._sources = app, folders, sources
        self._seen: Seen = ()
        self._good: dict[Path, Course] = {}
        self.sight = Sight()  # set when pages show what was found, never before

    def look(self) -> None:
        """Read and publish again if a file has changed."""
        seen = tuple(self._files())
        if seen == self._seen:
            return
        self._seen = seen
        mistakes = tuple(one for folder in self._folders for one in self._read(folder))
        self._app.extensions["shelf"].look_again()
        self.sight = Sight(mistakes, hashlib.sha256(repr(seen).encode()).hexdigest()[:16])

    def _files(self) -> Iterator[tuple[str, int, int]]:
        for folder in self._folders:
            for path in sorted([*folder.rglob("*"), self._sources_of(folder)]):
                if path.is_file():
                    status = path.stat()
                    yield str(path), status.st_mtime_ns, status.st_size

    def _sources_of(self, folder: Path) -> Path:
        return self._sources or folder.resolve().parent / "sources.yaml"

    def _read(self, folder: Path) -> list[Placed]:
        """Publish the course, or its last good state; the mistakes of what is written now."""
        try:
            self._good[folder] = load(folder, self._sources_of(folder))
        except CourseMistakes as error:
            good = self._good.get(folder)
            found = placed(error.mistakes, good, folder)
            if good:
                self._publish(_annotated(good, found))
            return found
        self._publish(manuscript(self._good[folder]))
        return []

    def _publish(self, course: Manuscript) -> None:
        keep_media(Store(self._app.extensions["settings"].media), course)
        with Session(self._app.extensions["engine"]) as session:
            begin_write(session)
            publish(session, course, now=datetime.now(UTC))
            session.commit()


def _annotated(course: Course, mistakes: Sequence[Placed]) -> Manuscript:
    """The course's last good state, each mistake before the block in which it is."""
    good = manuscript(course)
    digest = hashlib.sha256((course.digest + repr(mistakes)).encode()).hexdigest()
    pages = {(page, language): content for page, language, content in good.pages}
    for lesson_id, language in {(one.lesson_id, one.language) for one in mistakes if one.lesson_id}:
        page = lesson_page(course, lesson_id, language)
        pages[lesson_id, language] = stored.to_json(with_mistakes(page, mistakes))
    return replace(good, digest=digest, pages=tuple((*key, content) for key, content in pages.items()))
