"""What a media file is by its first bytes, whatever its name says, and how large its picture is."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class MediaKind(StrEnum):
    PICTURE = "picture"
    SOUND = "sound"
    VIDEO = "video"
    CAPTIONS = "captions"


@dataclass(frozen=True, slots=True)
class MediaType:
    kind: MediaKind
    mimetype: str
    extensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in a file; of a sound and of captions without a size."""

    type: MediaType
    width: int = 0
    height: int = 0


PNG = MediaType(MediaKind.PICTURE, "image/png", (".png",))
JPEG = MediaType(MediaKind.PICTURE, "image/jpeg", (".jpg", ".jpeg"))
WEBP = MediaType(MediaKind.PICTURE, "image/webp", (".webp",))
MP3 = MediaType(MediaKind.SOUND, "audio/mpeg", (".mp3",))
OGG = MediaType(MediaKind.SOUND, "audio/ogg", (".ogg", ".oga", ".opus"))
M4A = MediaType(MediaKind.SOUND, "audio/mp4", (".m4a",))
MP4 = MediaType(MediaKind.VIDEO, "video/mp4", (".mp4",))
WEBM = MediaType(MediaKind.VIDEO, "video/webm", (".webm",))
VTT = MediaType(MediaKind.CAPTIONS, "text/vtt", (".vtt",))
TYPES = (PNG, JPEG, WEBP, MP3, OGG, M4A, MP4, WEBM, VTT)

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # markers of a JPEG that tell its size
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # those that have no length
_BOXES = frozenset({b"moov", b"trak"})  # of an MP4, on the way to a track's header
_SEGMENT, _TRACKS, _TRACK, _VIDEO = 0x18538067, 0x1654AE6B, 0xAE, 0xE0  # of a WebM, in this order
_WIDTH, _HEIGHT = 0xB0, 0xBA
_UNKNOWN = -1  # a WebM that was streamed does not tell how long its parts are


def look_at(content: bytes) -> Look | None:
    """None: of no type that may stand in a course, or cut off before its size was told."""
    try:
        return _look(content)
    except (IndexError, struct.error):
        return None


def _look(content: bytes) -> Look | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _sized(PNG, *struct.unpack(">II", content[16:24]))
    if content.startswith(b"\xff\xd8\xff"):
        return _sized(JPEG, *_jpeg_size(content))
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _sized(WEBP, *_webp_size(content))
    if content[4:8] == b"ftyp":
        return Look(M4A) if content[8:11] == b"M4A" else _sized(MP4, *_mp4_size(content))
    if content.startswith(b"\x1aE\xdf\xa3") and b"webm" in content[:64]:
        return _sized(WEBM, *_webm_size(content))
    if content.startswith(b"OggS"):
        return Look(OGG)
    if content.startswith(b"ID3") or (content[0] == 0xFF and content[1] & 0xE6 == 0xE2):
        return Look(MP3)
    return Look(VTT) if content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") else None


def _sized(type_: MediaType, width: int, height: int) -> Look | None:
    return Look(type_, width, height) if width and height else None


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 if marker in _BARE else 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return 0, 0


def _webp_size(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1


def _mp4_size(content: bytes) -> tuple[int, int]:
    """Of the first track that is seen; sounds have a size of nothing."""
    for start, end in _track_headers(content, 0, len(content)):
        width, height = struct.unpack(">II", content[end - 8 : end])
        if width and height and end - start >= 8:
            return width >> 16, height >> 16
    return 0, 0


def _track_headers(content: bytes, place: int, end: int) -> Iterator[tuple[int, int]]:
    while place + 8 <= end:
        size, name = struct.unpack(">I4s", content[place : place + 8])
        head = 16 if size == 1 else 8
        if size == 1:
            size = int.from_bytes(content[place + 8 : place + 16], "big")
        last = min(end, place + size) if size else end
        if last < place + head:
            return
        if name in _BOXES:
            yield from _track_headers(content, place + head, last)
        elif name == b"tkhd":
            yield place + head, last
        place = last


def _webm_size(content: bytes) -> tuple[int, int]:
    sizes: dict[int, int] = {}
    _read_parts(content, 0, len(content), (_SEGMENT, _TRACKS, _TRACK, _VIDEO), sizes)
    return sizes.get(_WIDTH, 0), sizes.get(_HEIGHT, 0)


def _read_parts(content: bytes, place: int, end: int, way: tuple[int, ...], sizes: dict[int, int]) -> None:
    """Follow this way into the file, and keep the numbers at its end."""
    while place < end and len(sizes) < 2:
        id_, place = _number(content, place, is_id=True)
        size, place = _number(content, place, is_id=False)
        last = end if size == _UNKNOWN else min(end, place + size)
        if way and id_ == way[0]:
            _read_parts(content, place, last, way[1:], sizes)
        elif not way and id_ in (_WIDTH, _HEIGHT):
            sizes[id_] = int.from_bytes(content[place:last], "big")
        place = last


def _number(content: bytes, place: int, *, is_id: bool) -> tuple[int, int]:
    """A number whose first bits tell its length, and the place after it."""
    length = 9 - content[place].bit_length()
    if length > 8:
        raise IndexError(place)
    value = int.from_bytes(content[place : place + length], "big")
    if not is_id:
        bits = 7 * length
        value &= (1 << bits) - 1
        value = _UNKNOWN if value == (1 << bits) - 1 else value
    return value, place + length
