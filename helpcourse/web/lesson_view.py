"""A lesson as one reader sees it: the words of the edition and what this person has answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from helpcourse.assessment.grading import Verdict, grade, verdicts
from helpcourse.assessment.questions import ASKED, Answer, Question
from helpcourse.content.compiled import LessonOutline, LessonPage, Piece
from helpcourse.content.model import BlockKind
from helpcourse.learning.queries import LessonState, SavedWords
from helpcourse.web.study import Study, study


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A knowledge check with what was answered last."""

    question: Question
    ticked: Answer
    tries: int
    answered_at: datetime | None  # None: not answered yet
    verdict: dict[str, Verdict] | None
    is_right: bool | None
    has_changed: bool = False  # it was answered in an edition that asked something else


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """One block and what belongs to it for this reader."""

    piece: Piece
    card: QuestionCard | None = None
    study: Study | None = None  # a question that is only shown
    note: SavedWords | None = None  # a reflection's saved words
    is_folded: bool = False  # the national note of another country
    inside: tuple["ShownPiece", ...] = ()


def shown_pieces(page: LessonPage, lesson: LessonOutline, state: LessonState, country: str) -> list[ShownPiece]:
    """The blocks of a lesson in order, the reader's own country unfolded."""
    return [_shown(piece, lesson, state, country) for piece in _own_law_first(page.pieces, country)]


def _own_law_first(pieces: Sequence[Piece], country: str) -> list[Piece]:
    """The pieces in order, but of national notes that stand together the reader's own is the first."""
    ordered: list[Piece] = []
    for is_national, together in groupby(pieces, key=lambda piece: piece.kind is BlockKind.NATIONAL):
        ordered += sorted(together, key=lambda piece: is_national and piece.country != country)
    return ordered


def _shown(piece: Piece, lesson: LessonOutline, state: LessonState, country: str) -> ShownPiece:
    if piece.kind is BlockKind.QUESTION and piece.words:
        question = next(one for one in (*lesson.questions, *lesson.unasked) if one.id == piece.id)
        if question.kind not in ASKED:
            return ShownPiece(piece, study=study(question, piece.words))
        return ShownPiece(piece, card=_card(question, state))
    if piece.id in lesson.reflections:
        return ShownPiece(piece, note=state.reflections.get(piece.id))
    inside = tuple(_shown(inner, lesson, state, country) for inner in piece.inside)
    is_folded = piece.kind is BlockKind.NATIONAL and piece.country != country
    return ShownPiece(piece, is_folded=is_folded, inside=inside)


def _card(question: Question, state: LessonState) -> QuestionCard:
    answer = state.answers.get(question.id)
    if answer is None:
        return QuestionCard(question, {}, 0, None, None, None)
    if not answer.options:
        return QuestionCard(question, {}, answer.revision, None, None, None, has_changed=True)
    return QuestionCard(
        question,
        answer.options,
        answer.revision,
        answer.saved_at,
        verdicts(question, answer.options),
        grade(question, answer.options).is_right,
    )
