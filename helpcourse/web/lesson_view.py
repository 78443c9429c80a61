"""A lesson as one reader sees it: the words of the edition and what this person has answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from helpcourse.assessment.drawing import steady_order
from helpcourse.assessment.questions import Question, Words
from helpcourse.content.compiled import LessonOutline, LessonPage, Piece
from helpcourse.content.model import BlockKind
from helpcourse.content.passages import Quote, highlighted, with_numbers
from helpcourse.learning.lesson_state import LessonState, SavedNote, SavedWords
from helpcourse.tutoring.cases.standing import Standing
from helpcourse.web.citation import name_of
from helpcourse.web.question_view import ShownQuestion, asked, marked


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A knowledge check with what was answered last."""

    shown: ShownQuestion
    tries: int = 0
    answered_at: datetime | None = None  # None: not answered yet
    has_changed: bool = False  # it was answered in an edition that asked something else


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """One block and what belongs to it for this reader."""

    piece: Piece
    card: QuestionCard | None = None
    note: SavedWords | None = None  # a reflection's saved words
    work: Standing | None = None  # of a case that was begun in a cohort
    is_folded: bool = False  # the national note of another country
    notes: tuple[SavedNote, ...] = ()  # the reader's own
    inside: tuple["ShownPiece", ...] = ()

    @property
    def name(self) -> str:
        return name_of(self.piece)

    @property
    def as_marked(self) -> "ShownPiece":
        """With numbers at its paragraphs, and the reader's highlights in its text."""
        html = with_numbers(self.piece.html, self.piece.id)
        quotes = [Quote(note.quote, note.occurrence) for note in self.notes]
        piece = replace(self.piece, html=highlighted(html, quotes) if quotes else html)
        return replace(self, piece=piece, inside=tuple(one.as_marked for one in self.inside))


@dataclass(frozen=True, slots=True)
class Mine:
    """What of a lesson is one reader's own."""

    state: LessonState = LessonState()
    works: Mapping[str, Standing] = field(default_factory=dict)  # of case studies, by block

    @property
    def ids(self) -> set[str]:
        """Of the blocks that are not drawn alike for all."""
        return {*self.state.answers, *self.state.reflections, *self.state.notes, *self.works}


def shown_pieces(page: LessonPage, lesson: LessonOutline, mine: Mine, country: str) -> list[ShownPiece]:
    """The blocks of a lesson in order, the reader's own country unfolded."""
    return [_shown(piece, lesson, mine, country) for piece in _own_law_first(page.pieces, country)]


def _own_law_first(pieces: Sequence[Piece], country: str) -> list[Piece]:
    """The pieces in order, but of national notes that stand together the reader's own is the first."""
    ordered: list[Piece] = []
    for is_national, together in groupby(pieces, key=lambda piece: piece.kind is BlockKind.NATIONAL):
        ordered += sorted(together, key=lambda piece: is_national and piece.country != country)
    return ordered


def _shown(piece: Piece, lesson: LessonOutline, mine: Mine, country: str) -> ShownPiece:
    if piece.kind is BlockKind.QUESTION and piece.words:
        question = next(one for one in lesson.questions if one.id == piece.id)
        return ShownPiece(piece, card=card_of(question, piece.words, mine.state))
    if piece.id in lesson.reflections:
        return ShownPiece(piece, note=mine.state.reflections.get(piece.id), work=mine.works.get(piece.id))
    inside = tuple(_shown(inner, lesson, mine, country) for inner in piece.inside)
    is_folded = piece.kind is BlockKind.NATIONAL and piece.country != country
    return ShownPiece(piece, is_folded=is_folded, notes=mine.state.notes.get(piece.id, ()), inside=inside)


def card_of(question: Question, words: Words, state: LessonState) -> QuestionCard:
    """A knowledge check with the last answer, if there is one."""
    order = steady_order(question)
    answer = state.answers.get(question.id)
    if answer is None:
        return QuestionCard(asked(question, words, order, {}))
    if not answer.given:
        return QuestionCard(asked(question, words, order, {}), answer.revision, has_changed=True)
    return QuestionCard(marked(question, words, order, answer.given), answer.revision, answer.saved_at)
