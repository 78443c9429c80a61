"""The cover of a course: gilt ornament on cloth, made out of the course's id, so that no two are alike."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

CLOTHS = ("", "green", "plum", "ink", "clay", "moss", "wine", "slate")  # classes of the stylesheet; "" is blue
PETALS_FROM, PETALS_TO = 5, 12

Shape = Callable[[float, float, float], str]  # nearest, farthest from the middle, half the breadth: a path upwards


@dataclass(frozen=True, slots=True)
class Rosette:
    """One figure, turned round the middle."""

    path: str
    turns: tuple[float, ...]  # degrees


@dataclass(frozen=True, slots=True)
class Cover:
    """What is drawn: all but the frame, which every cover has."""

    cloth: str
    petals: Rosette
    heart: Rosette
    ring: Rosette
    arm: str  # to the right of the rosette; mirrored to the left
    corner: str  # of the upper left; mirrored to the others


@lru_cache(maxsize=1024)
def cover_of(course_id: str) -> Cover:
    """Always the same for a course, wherever it is shown."""
    drawn = hashlib.sha256(course_id.encode()).digest()
    count = PETALS_FROM + drawn[0] % (PETALS_TO - PETALS_FROM + 1)
    far = 36 + drawn[1] % 7
    near = 10 + drawn[2] % 6
    breadth = min(13.0, far * 0.8 * math.sin(math.pi / count))
    return Cover(
        cloth=CLOTHS[drawn[3] % len(CLOTHS)],
        petals=Rosette(_PETALS[drawn[4] % len(_PETALS)](near, far, breadth), _turns(count)),
        heart=Rosette(_HEARTS[drawn[5] % len(_HEARTS)](0, near - 2, near * math.sin(math.pi / count)), _turns(count)),
        ring=_ring(drawn[6], count),
        arm=_ARMS[drawn[7] % len(_ARMS)],
        corner=_CORNERS[drawn[8] % len(_CORNERS)],
    )


def _turns(count: int, shift: float = 0) -> tuple[float, ...]:
    return tuple(round((number + shift) * 360 / count, 1) for number in range(count))


def _ring(chance: int, count: int) -> Rosette:
    """What stands between the petals' ends, at the rim of the medallion."""
    path = ("M0-44v.1", "M-3-43l3-4 3 4", "M-4-43a4 3 0 0 1 8 0", "M0-46v5")[chance % 4]
    return Rosette(path, _turns(count, shift=0.5) if chance & 16 else _turns(count * 2, shift=0.5))


def _line(*numbers: float) -> str:
    return " ".join(f"{number:.1f}".removesuffix(".0") for number in numbers)


def _horns(near: float, far: float, breadth: float) -> str:
    """Қошқар мүйіз: a stem that opens into two curls."""
    fork, curl = far - breadth * 1.1, breadth * 0.7
    sides = "".join(
        f"M0 {_line(-fork)}C{_line(0, -far - 2, side * breadth, -far - 2, side * breadth, -fork - 1)}"
        f"S{_line(side * (breadth - curl), -fork + curl, side * (breadth - curl), -fork - 1)}"
        for side in (1, -1)
    )
    return f"M0 {_line(-near)}V{_line(-fork)}{sides}"


def _leaf(near: float, far: float, breadth: float) -> str:
    middle = (near + far) / 2
    sides = "".join(
        f"M0 {_line(-near)}C{_line(side * breadth, -middle + 6, side * breadth, -middle - 6, 0, -far)}"
        for side in (1, -1)
    )
    return f"{sides}M0 {_line(-near - 5)}V{_line(-far + 7)}"


def _diamond(near: float, far: float, breadth: float) -> str:
    middle = (near + far) / 2
    sizes = ((breadth, middle - near), (breadth * 0.45, 5.0))
    return "".join(
        f"M0 {_line(-middle + high)}L{_line(wide, -middle)} 0 {_line(-middle - high)} {_line(-wide, -middle)}z"
        for wide, high in sizes
    )


def _tulip(near: float, far: float, breadth: float) -> str:
    cup = (near + far) / 2
    sides = "".join(
        f"M0 {_line(-near)}C{_line(side * 1.2, -near - 4, side * 1.2, -cup, side * 0.8, -far + 2)}L0 {_line(-cup - 3)}"
        for side in (breadth, -breadth)
    )
    return f"{sides}M0 {_line(-far)}v{_line((far - cup) / 2)}"


def _arch(near: float, far: float, breadth: float) -> str:
    foot, top = near + 2, far - breadth
    return (
        f"M{_line(-breadth, -foot)}V{_line(-top)}A{_line(breadth, breadth)} 0 0 1 {_line(breadth, -top)}V{_line(-foot)}"
        f"M0 {_line(-foot - 6)}V{_line(-top)}"
    )


def _star(_near: float, far: float, breadth: float) -> str:
    return f"M{_line(-breadth, -far * 0.55)}L0 {_line(-far)} {_line(breadth, -far * 0.55)}"


def _beads(_near: float, far: float, _breadth: float) -> str:
    return f"M0 {_line(-far)}v.1M0-3v.1"


def _bows(_near: float, far: float, breadth: float) -> str:
    return f"M0 0C{_line(breadth * 1.4, -far * 0.5, breadth, -far, 0, -far)}S{_line(-breadth * 1.4, -far * 0.5)} 0 0"


_PETALS: tuple[Shape, ...] = (_horns, _leaf, _diamond, _tulip, _arch)
_HEARTS: tuple[Shape, ...] = (_star, _beads, _bows)
_ARMS = (
    (
        "M212 90h34M212 90c22 0 34-12 34-27 0-19-28-19-28-3 0 9 13 10 14 1M212 90c22 0 34 12 34 27 0 19-28 19-28 3"
        " 0-9 13-10 14-1M262 78l12 12-12 12-12-12zM262 85l5 5-5 5-5-5z"
    ),
    (
        "M212 90l14-14 14 14-14 14zM240 90l11-11 11 11-11 11zM262 90l8-8 8 8-8 8zM222 90l4-4 4 4-4 4z"
        "M226 62v.1M226 118v.1M251 68v.1M251 112v.1"
    ),
    (
        "M210 90c14 0 16-22 30-22 12 0 14 16 4 16-6 0-7-7-2-8M210 90c14 0 16 22 30 22 12 0 14-16 4-16-6 0-7 7-2 8"
        "M250 90h26M266 82l10 8-10 8"
    ),
    "M214 66l16 24-16 24M228 66l16 24-16 24M242 66l16 24-16 24M266 90v.1M274 90v.1M282 90v.1",
)
_CORNERS = (
    "M24 44V24h20M24 34c7 0 10-3 10-10",
    "M24 46V24h22M30 40V30h10",
    "M24 48c16 0 24-8 24-24M24 38c10 0 14-4 14-14M28 28v.1",
    "M24 24c16 0 22 12 14 16-6 3-10-5-4-8M24 24c0 16 12 22 16 14 3-6-5-10-8-4",
)
