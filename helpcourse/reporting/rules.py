"""Which questions of a test are listed, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpcourse.assessment.flags import Flag, FlagKind
from helpcourse.assessment.items import Item


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """A question with its place in the bank, and what is odd about it."""

    place: int  # from 1
    item: Item
    flags: tuple[Flag, ...]

    @property
    def is_flagged(self) -> bool:
        """Whether something is odd; that there are too few attempts is no fault of the question."""
        return any(flag.kind is not FlagKind.FEW for flag in self.flags)


def listed(items: Sequence[JudgedItem], *, order: str, only_flagged: bool) -> list[JudgedItem]:
    """In this order ("-" before it: the other way round; unknown: of the bank); what is not defined stands last."""
    value = _ORDERS.get(order.removeprefix("-"), _ORDERS["place"])
    chosen = [one for one in items if one.is_flagged or not only_flagged]
    known = sorted((one for one in chosen if value(one) is not None), key=lambda one: value(one) or 0.0)
    return (known[::-1] if order.startswith("-") else known) + [one for one in chosen if value(one) is None]


def _gravity(one: JudgedItem) -> float | None:
    """The gravest first; None of a question without a flag."""
    kinds = list(FlagKind)
    return min((kinds.index(flag.kind) for flag in one.flags if flag.kind is not FlagKind.FEW), default=None)


_ORDERS: Mapping[str, Callable[[JudgedItem], float | None]] = {
    "place": lambda one: one.place,
    "attempts": lambda one: one.item.figures.attempts,
    "facility": lambda one: one.item.figures.facility,
    "deviation": lambda one: one.item.figures.deviation,
    "discrimination": lambda one: one.item.figures.discrimination,
    "efficiency": lambda one: one.item.figures.efficiency,
    "time": lambda one: one.item.median_s,
    "flags": _gravity,
}
