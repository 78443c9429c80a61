"""Compiled courses and pages as JSON and back: the form in which an edition is kept in the database."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from helpcourse.content.compiled import CompiledCourse, CoursePage, LessonPage, TranslationPage
from helpcourse.errors import HelpcourseError

FORMAT = 9  # to be raised with every change to compiled.py or of what is rendered: what is stored is compiled again

_BEGINNING = f'{{"format": {FORMAT}, "content": '

T = TypeVar("T", CompiledCourse, CoursePage, LessonPage, TranslationPage)


class OldFormatError(HelpcourseError):
    """Stored by another version of the product: compile the course again."""


@dataclass(frozen=True, slots=True)
class _Reader(Generic[T]):
    adapter: TypeAdapter[T]

    def read(self, text: str) -> T:
        if not text.startswith(_BEGINNING):
            raise OldFormatError(text[:24])
        return self.adapter.validate_json(text[len(_BEGINNING) : -1])


_COURSE = _Reader(TypeAdapter(CompiledCourse))
_COURSE_PAGE = _Reader(TypeAdapter(CoursePage))
_LESSON_PAGE = _Reader(TypeAdapter(LessonPage))
_TRANSLATION_PAGE = _Reader(TypeAdapter(TranslationPage))
_ADAPTERS: dict[type, TypeAdapter[Any]] = {
    CompiledCourse: _COURSE.adapter,
    CoursePage: _COURSE_PAGE.adapter,
    LessonPage: _LESSON_PAGE.adapter,
    TranslationPage: _TRANSLATION_PAGE.adapter,
}


def to_json(stored: CompiledCourse | CoursePage | LessonPage | TranslationPage) -> str:
    """The same words always give the same text."""
    plain = _ADAPTERS[type(stored)].dump_python(stored)
    return f"{_BEGINNING}{json.dumps(plain, ensure_ascii=False, default=_plain)}}}"


def course_from_json(text: str) -> CompiledCourse:
    return _COURSE.read(text)


def course_page_from_json(text: str) -> CoursePage:
    return _COURSE_PAGE.read(text)


def lesson_page_from_json(text: str) -> LessonPage:
    return _LESSON_PAGE.read(text)


def translation_page_from_json(text: str) -> TranslationPage:
    return _TRANSLATION_PAGE.read(text)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
