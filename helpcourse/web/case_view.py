"""A work on a case study as its pages show it: the words with their comments, points by criterion, what was said."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from flask import Response, request, send_file, url_for

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import Piece
from helpcourse.errors import NotFoundError
from helpcourse.files.store import Store
from helpcourse.files.uploads import LARGEST_BYTES, UploadFault, fault_of, mimetype_of
from helpcourse.languages import in_language
from helpcourse.tutoring.cases.handing_in import Upload
from helpcourse.tutoring.cases.queries import Comment, HandedIn, KeptFile, Review
from helpcourse.tutoring.cases.rules import Paragraph, Stretch, paragraphs, quoted, result, stretches
from helpcourse.web.extensions import db, shelf, works_store
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.pages import to_sources

LONGEST_NAME = 120  # characters, of a file

FAULTS = {
    UploadFault.EMPTY: lazy_gettext("The file is empty. Choose another."),
    UploadFault.TOO_LARGE: lazy_gettext("The file is larger than 10 MB: make it smaller or divide it."),
    UploadFault.UNKNOWN_TYPE: lazy_gettext(
        "Files of this type are not taken. Choose a PDF, DOCX, ODT, RTF or TXT document without macros, "
        "or a JPEG or PNG picture."
    ),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """A column of the rubric: what one reviewer gave."""

    name: str
    points: Sequence[float | None]  # by criterion
    total: float | None  # None: not all are given


@dataclass(frozen=True, slots=True)
class ShownComment:
    number: int  # from 1, on its page
    comment: Comment
    quote: str  # the words that it speaks of; empty: the whole paragraph
    reviewer: str


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    number: int
    stretches: list[Stretch]
    comments: list[ShownComment]  # on it, in the order of its words


@dataclass(frozen=True, slots=True)
class ShownWork:
    """What was handed in, and of its reviews those that may be seen."""

    one: HandedIn
    piece: Piece  # facts, tasks, criteria and model answer, of the edition that the work is about
    out_of: float
    paragraphs: list[ShownParagraph]
    marks: list[Marks]
    reviews: Sequence[Review]


def shown_work(one: HandedIn, piece: Piece, reviews: Sequence[Review]) -> ShownWork:
    words = paragraphs(one.text)
    said = [(comment, _name(review)) for review in reviews for comment in review.comments]
    said.sort(key=lambda each: (each[0].passage.paragraph, each[0].passage.begins))
    comments = [
        ShownComment(number, comment, quoted(comment.passage, words), name)
        for number, (comment, name) in enumerate(said, 1)
    ]
    return ShownWork(
        one=one,
        piece=piece,
        out_of=sum(criterion.points for criterion in piece.rubric),
        paragraphs=[_paragraph(paragraph, comments) for paragraph in words],
        marks=[_marks(review, len(piece.rubric)) for review in reviews],
        reviews=reviews,
    )


def piece_of(edition: ServedEdition, lesson_id: str, block_id: str) -> Piece:
    """The words of a case study outside its lesson, in the language of the page. Raises NotFoundError."""
    piece = shelf().lesson_page(db.session, edition, lesson_id, current_language()).find_piece(block_id)
    if piece is None:
        raise NotFoundError
    html, model_html = (_to_course(each, edition.course.id) for each in (piece.html, piece.model_html))
    return replace(piece, html=html, model_html=model_html)


def title_of_lesson(edition: ServedEdition, lesson_id: str) -> str:
    """As the page's language has it; its id if this edition has no such lesson."""
    lesson = edition.find_lesson(lesson_id)
    return in_language(lesson.titles, current_language(), edition.course.source)[0] if lesson else lesson_id


def received_file(store: Store) -> tuple[Upload | None, str]:
    """The file of a form, in the store by now; else what is wrong with it, in words."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None, _("Choose a file.")
    content = sent.stream.read(LARGEST_BYTES + 1)
    if fault := fault_of(sent.filename, content):
        return None, str(FAULTS[fault])
    return Upload(_short(sent.filename), store.put(content), len(content)), ""


def send_work_file(file: KeptFile) -> Response:
    """Raises NotFoundError if it is erased."""
    return send_kept(file, works_store())


def send_kept(file: KeptFile, store: Store) -> Response:
    """As a download only, whatever is in it. Raises NotFoundError if it is erased."""
    path = store.find(file.digest)
    if path is None:
        raise NotFoundError
    content = path.read_bytes()
    mimetype = mimetype_of(content) or "application/octet-stream"
    response = send_file(io.BytesIO(content), mimetype, as_attachment=True, download_name=file.name, etag=file.digest)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _to_course(html: str, course_id: str) -> str:
    """What the lesson explains at its end is explained on the course's pages."""
    with_terms = html.replace('href="#term-', f'href="{url_for("public.glossary", course_id=course_id)}#term-')
    return to_sources(with_terms, url_for("public.sources", course_id=course_id))


def _paragraph(one: Paragraph, comments: Sequence[ShownComment]) -> ShownParagraph:
    cut = stretches(one, [each.comment.passage for each in comments])
    return ShownParagraph(one.number, cut, [each for each in comments if each.comment.passage.paragraph == one.number])


def _marks(review: Review, criteria: int) -> Marks:
    points = review.points or [None] * criteria
    return Marks(_name(review), points, result([points]))


def _name(review: Review) -> str:
    return review.reviewer or _("Erased person")


def _short(name: str) -> str:
    """A name that fits, with its ending; browsers may send a whole path."""
    path = PurePath(name.replace("\\", "/").rpartition("/")[2])
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix
