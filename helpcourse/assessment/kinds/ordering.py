"""Ordering: steps to be put in their order."""

from dataclasses import dataclass
from fractions import Fraction

from helpcourse.assessment.answers import Answer, Verdict
from helpcourse.assessment.kinds.key import share_of_right, verdict


@dataclass(frozen=True, slots=True)
class Ordering:
    steps: tuple[str, ...]  # in the right order, two at least

    def fits(self, answer: Answer) -> bool:
        """Places for its own steps. Where they are typed, one may stand twice, or be left out: it is kept as it is."""
        places = {str(place) for place in range(1, len(self.steps) + 1)}
        return answer.keys() <= set(self.steps) and set(answer.values()) <= places

    def share(self, answer: Answer) -> Fraction:
        """The share of neighbours that stand together: of the steps but the first, those right after their forerunner.

        Moodle calls it "relative to the next item, excluding last". What is asked is what comes next, so that the
        first step put last costs one pair of neighbours, where counting steps at their place would leave nothing;
        the reversed order earns nothing, and guessing one n-th, where counting pairs in order would give half.
        """
        verdicts = self.verdicts(answer)
        return share_of_right({step: verdicts[step] for step in self.steps[1:]})

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        """A step is right at the first place, or right after the one that goes before it."""
        places = {step: int(place) for step, place in answer.items()}
        before = {step: places.get(earlier) for earlier, step in zip(self.steps, self.steps[1:], strict=False)}
        before[self.steps[0]] = 0
        return {step: verdict(_follows(before[step], places.get(step))) for step in self.steps}

    def right_answer(self, language: str) -> Answer:
        return {step: str(place) for place, step in enumerate(self.steps, 1)}


def _follows(before: int | None, place: int | None) -> bool | None:
    return None if place is None else before is not None and place == before + 1
