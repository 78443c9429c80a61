"""Attempts as the tests of statistics write them down, counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from helpcourse.assessment.items import Analysis, analysis
from helpcourse.assessment.sheets import Group, Tally, written, written_times

EDITION = 1
Given = float | tuple[float, str]  # points, or points and the option that was ticked


def tally_of(attempts: Sequence[Mapping[str, Given]], out_of: float, **group: Any) -> Tally:
    """Each attempt: question id -> what was earned, in the order asked."""
    found = Tally()
    add(found, attempts, out_of, **group)
    return found


def add(tally: Tally, attempts: Sequence[Mapping[str, Given]], out_of: float, *, language: str = "kk") -> None:
    for attempt in attempts:
        entries = [(id_, *_split(given)) for id_, given in attempt.items()]
        points = round(sum(points for _, points, _ in entries), 4)
        group = Group(EDITION, language, points, out_of, points >= 0.75 * out_of)
        tally.add(group, written(entries), written_times({}))


def _split(given: Given) -> tuple[float, dict[str, str]]:
    points, option = given if isinstance(given, tuple) else (given, "1")
    return points, {option: "x"} if option else {}


def analysed(attempts: Sequence[Mapping[str, Given]], **worth: float) -> Analysis:
    """`worth`: the points of each question; 1 where nothing is said."""
    ids = {id_ for attempt in attempts for id_ in attempt}
    points = {id_: worth.get(id_, 1.0) for id_ in ids}
    out_of = sum(points[id_] for id_ in attempts[0]) if attempts else 0.0
    return analysis(tally_of(attempts, out_of), {EDITION: points})
