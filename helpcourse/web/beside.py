"""A lesson in two languages: every paragraph with its translation beside it."""

from dataclasses import dataclass, fields, replace

from helpcourse.assessment.questions import Words
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.alignment import aligned, with_ids_of
from helpcourse.content.compiled import LessonPage, Piece
from helpcourse.content.model import Freshness
from helpcourse.content.passages import numbered
from helpcourse.web.extensions import db, shelf
from helpcourse.web.fragments import Kept, macros

_KEPT = 12_000_000  # bytes: some 100 lessons, each by its pair of languages
_BYTES_A_LETTER = 2.5  # in memory, of a page as Python writes it


def _weight(page: LessonPage) -> int:
    return round(_BYTES_A_LETTER * len(repr(page)))


_pairs: Kept[LessonPage] = Kept(_KEPT, _weight)


@dataclass(frozen=True, slots=True)
class PairedPiece(Piece):
    """A block whose HTML holds both languages."""

    beside: Freshness = Freshness.CURRENT  # of the second one's words; missing: there is but one


def lesson_words(edition: ServedEdition, lesson_id: str, language: str, beside: str) -> LessonPage:
    """The words of a lesson; with those of a second language in their places, if `beside` names one."""
    page = shelf().lesson_page(db.session, edition, lesson_id, language)
    if not beside:
        return page
    other = shelf().lesson_page(db.session, edition, lesson_id, beside)
    key = (edition.course.digest, lesson_id, page.language, beside)
    return _pairs.get(key, lambda: paired(numbered(page), numbered(other)))


def paired(page: LessonPage, other: LessonPage) -> LessonPage:
    """The one page with the words of the other beside its own; what either cites is listed below."""
    cited = {source.key for source in page.sources}
    used = {term.id for term in page.terms}
    return replace(
        page,
        pieces=_paired_all(page.pieces, other.pieces, page.language, other.language),
        sources=page.sources + tuple(source for source in other.sources if source.key not in cited),
        terms=page.terms + tuple(term for term in other.terms if term.id not in used),
    )


def _paired_all(pieces: tuple[Piece, ...], others: tuple[Piece, ...], language: str, beside: str) -> tuple[Piece, ...]:
    known = {piece.id: piece for piece in others}  # a preview has pieces of one language only
    return tuple(_paired(piece, known[piece.id], language, beside) if piece.id in known else piece for piece in pieces)


def _paired(piece: Piece, other: Piece, language: str, beside: str) -> PairedPiece:
    known = {field.name: getattr(piece, field.name) for field in fields(Piece)}
    if other.language != beside and piece.language == language:
        return PairedPiece(**known, beside=Freshness.MISSING)
    if piece.language == other.language:  # the block's own notice says that it is not in the page's language
        return PairedPiece(**known)
    known |= {
        "html": _texts(piece.html, other.html, beside),
        "model_html": _texts(piece.model_html, other.model_html, beside),
        "heading": _line(piece.heading, other.heading, beside),
        "citation_html": _line(piece.citation_html, other.citation_html, beside),
        "rubric": tuple(
            replace(ours, html=_line(ours.html, theirs.html, beside))
            for ours, theirs in zip(piece.rubric, other.rubric, strict=True)
        ),
        "inside": _paired_all(piece.inside, other.inside, language, beside),
    }
    if piece.words and other.words:
        known["words"] = _paired_words(piece.words, other.words)
    return PairedPiece(**known, beside=other.freshness)


def _paired_words(words: Words, other: Words) -> Words:
    """A question is asked once, in both languages: there is one form, and an answer is the same in each."""
    code = other.language
    said = {id_: _quiet(html, other.option_feedback.get(id_, ""), code) for id_, html in words.option_feedback.items()}
    return replace(
        words,
        prompt=_quiet(words.prompt, other.prompt, code),
        options={id_: _line(html, other.options.get(id_, ""), code) for id_, html in words.options.items()},
        option_feedback=said,
        matches={id_: _line(html, other.matches.get(id_, ""), code) for id_, html in words.matches.items()},
        feedback=_quiet(words.feedback, other.feedback, code),
    )


def _texts(html: str, other: str, language: str) -> str:
    """Paragraphs with their translations, which a phone folds."""
    return _drawn("texts", aligned(html, with_ids_of(other, language)), language) if html else ""


def _quiet(html: str, other: str, language: str) -> str:
    """A short text with its translation, which is never folded."""
    return _drawn("quiet", html, with_ids_of(other, language), language) if html and other else html


def _line(html: str, other: str, language: str) -> str:
    """The words of one line with their translation."""
    return _drawn("line", html, with_ids_of(other, language), language) if html and other else html


def _drawn(macro: str, *values: object) -> str:
    return str(getattr(macros("components/beside.html"), macro)(*values))
