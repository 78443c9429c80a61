"""Grading: a question and an answer make points. Nothing else is known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from helpcourse.assessment.questions import Answer, Credit, Question, QuestionKind


class Verdict(StrEnum):
    """What is to be said of one option; nothing of one that was rightly left alone."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Grade:
    points: float  # 0 to out_of
    out_of: float

    @property
    def is_right(self) -> bool:
        return self.points == self.out_of

    @property
    def share(self) -> float:
        """0 to 1; a test without points counts as not passed."""
        return self.points / self.out_of if self.out_of else 0.0


def is_answer(question: Question, answer: Answer) -> bool:
    """Whether this can be an answer to this question: its own options, one at most for a single choice."""
    if question.kind is QuestionKind.SINGLE and len(answer) > 1:
        return False
    return answer <= set(question.options)


def grade(question: Question, answer: Answer) -> Grade:
    """Points of one answer; an unanswered question has none."""
    if not answer or not is_answer(question, answer):
        return Grade(0.0, question.points)
    if question.credit is Credit.EXACT or question.kind is QuestionKind.SINGLE:
        return Grade(question.points if answer == question.right else 0.0, question.points)
    return Grade(_proportional(question, answer), question.points)


def _proportional(question: Question, answer: Answer) -> float:
    """Each right tick earns its share, each wrong one loses as much: ticking all earns nothing more."""
    right, wrong = len(answer & question.right), len(answer - question.right)
    share = max(0, right - wrong) / len(question.right)
    return round(question.points * share, 4)


def total(grades: Iterable[Grade]) -> Grade:
    """The score of a test."""
    all_grades = list(grades)
    return Grade(
        round(sum(grade.points for grade in all_grades), 4),
        round(sum(grade.out_of for grade in all_grades), 4),
    )


def is_passed(score: Grade, pass_mark: float) -> bool:
    """Whether the score reaches the pass mark (share of the points, 0 to 1); a rounding error does not fail anybody."""
    return score.out_of > 0 and score.share + 1e-9 >= pass_mark


def verdicts(question: Question, answer: Answer) -> dict[str, Verdict]:
    """Option id -> what is shown beside it when the answer may be seen."""
    said = {option: Verdict.RIGHT if option in question.right else Verdict.WRONG for option in answer}
    return said | dict.fromkeys(question.right - answer, Verdict.MISSED)
