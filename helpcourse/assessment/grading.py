"""Grading: a question and an answer make points. Nothing else is known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from helpcourse.assessment.answers import TEXT, Answer, Verdict, without_blanks
from helpcourse.assessment.kinds.choice import Choice
from helpcourse.assessment.kinds.essay import Essay
from helpcourse.assessment.kinds.gaps import Gaps
from helpcourse.assessment.kinds.key import Key
from helpcourse.assessment.kinds.matching import Matching
from helpcourse.assessment.kinds.number import Amount
from helpcourse.assessment.kinds.ordering import Ordering
from helpcourse.assessment.kinds.text import Typed
from helpcourse.assessment.questions import Credit, Question, QuestionKind

__all__ = [
    "Grade",
    "Verdict",
    "grade",
    "is_answer",
    "is_decided",
    "is_passed",
    "is_readable",
    "right_answer",
    "total",
    "verdicts",
]


@dataclass(frozen=True, slots=True)
class Grade:
    points: float  # 0 to out_of
    out_of: float
    awaits: float = 0.0  # of the points: only a tutor can give them, for what was written; they count as none till then

    @property
    def is_right(self) -> bool:
        return self.points == self.out_of

    @property
    def awaits_review(self) -> bool:
        return self.awaits > 0

    @property
    def share(self) -> float:
        """0 to 1; a test without points counts as not passed."""
        return self.points / self.out_of if self.out_of else 0.0


def is_answer(question: Question, answer: Answer) -> bool:
    """Whether this can be an answer to this question: made of its own parts, one option at most of a single choice."""
    return _key(question).fits(without_blanks(answer))


def is_readable(question: Question, answer: Answer) -> bool:
    """Whether what was typed is a number where one is asked: tell the learner, and keep it all the same."""
    typed = without_blanks(answer).get(TEXT)
    return question.amount is None or typed is None or bool(question.amount.readings(typed))


def grade(question: Question, answer: Answer) -> Grade:
    """Points of one answer; an unanswered question has none."""
    key, given = _key(question), without_blanks(answer)
    if not given or not key.fits(given):
        return Grade(0.0, question.points)
    if question.kind is QuestionKind.ESSAY:
        return Grade(0.0, question.points, awaits=question.points)
    share = key.share(given)
    if share < 1 and question.credit is Credit.EXACT:
        return Grade(0.0, question.points)
    return Grade(_part(question.points, share), question.points)


def verdicts(question: Question, answer: Answer) -> dict[str, Verdict]:
    """Part of the question -> what is shown beside it when the answer may be seen; of an essay nothing."""
    key, given = _key(question), without_blanks(answer)
    if not key.fits(given):
        return key.verdicts({}) | dict.fromkeys(given, Verdict.WRONG)
    return key.verdicts(given)


def right_answer(question: Question, language: str) -> Answer:
    """An answer that earns all points, typed in this language if there is such a one; of an essay none."""
    return _key(question).right_answer(language)


def total(grades: Iterable[Grade]) -> Grade:
    """The score of a test."""
    all_grades = list(grades)
    return Grade(
        round(sum(grade.points for grade in all_grades), 4),
        round(sum(grade.out_of for grade in all_grades), 4),
        round(sum(grade.awaits for grade in all_grades), 4),
    )


def is_passed(score: Grade, pass_mark: float) -> bool:
    """Whether the score reaches the pass mark (share of the points, 0 to 1); a rounding error does not fail anybody."""
    return score.out_of > 0 and score.share + 1e-9 >= pass_mark


def is_decided(score: Grade, pass_mark: float) -> bool:
    """Whether it is passed or not, whatever a tutor gives for what is still to be read."""
    at_best = Grade(score.points + score.awaits, score.out_of)
    return is_passed(score, pass_mark) or not is_passed(at_best, pass_mark)


def _key(question: Question) -> Key:
    match question:
        case Question(kind=QuestionKind.SINGLE | QuestionKind.MULTIPLE):
            return Choice(question.options, question.right, question.kind is QuestionKind.SINGLE)
        case Question(kind=QuestionKind.MATCHING):
            return Matching(question.options)
        case Question(kind=QuestionKind.ORDERING):
            return Ordering(question.options)
        case Question(kind=QuestionKind.TEXT, typed=Typed() as typed):
            return typed
        case Question(kind=QuestionKind.NUMBER, amount=Amount() as amount):
            return amount
        case Question(kind=QuestionKind.GAPS):
            return Gaps(question.gaps)
        case Question(kind=QuestionKind.ESSAY):
            return Essay()
    raise ValueError(f"{question.id} does not say what is right")


def _part(points: float, share: Fraction) -> float:
    """Rounded to what is readable, unless that would make it the whole; as decimals, so that no half is a hair off."""
    if share == 1:
        return points
    exact = Fraction(str(points)) * share
    rounded = float(round(exact, 4))
    return rounded if rounded < points else float(exact)
