"""The published courses in memory: what the database says is current, words in a bounded cache."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from cachetools import LRUCache
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import Edition, EditionPage, PublishedCourse
from helpcourse.catalogue.older import Elsewhere, OlderCourses
from helpcourse.config import Settings
from helpcourse.content import stored
from helpcourse.content.compile import compile_course, course_page, lesson_page
from helpcourse.content.compiled import CompiledCourse, CoursePage, LessonOutline, LessonPage
from helpcourse.content.model import Course
from helpcourse.errors import NotFoundError

LOOK_AGAIN_S = 1.0  # other processes publish too
OLDER_KEPT = 50  # editions that are not current, some 100 kB each
PAGES_KEPT = 64_000_000  # bytes of memory; a lesson takes some 50,000, a course's own page 200,000
_BYTES_A_LETTER = 2.5  # in memory, of a page's JSON; measured

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ServedEdition:
    """One edition, ready to be shown and graded."""

    id: int
    number: int
    published_at: datetime
    course: CompiledCourse
    _lessons: Mapping[str, LessonOutline] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lessons = (lesson for module in self.course.modules for lesson in module.lessons)
        object.__setattr__(self, "_lessons", {lesson.id: lesson for lesson in lessons})

    def find_lesson(self, lesson_id: str) -> LessonOutline | None:
        return self._lessons.get(lesson_id)

    @property
    def lessons(self) -> tuple[LessonOutline, ...]:
        return tuple(self._lessons.values())


@dataclass(frozen=True, slots=True)
class _Kept:
    page: LessonPage | CoursePage
    size: float  # bytes of memory, about


class Shelf:
    """One an application, shared by its threads; holds nothing that the database does not."""

    def __init__(self, elsewhere: Elsewhere | None = None) -> None:
        self._older = OlderCourses(elsewhere or Elsewhere.of(Settings()))
        self._lock = threading.Lock()
        self._current: Mapping[str, int] = {}  # course id -> edition id, in the catalogue's order
        self._looked_at = float("-inf")
        self._editions: OrderedDict[int, ServedEdition] = OrderedDict()
        self._pages: LRUCache[tuple[int, str, str], _Kept] = LRUCache(PAGES_KEPT, lambda kept: kept.size)

    def courses(self, session: Session) -> list[ServedEdition]:
        """The current editions, in the catalogue's order; without one that cannot be shown any more."""
        found = (self.find_edition(session, edition_id) for edition_id in self._look(session).values())
        return [edition for edition in found if edition]

    def current(self, session: Session, course_id: str) -> ServedEdition:
        """The current edition of a course. Raises NotFoundError."""
        edition_id = self._look(session).get(course_id)
        if edition_id is None:
            raise NotFoundError
        return self.edition(session, edition_id)

    def read_by(self, session: Session, course_id: str, edition_id: int | None) -> ServedEdition:
        """What an enrolment reads: its cohort's edition, or the current one. Raises NotFoundError."""
        return self.edition(session, edition_id) if edition_id else self.current(session, course_id)

    def edition(self, session: Session, edition_id: int) -> ServedEdition:
        """Any edition, an older one too. Raises NotFoundError."""
        edition = self._editions.get(edition_id)
        if edition is None:
            edition = self._read_edition(session, edition_id)
            with self._lock:
                self._editions[edition_id] = edition
                self._forget_older()
        return edition

    def _forget_older(self) -> None:
        """All current editions stay; of the others those that were read first are forgotten."""
        current = set(self._current.values())
        older = [edition_id for edition_id in self._editions if edition_id not in current]
        for edition_id in older[:-OLDER_KEPT]:
            del self._editions[edition_id]

    def find_edition(self, session: Session, edition_id: int) -> ServedEdition | None:
        """None if this version of the product cannot show it any more."""
        try:
            return self.edition(session, edition_id)
        except NotFoundError:
            return None

    def lesson_page(self, session: Session, edition: ServedEdition, lesson_id: str, language: str) -> LessonPage:
        """The words of a lesson; in the course's source language if it is not in this one. Raises NotFoundError."""
        return self._page(session, edition, lesson_id, language, stored.lesson_page_from_json, lesson_page)

    def course_page(self, session: Session, edition: ServedEdition, language: str) -> CoursePage:
        """The words about a course."""
        return self._page(session, edition, "", language, stored.course_page_from_json, _course_page)

    def written_course(self, session: Session, edition_id: int) -> Course:
        """The course as its author wrote it. Raises NotFoundError if this version of the product refuses it."""
        return self._older.get(session, edition_id)

    def has_same_question(
        self, session: Session, edition: ServedEdition, other_id: int, lesson_id: str, question_id: str
    ) -> bool:
        """Whether a knowledge check asks in this edition what it asked in another; feedback may differ."""
        if other_id == edition.id:
            return True
        other = self.edition(session, other_id)
        return self._asked(session, edition, lesson_id, question_id) == self._asked(
            session, other, lesson_id, question_id
        )

    def _asked(self, session: Session, edition: ServedEdition, lesson_id: str, question_id: str) -> object:
        """All that an answer to this question depends on; None if the edition does not ask it."""
        lesson = edition.find_lesson(lesson_id)
        question = lesson and next((one for one in lesson.questions if one.id == question_id), None)
        if not question:
            return None
        page = self.lesson_page(session, edition, lesson_id, edition.course.source)
        words = page.find_words(question_id)
        shown = words and (words.prompt, dict(words.options), dict(words.matches), words.choices, words.unit)
        return question.kind, question.right, shown

    def _page(
        self,
        session: Session,
        edition: ServedEdition,
        page: str,
        language: str,
        read: Callable[[str], T],
        compiled: Callable[[Course, str, str], T],
    ) -> T:
        spoken = language if language in edition.course.languages else edition.course.source
        key = (edition.id, page, spoken)
        with self._lock:
            if kept := self._pages.get(key):
                return kept.page  # type: ignore[return-value]  # a key has always one type of page
        content = _read_page(session, *key)
        try:
            words = read(content)
        except stored.OldFormatError:
            words = compiled(self._older.get(session, edition.id), page, spoken)
        with self._lock:
            size = min(_BYTES_A_LETTER * len(content), PAGES_KEPT)
            self._pages[key] = _Kept(words, size)  # type: ignore[arg-type]  # as above
        return words

    def _read_edition(self, session: Session, edition_id: int) -> ServedEdition:
        row = session.execute(
            select(Edition.id, Edition.number, Edition.published_at, Edition.structure).where(Edition.id == edition_id)
        ).one_or_none()
        if row is None:
            raise NotFoundError
        try:
            course = stored.course_from_json(row.structure)
        except stored.OldFormatError:
            course = compile_course(self._older.get(session, edition_id))
        return ServedEdition(row.id, row.number, row.published_at, course)

    def look_again(self) -> None:
        """Ask the database at the next request what is current: something was just published here."""
        self._looked_at = float("-inf")

    def _look(self, session: Session) -> Mapping[str, int]:
        if time.monotonic() - self._looked_at > LOOK_AGAIN_S:
            self._current = _read_current(session)
            self._looked_at = time.monotonic()
        return self._current


def _read_current(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(PublishedCourse.id, PublishedCourse.current_edition_id)
        .where(PublishedCourse.current_edition_id.is_not(None), PublishedCourse.withdrawn_at.is_(None))
        .order_by(PublishedCourse.position, PublishedCourse.id)
    )
    return {course_id: edition_id for course_id, edition_id in rows if edition_id is not None}


def _course_page(course: Course, _page: str, language: str) -> CoursePage:
    return course_page(course, language)


def _read_page(session: Session, edition_id: int, page: str, language: str) -> str:
    content = session.scalar(
        select(EditionPage.content).where(
            EditionPage.edition_id == edition_id, EditionPage.page == page, EditionPage.language == language
        )
    )
    if content is None:
        raise NotFoundError
    return content
