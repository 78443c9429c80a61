"""The media folder of a course: pictures, sounds, videos and captions, each looked at before it is believed."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from helpcourse.content.media_types import TYPES, Look, MediaKind, MediaType, look_at
from helpcourse.content.mistakes import MistakeLog, phrase, quoted

FOLDER = "media"

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_LARGEST = {  # bytes
    MediaKind.PICTURE: 2_000_000,
    MediaKind.SOUND: 40_000_000,
    MediaKind.VIDEO: 300_000_000,
    MediaKind.CAPTIONS: 500_000,
}
_LARGEST_OF_ALL = max(_LARGEST.values())
_KNOWN = ", ".join(type_.extensions[0][1:] for type_ in TYPES)


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One file as it was found."""

    name: str  # within the folder
    type: MediaType
    digest: str  # sha256 of its content: by this it is stored and served
    width: int
    height: int
    path: Path = field(compare=False, repr=False)  # where it lies now; an edition does not depend on it


@dataclass(frozen=True, slots=True)
class ShownMedia:
    """What a media block shows, and its captions by language."""

    file: MediaFile
    captions: Mapping[str, MediaFile]


def read_media(paths: Iterable[Path], folder: str, mistakes: MistakeLog) -> Mapping[str, MediaFile]:
    """The files by name; `folder` is how mistakes name the place that they lie in."""
    found = {path.name: _read(path, f"{folder}/{quoted(path.name)}", mistakes) for path in paths}
    return {name: file for name, file in found.items() if file}


def _read(path: Path, name: str, mistakes: MistakeLog) -> MediaFile | None:
    if not path.is_file() or not _NAME.fullmatch(path.name):
        remedy = phrase("use a-z, 0-9, hyphens and dots, without folders")
        mistakes.tell(name, 1, phrase("no good name for a media file"), remedy)
        return None
    status = path.stat()
    if status.st_size > _LARGEST_OF_ALL:
        _tell_size(name, status.st_size, _LARGEST_OF_ALL, mistakes)
        return None
    try:
        look, digest = _looked_at(path, status.st_mtime_ns, status.st_size)
    except OSError:
        remedy = phrase("look whether it is there and may be read")
        mistakes.tell(name, 1, phrase("cannot be read"), remedy)
        return None
    return _checked(path, name, look, digest, mistakes)


@lru_cache(maxsize=1024)
def _looked_at(path: Path, _changed_at: int, _size: int) -> tuple[Look | None, str]:
    """Kept, since a course is read again and again while it is written."""
    content = path.read_bytes()
    return look_at(content), hashlib.sha256(content).hexdigest()


def _checked(path: Path, name: str, look: Look | None, digest: str, mistakes: MistakeLog) -> MediaFile | None:
    if look is None:
        remedy = phrase("known are: %(known)s; an SVG may carry scripts: export it as PNG or WebP", known=_KNOWN)
        mistakes.tell(name, 1, phrase("not a media file of a known type"), remedy)
        return None
    if path.suffix not in look.type.extensions:
        what = phrase("the file is of another type than its name says: %(type)s", type=look.type.mimetype)
        remedy = phrase("end its name with `%(extension)s`", extension=look.type.extensions[0])
        mistakes.tell(name, 1, what, remedy)
        return None
    limit = _LARGEST[look.type.kind]
    if path.stat().st_size > limit:
        _tell_size(name, path.stat().st_size, limit, mistakes)
        return None
    return MediaFile(path.name, look.type, digest, look.width, look.height, path)


def _tell_size(name: str, size: int, limit: int, mistakes: MistakeLog) -> None:
    what = phrase("%(size)s bytes are too many", size=size)
    mistakes.tell(name, 1, what, phrase("make it smaller: %(limit)s bytes at most", limit=limit))
