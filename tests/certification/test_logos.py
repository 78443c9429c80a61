"""Logos: what is taken of a file, and what is refused without harm."""

import struct
import zlib

import pytest

from helpcourse.certification.templates.png import LARGEST_BYTES, LogoFault, Png, read_logo
from tests.certification.template_builders import chunk, png

HEAD = struct.pack(">IIBBBBB", 9, 5, 8, 6, 0, 0, 1)
PASSES = [(2, 1), (1, 1), (3, 1), (2, 2), (5, 1), (4, 3), (9, 2)]  # columns and rows of 9 by 5 in seven passes
IN_PASSES = b"".join((b"\0" + b"\x80\x40\x20\xff" * columns) * rows for columns, rows in PASSES)


def picture(head: bytes, *chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks) + chunk(b"IEND", b"")


def points(rows: bytes) -> bytes:
    return chunk(b"IDAT", zlib.compress(rows))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", LogoFault.EMPTY),
        (b"\x89PNG" + bytes(LARGEST_BYTES), LogoFault.TOO_LARGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", LogoFault.NOT_PNG),
        (b"\xff\xd8\xff\xe0 a photograph", LogoFault.NOT_PNG),
        (png()[:-20], LogoFault.NOT_PNG),  # cut off
        (png().replace(b"IDAT", b"IDAU"), LogoFault.NOT_PNG),
        (png(rows=b"\0" * 35), LogoFault.NOT_PNG),  # a point is missing
        (png(rows=b"\0" * 37), LogoFault.NOT_PNG),
        (png(rows=b"\x05" + b"\0" * 35), LogoFault.NOT_PNG),  # a filter that there is not
        (png(rows=bytes(300_000_000 // 8)), LogoFault.NOT_PNG),  # unpacks to 37 MB
        (png(1001, 1), LogoFault.TOO_MANY_POINTS),
        (png(2**31 - 1, 2**31 - 1, rows=b""), LogoFault.TOO_MANY_POINTS),
        (png(0, 4, rows=b""), LogoFault.NOT_PNG),
        (picture(struct.pack(">IIBBBBB", 1, 1, 8, 3, 0, 0, 0), points(b"\0\0")), LogoFault.NOT_PNG),  # no palette
        (picture(struct.pack(">IIBBBBB", 1, 1, 5, 0, 0, 0, 0), points(b"\0\0")), LogoFault.NOT_PNG),
        (picture(HEAD[:-1], points(IN_PASSES)), LogoFault.NOT_PNG),
    ],
)
def test_what_cannot_be_a_logo_is_refused_with_the_reason(content, fault):
    assert read_logo(content) is fault


def test_a_logo_keeps_its_points_and_nothing_that_was_said_about_it():
    said = chunk(b"tEXt", b"Author\0Aigerim") + chunk(b"eXIf", b"where it was taken") + chunk(b"iCCP", b"x\0\0x")
    assert read_logo(png(beside=said)) == Png(8, 4, png())


def test_a_picture_that_comes_in_passes_is_taken():
    assert isinstance(read_logo(picture(HEAD, points(IN_PASSES))), Png)
