"""Logos: PNG files that are small, whole to the last point, and hold nothing but the picture."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from helpcourse.certification.credentials.baking import PNG

LARGEST_BYTES = 150 * 1024
LONGEST_SIDE = 1000  # points: the place on the paper is 80 by 20 mm
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a point, by the kind of colour
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # bits of a sample
_PALETTE = 3
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # the rest says who made the picture, where and with what
_WHOLE = ((0, 0, 1, 1),)  # first column and row, steps between columns and rows
_IN_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_LAST_FILTER = 4


class LogoFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_POINTS = "too_many_points"
    NOT_PNG = "not_png"  # of another kind, cut off or altered


@dataclass(frozen=True, slots=True)
class Png:
    """A picture that can be drawn."""

    width: int  # points
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class _Head:
    width: int
    height: int
    depth: int
    colour: int
    is_in_passes: bool

    @property
    def rows(self) -> Iterator[int]:
        """How many bytes each row of points has, with the one before it that names its filter."""
        bits = _SAMPLES[self.colour] * self.depth
        for left, top, across, down in _IN_PASSES if self.is_in_passes else _WHOLE:
            columns, rows = -(-(self.width - left) // across), -(-(self.height - top) // down)
            if columns > 0:
                yield from [1 + -(-columns * bits // 8)] * rows


def read_logo(content: bytes) -> Png | LogoFault:
    """The picture alone, without what was said about it; else why it is not taken."""
    if not content:
        return LogoFault.EMPTY
    if len(content) > LARGEST_BYTES:
        return LogoFault.TOO_LARGE
    try:
        chunks = [chunk for chunk in _chunks(content) if chunk[0] in _KEPT]
        head = _head(chunks)
        if max(head.width, head.height) > LONGEST_SIDE:
            return LogoFault.TOO_MANY_POINTS
        _check_points(head, chunks)
    except (ValueError, struct.error, zlib.error):
        return LogoFault.NOT_PNG
    return Png(head.width, head.height, PNG + b"".join(_packed(*chunk) for chunk in chunks))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each, up to the last. Raises ValueError or struct.error for one that is not as written."""
    if not content.startswith(PNG):
        raise ValueError("another kind of file")
    kind, place = b"", len(PNG)
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        place += 8 + length + 4
        if content[place - 4 : place] != struct.pack(">I", zlib.crc32(kind + body)):
            raise ValueError("altered")
        yield kind, body


def _head(chunks: list[tuple[bytes, bytes]]) -> _Head:
    kinds = [kind for kind, _ in chunks]
    if kinds[0] != b"IHDR" or any(kinds.count(once) > 1 for once in (b"IHDR", b"PLTE", b"tRNS")):
        raise ValueError("out of order")
    width, height, depth, colour, packing, filtering, passes = struct.unpack(">IIBBBBB", chunks[0][1])
    if not (width and height) or depth not in _DEPTHS.get(colour, ()) or packing or filtering or passes > 1:
        raise ValueError("unknown to the standard")
    if (colour == _PALETTE) != (b"PLTE" in kinds) and colour in (0, 4, _PALETTE):
        raise ValueError("colours of a palette without it")
    return _Head(width, height, depth, colour, bool(passes))


def _check_points(head: _Head, chunks: list[tuple[bytes, bytes]]) -> None:
    """Raises ValueError or zlib.error unless all points are there, and no more: a file may unpack to gigabytes."""
    rows = list(head.rows)
    unpacking = zlib.decompressobj()
    points = unpacking.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"), sum(rows) + 1)
    if len(points) != sum(rows) or not unpacking.eof:
        raise ValueError("points are missing, or too many")
    place = 0
    for row in rows:
        if points[place] > _LAST_FILTER:
            raise ValueError("a row of no known filter")
        place += row


def _packed(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
