"""An essay: no machine can tell how good it is."""

from dataclasses import dataclass
from fractions import Fraction

from helpcourse.assessment.answers import LONGEST_ESSAY, Answer, Verdict, is_text


@dataclass(frozen=True, slots=True)
class Essay:
    def fits(self, answer: Answer) -> bool:
        return is_text(answer, longest=LONGEST_ESSAY)

    def share(self, answer: Answer) -> Fraction:
        """A tutor says it."""
        return Fraction(0)

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        return {}

    def right_answer(self, language: str) -> Answer:
        return {}
