"""Single and multiple choice; a single one of two options is true or false."""

from dataclasses import dataclass
from fractions import Fraction

from helpcourse.assessment.answers import TICKED, Answer, Verdict


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[str, ...]
    right: frozenset[str]
    is_single: bool = False

    def fits(self, answer: Answer) -> bool:
        """Ticks at its own options, one at most if it is single."""
        if self.is_single and len(answer) > 1:
            return False
        return answer.keys() <= set(self.options) and set(answer.values()) <= {TICKED}

    def share(self, answer: Answer) -> Fraction:
        """Each right tick earns its share, each wrong one loses as much: ticking all earns nothing more."""
        right, wrong = len(answer.keys() & self.right), len(answer.keys() - self.right)
        return Fraction(max(0, right - wrong), len(self.right))

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        said = {option: Verdict.RIGHT if option in self.right else Verdict.WRONG for option in answer}
        return said | dict.fromkeys(self.right - answer.keys(), Verdict.MISSED)

    def right_answer(self, language: str) -> Answer:
        return dict.fromkeys(sorted(self.right), TICKED)
