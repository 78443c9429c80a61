"""The page with all addresses and citations of a lesson: of its parts and their paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.content.compiled import LessonPage, walk
from helpcourse.content.model import BlockKind
from helpcourse.content.passages import numbered, paragraphs
from helpcourse.errors import NotFoundError
from helpcourse.web.citation import citation, name_of, name_of_paragraph, whole_url
from helpcourse.web.extensions import db, shelf, today
from helpcourse.web.i18n import current_language
from helpcourse.web.outline import outline_of, title_of
from helpcourse.web.pace import hold_back
from helpcourse.web.public import blueprint, edition_for_me, turned_away

# Asked and answered, not cited.
_NOT_CITED = frozenset({BlockKind.QUESTION, BlockKind.REFLECTION, BlockKind.CASE, BlockKind.MEDIA})


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a lesson, or a paragraph of it."""

    name: str
    language: str  # of the words
    words: str  # of a paragraph: how it begins; of a part: empty
    url: str
    id: str
    inside: tuple["Passage", ...] = ()  # its paragraphs


@blueprint.get("/<language:lang>/courses/<course_id>/<lesson_id>/cite")
def cite(course_id: str, lesson_id: str) -> ResponseReturnValue:
    edition, progress = edition_for_me(course_id)
    if edition.find_lesson(lesson_id) is None:
        raise NotFoundError
    if away := turned_away(edition, progress):
        return away
    hold_back(edition, progress, lesson_id)
    page = numbered(shelf().lesson_page(db.session, edition, lesson_id, current_language()))
    lesson_url = url_for("public.lesson", course_id=course_id, lesson_id=lesson_id)
    lesson = outline_of(edition, None, "", standings={}).where(lesson_id).title

    def cited(passage: Passage | None = None) -> str:
        part, url = (passage.name, passage.url) if passage else ("", lesson_url)
        return citation(edition, lesson, whole_url(url), part=part, today=today())

    return render_template(
        "public/cite.html",
        edition=edition,
        course_title=title_of(edition),
        lesson_title=lesson,
        lesson_url=lesson_url,
        lesson_id=lesson_id,
        passages=list(_passages(page, lesson_url)),
        cited=cited,
        whole_url=whole_url,
        is_enrolled=progress is not None,
    )


def _passages(page: LessonPage, lesson_url: str) -> Iterator[Passage]:
    for piece in walk(page.pieces):
        if piece.kind not in _NOT_CITED:
            name, url = name_of(piece), f"{lesson_url}#{piece.id}"
            inside = tuple(
                Passage(
                    name_of_paragraph(name, number), piece.language, words, f"{url}.{number}", f"{piece.id}.{number}"
                )
                for number, words in paragraphs(piece.html).items()
            )
            yield Passage(name, piece.language, "", url, piece.id, inside)
