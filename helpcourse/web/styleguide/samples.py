"""Blocks and questions in all their states, out of a course of samples that is published nowhere."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

from helpcourse.assessment.answers import TEXT, TICKED, Answer
from helpcourse.assessment.drawing import steady_order
from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import Question, QuestionKind, Words
from helpcourse.config import bundled
from helpcourse.content.compile import lesson_page
from helpcourse.content.compiled import LessonPage, Piece
from helpcourse.content.load import load
from helpcourse.content.model import BlockKind, Course, Freshness
from helpcourse.learning.essays.queries import Review
from helpcourse.learning.lesson_state import SavedNote, SavedWords
from helpcourse.tutoring.cases.rules import WorkState
from helpcourse.tutoring.cases.standing import Standing
from helpcourse.web.article import Reading
from helpcourse.web.lesson_view import QuestionCard, ShownPiece
from helpcourse.web.question_view import ShownQuestion, asked, marked

_FOLDER = Path(__file__).parent / "course"
_WORK_STATES = (WorkState.HANDED_IN, WorkState.RETURNED, WorkState.ACCEPTED)


@cache
def _course() -> Course:
    return load(_FOLDER, bundled("courses") / "sources.yaml")


@dataclass(frozen=True)
class Samples:
    """In one language; each piece and each question has an id of its own in each of its states."""

    language: str
    now: datetime

    @cached_property
    def page(self) -> LessonPage:
        return lesson_page(_course(), "parts", self.language)

    def reading(self, *, is_enrolled: bool) -> Reading:
        """By a reader whose country is Kazakhstan."""
        return Reading(
            edition_id=0,
            digest=_course().digest,
            lesson_url=f"/{self.language}/courses/everyone-may-speak/parts",
            language=self.language,
            beside="",
            country="KZ",
            is_country_asked=False,
            is_enrolled=is_enrolled,
            is_logged_in=is_enrolled,
            is_tutored=True,
            today=self.now.date(),
        )

    @property
    def texts(self) -> list[ShownPiece]:
        """A block of each kind but questions, as a visitor sees it."""
        return [ShownPiece(piece) for piece in self.page.pieces if piece.kind is not BlockKind.QUESTION]

    @property
    def aged(self) -> list[ShownPiece]:
        """Stale, missing; of a country that is not the reader's; not reviewed in time."""
        section, law = self._piece("section"), self._piece("kz-law")
        overdue = replace(law, id="kz-overdue", review_by=self.now.date() - timedelta(days=30))
        return [
            ShownPiece(replace(section, id="stale", freshness=Freshness.STALE)),
            ShownPiece(replace(section, id="missing", freshness=Freshness.MISSING)),
            ShownPiece(replace(law, id="kg-folded", country="KG"), is_folded=True),
            ShownPiece(overdue),
        ]

    @property
    def own(self) -> list[ShownPiece]:
        """What a learner has noted and written, and where their work is."""
        note = SavedNote(uuid.UUID(int=1), "noted", "", 0, self._piece("a-note").html.removeprefix("<p>")[:20])
        words = SavedWords(self._piece("think").model_html.removeprefix("<p>").removesuffix("</p>"), 1, self.now)
        case = self._piece("the-case")
        works = [
            ShownPiece(replace(case, id=f"case-{state}"), note=words, work=self._standing(state))
            for state in _WORK_STATES
        ]
        noted = ShownPiece(replace(self._piece("section"), id="noted"), notes=(note,))
        return [noted, ShownPiece(replace(self._piece("think"), id="thought"), note=words), *works]

    @property
    def questions(self) -> list[tuple[QuestionKind, list[ShownPiece]]]:
        """Of each kind: not answered, answered well, answered badly or in part."""
        asked_of = [piece for piece in self.page.pieces if piece.words]
        return [(_question(piece.id).kind, self._answered(piece)) for piece in asked_of]

    @property
    def reviews(self) -> list[ShownQuestion]:
        """As they stand in a result: answered badly or in part; the essay as its tutor has read it."""
        shown = [
            self._shown(piece, "review", _wrong_answer(_question(piece.id), self.language))
            for piece in self.page.pieces
            if piece.words
        ]
        review = Review(1, self.now, 1, self._piece("key").html.removeprefix("<ul>\n<li>").split("<")[0], self.now, "")
        return [replace(one, review=review) if one.kind is QuestionKind.ESSAY else one for one in shown]

    @property
    def case(self) -> Piece:
        return self._piece("the-case")

    def days_since(self, moment: datetime) -> int:
        return (self.now - moment).days + 9  # long enough to stand out

    def _answered(self, piece: Piece) -> list[ShownPiece]:
        question = _question(piece.id)
        answers = {"right": right_answer(question, self.language), "wrong": _wrong_answer(question, self.language)}
        blank = ShownPiece(piece, card=QuestionCard(self._shown(piece, "blank", {})))
        given = [
            ShownPiece(piece, card=QuestionCard(self._shown(piece, state, answer), 1, self.now))
            for state, answer in answers.items()
            if answer
        ]
        return [blank, *given]

    def _shown(self, piece: Piece, state: str, answer: Answer) -> ShownQuestion:
        question, words = _question(piece.id), self._words(piece)
        named = replace(question, id=f"{question.id}-{state}")
        order = steady_order(question)
        return marked(named, words, order, answer) if answer else asked(named, words, order, {})

    def _words(self, piece: Piece) -> Words:
        if piece.words is None:
            raise LookupError(piece.id)
        return piece.words

    def _piece(self, id_: str) -> Piece:
        return next(piece for piece in self.page.pieces if piece.id == id_)

    def _standing(self, state: WorkState) -> Standing:
        before = self.now - timedelta(days=2)
        points = 4.0 if state is WorkState.ACCEPTED else None
        return Standing(state, uuid.UUID(int=1), 1, handed_in_at=before, released_at=self.now, points=points)


def _question(id_: str) -> Question:
    blocks = [block for lesson in _course().lessons for block in lesson.blocks]
    return next(block.question for block in blocks if block.question and block.question.id == id_)


def _wrong_answer(question: Question, language: str) -> Answer:
    """Where there are parts, one is right."""
    right = dict(right_answer(question, language))
    match question.kind:
        case QuestionKind.SINGLE:
            return {next(option for option in question.options if option not in right): TICKED}
        case QuestionKind.MULTIPLE:
            return {next(iter(right)): TICKED}
        case QuestionKind.MATCHING | QuestionKind.ORDERING:
            first, second, *_rest = right
            return right | {first: right[second], second: right[first]}
        case QuestionKind.GAPS:
            return right | {"2": "2026"}
        case QuestionKind.NUMBER:
            return {TEXT: "19"}
        case QuestionKind.TEXT | QuestionKind.ESSAY:
            return {TEXT: "2026"}
