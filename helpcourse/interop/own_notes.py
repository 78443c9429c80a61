"""A learner's notes in a course as Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass

from helpcourse.interop.markdown_text import heading, plain


@dataclass(frozen=True, slots=True)
class WrittenNote:
    part: str  # of the lesson; empty: not known any more
    url: str  # empty: it is not there any more
    quote: str  # empty: about the whole part
    words: str  # empty: only highlighted
    made_on: str  # a day, in words


@dataclass(frozen=True, slots=True)
class NotedLesson:
    title: str
    notes: tuple[WrittenNote, ...]


def notes_markdown(title: str, lessons: Iterable[NotedLesson]) -> str:
    """Quotes as quotations, the learner's own words as they wrote them, each with the link to its place."""
    lines = heading(1, title)
    for lesson in lessons:
        lines += heading(2, lesson.title)
        for note in lesson.notes:
            lines += _lines(note)
    return "\n".join(lines).rstrip() + "\n"


def _lines(note: WrittenNote) -> list[str]:
    lines = [f"> {plain(note.quote)}", ""] if note.quote else []
    lines += [note.words, ""] if note.words else []
    place = plain(note.part) or note.url
    where = f"[{place}](<{note.url}>)" if note.url else place
    return [*lines, f"— {where}, {note.made_on}" if where else f"— {note.made_on}", ""]
