"""A short text, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from helpcourse.assessment.answers import TEXT, Answer, Verdict, is_text
from helpcourse.assessment.folding import folded, plain
from helpcourse.assessment.kinds.key import share_of_right, verdict


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that are typed, also into a gap: a match in any language is right."""

    accepted: Mapping[str, tuple[str, ...]]  # by language, the best first
    exact_letters: bool = False  # whether case, spaces, dashes and look-alikes matter

    def accepts(self, words: str) -> bool:
        spelt = self._spelt(words)
        return any(spelt == self._spelt(one) for accepted in self.accepted.values() for one in accepted)

    def first(self, language: str) -> str:
        """What is shown as right: in this language, or else in any; empty if nothing is."""
        accepted = self.accepted.get(language) or next(iter(self.accepted.values()), ())
        return next(iter(accepted), "")

    def fits(self, answer: Answer) -> bool:
        return is_text(answer)

    def share(self, answer: Answer) -> Fraction:
        return share_of_right(self.verdicts(answer))

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        return {TEXT: verdict(self.accepts(answer[TEXT]) if answer else None)}

    def right_answer(self, language: str) -> Answer:
        first = self.first(language)
        return {TEXT: first} if first else {}

    def _spelt(self, words: str) -> str:
        """An answer of signs alone is folded to nothing, and must not be that of whoever typed a dash."""
        return plain(words) if self.exact_letters else folded(words) or plain(words)
