"""Zip files from elsewhere, read into memory: nothing is ever unpacked to a place that the file names."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import BankError
from helpcourse.interop.banks.decoding import look_at_size

_MOST_FILES = 5_000
_LARGEST_FILE = 10_000_000  # bytes, unpacked
_LARGEST_WHOLE = 40_000_000
_RATIO = 200  # of unpacked to packed; texts reach some 20
_SMALL = 1_000_000  # bytes; below it no ratio matters
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def read_zip(content: bytes) -> Mapping[str, bytes]:
    """Its files by their paths. Raises BankError."""
    look_at_size(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _look_at(members)
            return {_path(member.filename): _content(archive, member) for member in members}
    except _BROKEN as error:
        raise BankError(
            0, phrase("the zip file is broken, or of a kind that is not read (%(reason)s)", reason=error)
        ) from error


def _look_at(members: list[zipfile.ZipInfo]) -> None:
    """Before anything is unpacked: what the file says of itself."""
    if len(members) > _MOST_FILES:
        raise BankError(0, phrase("%(count)s files in the zip: %(most)s at most", count=len(members), most=_MOST_FILES))
    if sum(member.file_size for member in members) > _LARGEST_WHOLE:
        raise BankError(0, phrase("the zip unpacks to more than %(limit)s bytes", limit=_LARGEST_WHOLE))
    names: set[str] = set()
    for member in members:
        path = _path(member.filename)
        if path in names:
            raise BankError(0, phrase("`%(name)s` is twice in the zip", name=path))
        names.add(path)
        is_large = member.file_size > _SMALL
        if member.file_size > _LARGEST_FILE or (is_large and member.file_size > _RATIO * member.compress_size):
            raise BankError(0, phrase("`%(name)s` unpacks to far too much", name=path))


def _path(name: str) -> str:
    """Raises BankError if it would lie outside of the package."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
        raise BankError(0, phrase("`%(name)s` in the zip leads out of it", name=name))
    return str(path)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """No more than it said, whatever is in it."""
    with archive.open(member) as file:
        content = file.read(member.file_size + 1)
    if len(content) > member.file_size:
        raise BankError(0, phrase("`%(name)s` unpacks to far too much", name=member.filename))
    return content
