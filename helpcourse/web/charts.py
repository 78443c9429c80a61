"""Small drawn charts: where their lines and bars stand. The words beside them say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_BINS = 10
_BAR_STEP, _CHART_HEIGHT = 32, 100
_LEFT, _WIDTH, _TOP, _HEIGHT = 44, 320, 12, 150  # of the frame of a curve
_LABEL_HEIGHT = 13
_STEP, _STEP_HEIGHT = 12, 24  # of the bars in a table's cell
_STAGE, _STAGE_WIDTH, _FUNNEL_HEIGHT = 42, 26, 96  # of the columns of a funnel


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a histogram."""

    x: int
    y: int
    height: int
    count: int
    label: str  # the least share of it, in percent


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a chart that fits into a table's cell."""

    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of one answer in each group, as a line from left to right."""

    label: str
    is_right: bool
    points: str  # as SVG has them
    label_y: float
    ends: tuple[tuple[float, float], ...]  # where its dots are


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of a scale, as a part of its bar; in hundredths of it."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class FunnelColumn:
    """How many came to a stage: a column about the middle line."""

    x: float
    y: float
    height: float
    middle: float  # where its words stand
    number: int  # of the stage, from 1
    count: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """Columns, and what joins each to the next."""

    columns: tuple[FunnelColumn, ...]
    joints: tuple[str, ...]  # points of polygons
    width: int
    height: int


def histogram(shares: Mapping[float, int]) -> list[Column]:
    """How many reached 0 to 10 %, 10 to 20 % … of the points; all of them stand in the last column."""
    counts = [0] * _BINS
    for share, count in shares.items():
        counts[min(int(share * _BINS + 1e-9), _BINS - 1)] += count
    tallest = max(counts) or 1
    heights = [round(count / tallest * _CHART_HEIGHT) for count in counts]
    return [
        Column(place * _BAR_STEP, _CHART_HEIGHT - height, height, counts[place], str(place * 100 // _BINS))
        for place, height in enumerate(heights)
    ]


def segments(shares: Sequence[float]) -> tuple[Segment, ...]:
    """The steps of a scale beside each other, by how many chose each."""
    ends = [sum(shares[:place]) * 100 for place in range(len(shares))]
    return tuple(Segment(round(x, 2), round(share * 100, 2)) for x, share in zip(ends, shares, strict=True))


def steps(shares: Sequence[float]) -> list[Step]:
    """A bar for each share, from left to right; of nothing a line stays."""
    heights = [max(1.0, round(share * _STEP_HEIGHT, 1)) for share in shares]
    return [Step(place * _STEP, _STEP_HEIGHT - height, height) for place, height in enumerate(heights)]


def draw_funnel(counts: Sequence[int]) -> Funnel:
    """From left to right; of nothing a line stays."""
    tallest = max(counts, default=0) or 1
    columns = tuple(_funnel_column(place, count, count / tallest) for place, count in enumerate(counts))
    joints = tuple(_joint(one, after) for one, after in zip(columns, columns[1:], strict=False))
    return Funnel(columns, joints, _STAGE * len(columns) - (_STAGE - _STAGE_WIDTH), _FUNNEL_HEIGHT)


def _funnel_column(place: int, count: int, share: float) -> FunnelColumn:
    x, height = place * _STAGE, max(1.0, round(share * _FUNNEL_HEIGHT, 1))
    y = round((_FUNNEL_HEIGHT - height) / 2, 1)
    return FunnelColumn(x, y, height, x + _STAGE_WIDTH / 2, place + 1, count)


def _joint(one: FunnelColumn, after: FunnelColumn) -> str:
    left, right = one.x + _STAGE_WIDTH, after.x
    corners = [(left, one.y), (right, after.y), (right, after.y + after.height), (left, one.y + one.height)]
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


def curves(series: Sequence[tuple[str, bool, Sequence[float]]]) -> list[Curve]:
    """Of (label, whether it is right, share in each group)."""
    drawn = [(label, is_right, _dots(shares)) for label, is_right, shares in series]
    heights = _apart([dots[-1][1] for _label, _is_right, dots in drawn])
    return [
        Curve(label, is_right, " ".join(f"{x:g},{y:g}" for x, y in dots), round(height + 4, 1), dots)
        for (label, is_right, dots), height in zip(drawn, heights, strict=True)
    ]


def _dots(shares: Sequence[float]) -> tuple[tuple[float, float], ...]:
    step = _WIDTH / (len(shares) - 1)
    return tuple(
        (round(_LEFT + place * step, 1), round(_TOP + (1 - share) * _HEIGHT, 1)) for place, share in enumerate(shares)
    )


def _apart(heights: Sequence[float]) -> list[float]:
    """Where labels stand so that none covers another: from the top down, each below the one before."""
    found = list(heights)
    lowest = float("-inf")
    for place in sorted(range(len(heights)), key=lambda place: heights[place]):
        found[place] = lowest = max(heights[place], lowest + _LABEL_HEIGHT)
    return found
