"""Weights of options, in percents of the points, as a choice of ours: exact, or in proportion."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.intake import Item

_CLOSE = 0.6  # percents; 33.333 and 33.34 are one


@dataclass(frozen=True, slots=True)
class Choice:
    kind: QuestionKind
    credit: Credit
    weights: Sequence[float]  # over 0: right


def choice_of(weights: Sequence[float], *, is_single: bool, item: Item) -> Choice | None:
    """What changes in grading is told; None if it cannot be a choice of ours, which is told too."""
    if len(weights) < 2 or max(weights) <= 0:
        item.tell(phrase("left out: it has no right answer, or fewer than two options"))
        return None
    return _single(weights, item) if is_single else _multiple(weights, item)


def weights_of(rights: Sequence[bool]) -> list[float]:
    """Of a choice of ours: each right tick its share, each wrong one takes as much away."""
    share = 100 / sum(rights)
    return [share if is_right else -share for is_right in rights]


def _single(weights: Sequence[float], item: Item) -> Choice:
    best = max(weights)
    right = next(place for place, weight in enumerate(weights) if weight == best)
    others = [weight for place, weight in enumerate(weights) if place != right]
    if best < 100 - _CLOSE or any(weights.count(best) > 1 for _ in (1,)):
        item.tell(phrase("no option, or more than one, had all the points: the first of the best is the right one now"))
    elif any(weight > 0 for weight in others):
        item.tell(phrase("options that were partly right are wrong now"))
    if any(weight < 0 for weight in others):
        item.tell(phrase("wrong options that took points away take none now"))
    return Choice(QuestionKind.SINGLE, Credit.EXACT, [float(place == right) for place in range(len(weights))])


def _multiple(weights: Sequence[float], item: Item) -> Choice:
    rights = [weight > 0 for weight in weights]
    ours = weights_of(rights)
    if any(abs(mine - weight) > _CLOSE for mine, weight in zip(ours, weights, strict=True)):
        item.tell(phrase("weighted otherwise: each right tick earns its share now, and each wrong one loses as much"))
    return Choice(QuestionKind.MULTIPLE, Credit.PROPORTIONAL, list(weights))
