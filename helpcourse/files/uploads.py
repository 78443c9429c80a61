"""What people may send as a file: types told by the content, not by the name; sizes bounded."""

import io
import zipfile
from enum import StrEnum

LARGEST_BYTES = 10 * 1024 * 1024
ENDINGS = (".pdf", ".docx", ".odt", ".rtf", ".txt", ".jpg", ".jpeg", ".png")  # that pages offer

_HEADS = {
    b"%PDF-": "application/pdf",
    b"{\\rtf": "application/rtf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_IN_ZIPS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "content.xml": "application/vnd.oasis.opendocument.text",
}
_MACROS = "vbaProject.bin"  # a document that brings a program with it


class UploadFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"


def fault_of(name: str, content: bytes) -> UploadFault | None:
    """Why a file is not taken."""
    if not content:
        return UploadFault.EMPTY
    if len(content) > LARGEST_BYTES:
        return UploadFault.TOO_LARGE
    is_named_so = name.casefold().endswith(ENDINGS)
    return None if is_named_so and mimetype_of(content) else UploadFault.UNKNOWN_TYPE


def mimetype_of(content: bytes) -> str:
    """By what the file begins with, or holds; empty: none of those that are taken."""
    for head, mimetype in _HEADS.items():
        if content.startswith(head):
            return mimetype
    if content.startswith(b"PK"):
        return _document_in(content)
    return "text/plain" if _is_text(content) else ""


def _document_in(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return ""
    if any(name.endswith(_MACROS) for name in names):
        return ""
    return next((mimetype for name, mimetype in _IN_ZIPS.items() if name in names), "")


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
