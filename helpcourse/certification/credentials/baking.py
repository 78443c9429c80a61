"""Credentials within pictures, as Open Badges bakes them: an iTXt chunk of a PNG, an element of an SVG."""

import re
import struct
import zlib

PNG = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"openbadgecredential"
_PLAIN = _KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0"  # not packed, no language, no translated keyword
_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_BAKED = re.compile(r"<openbadges:credential[^>]*>\s*<!\[CDATA\[(.*?)\]\]>\s*</openbadges:credential>", re.DOTALL)


def bake_png(picture: bytes, document: str) -> bytes:
    """A picture that carries the document before its points."""
    head = len(PNG) + 25  # the first chunk tells the size, and is always of one length
    return picture[:head] + _chunk(b"iTXt", _PLAIN + document.encode()) + picture[head:]


def bake_svg(picture: str, document: str) -> str:
    """A drawing that carries the document; JSON and tokens cannot hold what would end a CDATA section."""
    if "]]>" in document:
        raise ValueError("the document would end its section")
    baked = f'<openbadges:credential xmlns:openbadges="{_NAMESPACE}"><![CDATA[{document}]]></openbadges:credential>'
    start = picture.index(">", picture.index("<svg")) + 1
    return picture[:start] + baked + picture[start:]


def baked_in_png(picture: bytes) -> str | None:
    """The document that a PNG carries; None: it carries none, or is broken."""
    place = len(PNG)
    while place + 8 <= len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        content = picture[place + 8 : place + 8 + length]
        if kind == b"iTXt" and content.startswith(_PLAIN):
            return content[len(_PLAIN) :].decode("utf-8", "replace")
        place += length + 12
    return None


def baked_in_svg(picture: str) -> str | None:
    """The document that an SVG carries; None: it carries none."""
    found = _BAKED.search(picture)
    return found[1] if found else None


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
