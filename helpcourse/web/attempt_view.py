"""An attempt's questions as its pages show them: to the learner, and to the tutor."""

from dataclasses import dataclass

from helpcourse.assessment.grading import Verdict, grade, verdicts
from helpcourse.assessment.questions import Question, Words
from helpcourse.learning import attempts
from helpcourse.learning.queries import OneAttempt, SavedAnswer, saved_answers
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import current_language

_NOTHING = SavedAnswer({}, 0, None)  # type: ignore[arg-type]  # never saved: no time to show


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an attempt with its words and what was saved."""

    number: int  # from 1
    question: Question
    words: Words
    order: list[str]
    saved: SavedAnswer

    @property
    def is_answered(self) -> bool:
        return bool(self.saved.options)


@dataclass(frozen=True, slots=True)
class Reviewed:
    asked: Asked
    points: float
    verdict: dict[str, Verdict]
    is_right: bool


def asked_of(attempt: OneAttempt) -> list[Asked]:
    """The questions of an attempt in their order, in the language of the page."""
    edition = shelf().edition(db.session, attempt.edition_id)
    words = shelf().course_page(db.session, edition, current_language()).bank
    saved = saved_answers(db.session, attempt.id)
    questions = attempts.questions_of(attempt, edition)
    return [
        Asked(number, questions[id_], words[id_], attempt.order_of(id_), saved.get(id_, _NOTHING))
        for number, id_ in enumerate(attempt.question_ids, 1)
    ]


def reviewed(one: Asked) -> Reviewed:
    graded = grade(one.question, one.saved.options)
    return Reviewed(one, graded.points, verdicts(one.question, one.saved.options), graded.is_right)
