"""Gaps in a text, each to be chosen or to be typed."""

from dataclasses import dataclass
from fractions import Fraction

from helpcourse.assessment.answers import Answer, Verdict, can_be_kept
from helpcourse.assessment.kinds.key import share_of_right, verdict
from helpcourse.assessment.kinds.text import Typed

_RIGHT_CHOICE = "1"


@dataclass(frozen=True, slots=True)
class Gap:
    """Chosen from so many, of which the first is right, or else typed."""

    choices: int = 0
    typed: Typed | None = None

    def fits(self, given: str) -> bool:
        if self.typed:
            return can_be_kept(given)
        return given in {str(choice) for choice in range(1, self.choices + 1)}

    def accepts(self, given: str) -> bool:
        return self.typed.accepts(given) if self.typed else given == _RIGHT_CHOICE

    def first(self, language: str) -> str:
        return self.typed.first(language) if self.typed else _RIGHT_CHOICE


@dataclass(frozen=True, slots=True)
class Gaps:
    gaps: tuple[Gap, ...]

    def fits(self, answer: Answer) -> bool:
        gaps = self._numbered()
        return all(number in gaps and gaps[number].fits(given) for number, given in answer.items())

    def share(self, answer: Answer) -> Fraction:
        return share_of_right(self.verdicts(answer))

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        gaps = self._numbered().items()
        return {number: verdict(gap.accepts(answer[number]) if number in answer else None) for number, gap in gaps}

    def right_answer(self, language: str) -> Answer:
        return {number: gap.first(language) for number, gap in self._numbered().items()}

    def _numbered(self) -> dict[str, Gap]:
        return {str(number): gap for number, gap in enumerate(self.gaps, 1)}
