"""What every kind of question can say of an answer."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from helpcourse.assessment.answers import Answer, Verdict


class Key(Protocol):
    """What is right. Answers come without blank parts; only one that fits is asked about further."""

    def fits(self, answer: Answer) -> bool:
        """Whether this can be an answer to the question; an empty one can."""

    def share(self, answer: Answer) -> Fraction:
        """How much of it is right, 0 to 1; 1 only for all."""

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        """What is to be said of each part."""

    def right_answer(self, language: str) -> Answer:
        """One that earns all points, typed in this language if there is such a one."""


def verdict(is_right: bool | None) -> Verdict:
    """Of a part; None: nothing was given for it."""
    return Verdict.MISSED if is_right is None else Verdict.RIGHT if is_right else Verdict.WRONG


def share_of_right(verdicts: Mapping[str, Verdict]) -> Fraction:
    """How many of the parts are right."""
    return Fraction(sum(one is Verdict.RIGHT for one in verdicts.values()), len(verdicts))
