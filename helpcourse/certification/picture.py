"""Draws the picture that carries a credential: the same for everybody who has learned the same in one year."""

import json
import unicodedata
from functools import lru_cache
from typing import Literal, cast

from helpcourse.certification.draw import compiler_of, face_of
from helpcourse.certification.printed import columns
from helpcourse.certification.record import Record

_POINTS_PER_INCH = 170  # some 600 points across


def draw_png(record: Record) -> bytes:
    return _drawn(_sheet(record), "png")


def draw_svg(record: Record) -> str:
    """Letters are shapes in it, so it needs no font."""
    return _drawn(_sheet(record), "svg").decode()


@lru_cache(maxsize=64)  # a cohort's pictures are one
def _drawn(sheet: str, kind: Literal["png", "svg"]) -> bytes:
    compiler = compiler_of("badge.typ", sheet=sheet, face=face_of(sheet))
    return cast(bytes, compiler.compile(format=kind, ppi=_POINTS_PER_INCH))


def _sheet(record: Record) -> str:
    first = columns(record)[0]
    texts = {
        "language": first.language,
        "heading": first.heading,
        "course": first.course,
        "issuer": first.issuer,
        "year": str(record.issued_on.year),
    }
    return unicodedata.normalize("NFC", json.dumps(texts, ensure_ascii=False))
