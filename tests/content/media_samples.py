"""The smallest files of each type that tell what they are; nothing can be seen or heard in them."""

import struct
import zlib


def png(width: int = 64, height: int = 48) -> bytes:
    """One that browsers draw too."""
    rows = b"".join(b"\0" + b"\x7f" * width for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 48, 64) + bytes(10)
WEBP = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\x3f\0\0\x2f\0\0"
WEBP_LOSSY = b"RIFF\x1a\0\0\0WEBPVP8 \x0a\0\0\0" + bytes(6) + struct.pack("<HH", 64, 48)
WEBP_LOSSLESS = b"RIFF\x1a\0\0\0WEBPVP8L\x0a\0\0\0\x2f" + (63 | 47 << 14).to_bytes(4, "little")
MP3 = b"ID3\x04" + bytes(6)
MP3_BARE = b"\xff\xfb\x90\x00"
OGG = b"OggS" + bytes(24)
M4A = b"\0\0\0\x14ftypM4A " + bytes(8)
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n"


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def _track(width: int, height: int) -> bytes:
    return _box(b"trak", _box(b"tkhd", bytes(76) + struct.pack(">II", width << 16, height << 16)))


MP4 = (
    _box(b"ftyp", b"isom" + bytes(4)) + _box(b"mdat", bytes(40)) + _box(b"moov", _track(0, 0) + _track(64, 48))
)  # the sound first


def _part(id_: int, content: bytes) -> bytes:
    return id_.to_bytes((id_.bit_length() + 7) // 8, "big") + bytes([0x80 | len(content)]) + content


_SEEN = _part(0xE0, _part(0xB0, b"\x40") + _part(0xBA, b"\x30"))
_TRACKS = _part(0x1654AE6B, _part(0xAE, _part(0xD7, b"\x01") + _SEEN))
WEBM = _part(0x1A45DFA3, _part(0x4282, b"webm")) + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + _TRACKS  # of unknown length
