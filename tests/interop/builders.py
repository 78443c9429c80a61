"""Books of the small course and of the real one, with the words that the site gives them in English."""

from collections.abc import Mapping
from pathlib import Path

from helpcourse.content.compile import compile_course, course_page, lesson_page
from helpcourse.content.load import load
from helpcourse.content.media_types import MediaKind
from helpcourse.content.model import Course
from helpcourse.interop.book import Book, course_book, lesson_book
from helpcourse.interop.pieces import Words
from tests.builders import NOW
from tests.content.builders import load_course

COURSES = Path(__file__).parent.parent.parent / "courses"
NAMES: Mapping[str, str] = {
    "question": "Knowledge check",
    "reflection": "Reflection",
    "case": "Case study",
    "keypoints": "Key points",
    "note": "Note",
}


def words(language: str) -> Words:
    return Words(
        language=language,
        tags=NAMES,
        how_to_answer={"multiple": "Several answers may be right."},
        model_answers="Model answers",
        criterion="Criterion",
        points="Points",
        stale="Stale",
        stale_question="Stale question",
        missing="Not translated",
        media={kind: kind.value for kind in MediaKind},
        transcripts=dict.fromkeys(MediaKind, "Transcript"),
        country=lambda country: f"Law: {country}",
        as_of=lambda piece: f"As of {piece.as_of}, review by {piece.review_by}",
        number=str,
        about="About",
        contents="Contents",
        objectives="Objectives",
        glossary="Glossary",
        sources="Sources",
        source_kinds={kind: kind for kind in ("treaty", "document", "law", "judgment", "decision")},
        as_a_whole="As a whole",
        module=lambda number: f"Module {number}",
        edition="Edition 1",
        address="https://courses.example.kz/en/courses/ban",
    )


def book_of(course: Course, language: str) -> Book:
    pages = [lesson_page(course, lesson.id, language) for lesson in course.lessons]
    about = course_page(course, language)
    return course_book(compile_course(course), about, pages, words(language), published_at=NOW)


def book_of_lesson(course: Course, lesson_id: str, language: str) -> Book:
    page = lesson_page(course, lesson_id, language)
    about = course_page(course, language)
    return lesson_book(compile_course(course), about, page, words(language), published_at=NOW)


def small_book(folder: Path, language: str = "en", changes: Mapping[str, str | bytes | None] | None = None) -> Book:
    return book_of(load_course(folder, changes), language)


def real_course() -> Course:
    return load(COURSES / "prohibition-of-torture", COURSES / "sources.yaml")
