"""Matching: each term to what belongs to it."""

from dataclasses import dataclass
from fractions import Fraction

from helpcourse.assessment.answers import Answer, Verdict
from helpcourse.assessment.kinds.key import share_of_right, verdict


@dataclass(frozen=True, slots=True)
class Matching:
    pairs: tuple[str, ...]

    def fits(self, answer: Answer) -> bool:
        """Terms and matches of its own; a match may be chosen twice, as those do who are sure of one of the two."""
        return answer.keys() <= set(self.pairs) and set(answer.values()) <= set(self.pairs)

    def share(self, answer: Answer) -> Fraction:
        """The share of terms whose match is right: one match chosen for all terms earns one term's share."""
        return share_of_right(self.verdicts(answer))

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        return {pair: verdict(answer[pair] == pair if pair in answer else None) for pair in self.pairs}

    def right_answer(self, language: str) -> Answer:
        return {pair: pair for pair in self.pairs}
