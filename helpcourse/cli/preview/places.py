"""Where an author's mistake belongs on the pages of the course's last good state."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from helpcourse.content.blocks import Segment, segment
from helpcourse.content.compiled import LessonPage, Piece
from helpcourse.content.files import cleaned
from helpcourse.content.headers import KINDS
from helpcourse.content.mistakes import Mistake, MistakeLog
from helpcourse.content.model import BlockKind, Course, Freshness
from helpcourse.web.i18n import gettext, speaking


@dataclass(frozen=True, slots=True)
class Placed:
    """A mistake, and the block of a lesson that it is in; all empty where it is not in a lesson that can be shown."""

    mistake: Mistake
    course_id: str = ""
    lesson_id: str = ""
    language: str = ""
    block_id: str = ""  # as it is written now: the last good state need not have it


def placed(mistakes: Sequence[Mistake], course: Course | None, folder: Path) -> list[Placed]:
    """Each mistake with its place; `course` is the last good state, None if there was none."""
    lessons = _lessons_by_file(course) if course else {}
    above = folder.resolve().parent.parent
    blocks = {file: _blocks(above / file, file) for file in {one.file for one in mistakes} & lessons.keys()}
    return [_placed(one, course, lessons, blocks.get(one.file, ())) for one in mistakes]


def with_mistakes(page: LessonPage, mistakes: Sequence[Placed]) -> LessonPage:
    """The page with each of its mistakes before the block that it is in, or else at its beginning."""
    mine = [one for one in mistakes if (one.lesson_id, one.language) == (page.lesson_id, page.language)]
    known = {piece.id for piece in page.pieces}
    notes: dict[str, list[Piece]] = {"": []}
    for number, one in enumerate(mine, 1):
        notes.setdefault(one.block_id if one.block_id in known else "", []).append(_note(one, number))
    pieces = [*notes[""]]
    for piece in page.pieces:
        pieces += [*notes.get(piece.id, ()), piece]
    return replace(page, pieces=tuple(pieces))


def _placed(
    mistake: Mistake, course: Course | None, lessons: dict[str, tuple[str, str]], blocks: Sequence[Segment]
) -> Placed:
    if course is None or mistake.file not in lessons:
        return Placed(mistake)
    lesson_id, language = lessons[mistake.file]
    number = bisect_right(blocks, mistake.line, key=lambda block: block.line)
    return Placed(mistake, course.id, lesson_id, language, blocks[number - 1].id if number else "")


def _lessons_by_file(course: Course) -> dict[str, tuple[str, str]]:
    return {
        text.file: (lesson.id, language)
        for lesson in course.lessons
        for block in lesson.blocks
        for language, text in block.texts.items()
    }


def _blocks(path: Path, file: str) -> tuple[Segment, ...]:
    """Of the file as it is now."""
    text = path.read_text("utf-8-sig", "replace") if path.is_file() else ""
    return segment(cleaned(text), file, KINDS, MistakeLog()).segments


def _note(one: Placed, number: int) -> Piece:
    """In the language of its page."""
    mistake = one.mistake
    with speaking(one.language):
        what, remedy = escape(mistake.what.in_words(gettext)), escape(mistake.remedy.in_words(gettext))
    said = f"<p><b>{what}</b>: {remedy}</p>"
    html = f"{said}<p><code>{escape(mistake.file)}:{mistake.line}</code></p>"
    return Piece(f"mistake-{number}", BlockKind.NOTE, one.language, one.language, Freshness.CURRENT, html)
