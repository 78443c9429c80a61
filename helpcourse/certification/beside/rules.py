"""Which files may stand beside a paper: told by what they begin with and how they are called."""

from enum import StrEnum

LARGEST_BYTES = 2 * 1024 * 1024
_DER = (b"\x30",)  # a signature of its own (CMS) begins as every structure of its kind does
_HEADS = {
    ".pdf": (b"%PDF-",),
    ".p7s": _DER,
    ".p7m": _DER,
    ".cms": _DER,
    ".sig": _DER,
    ".asice": (b"PK\x03\x04",),
    ".xml": (b"<", b"\xef\xbb\xbf<"),
}
ENDINGS = tuple(_HEADS)  # that pages offer


class SignedFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"


def fault_of(name: str, content: bytes) -> SignedFault | None:
    """Why a file is not taken."""
    if not content:
        return SignedFault.EMPTY
    if len(content) > LARGEST_BYTES:
        return SignedFault.TOO_LARGE
    heads = next((heads for ending, heads in _HEADS.items() if name.casefold().endswith(ending)), ())
    return None if content.startswith(heads) and heads else SignedFault.UNKNOWN_TYPE
