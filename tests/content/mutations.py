"""Ways to spoil the files of a course by chance: the same number always spoils them in the same way."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.content.full_course import FULL
from tests.content.hostile import ATOMS, GIANT, HOSTILE_LINES, HOSTILE_WORDS
from tests.content.hostile_settings import HOSTILE_NAMES, HOSTILE_YAML

_SIZES = (30, 300, 3_000, 20_000, 59_000)  # bytes of what is written over and over
_ENCODINGS = ("utf-16", "utf-8-sig", "cp1251", "utf-32", "utf-16-be", "koi8-r")
_ID = re.compile(rb"(?<=\{#)[a-z0-9-]+|(?<=^::: \w{4} )[a-z0-9-]+|(?<=:: )[a-z0-9-]+$", re.MULTILINE)
_VALUE = re.compile(rb"(?<=: )[^\n]+|(?<=\()[^)\n]+(?=\))", re.MULTILINE)

Chance = random.Random


@dataclass
class Mutation:
    """What became of the files; None where one is gone."""

    number: int
    files: dict[str, bytes | None] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"mutation {self.number} ({', '.join(self.done)})"


def mutation(number: int, files: Mapping[str, bytes] = FULL) -> Mutation:
    """One to three changes of one or two files."""
    chance, made = random.Random(number), Mutation(number)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        name = chance.choice(_WEIGHTED) if files is FULL else chance.choice(sorted(files))
        before = made.files.get(name, files[name])
        if before is None:
            continue
        if chance.random() < 0.06:
            _mutate_name(chance, name, before, made, files)
            continue
        change = chance.choice(_CHANGES)
        made.files[name] = change(chance, before)
        made.done.append(f"{change.__name__.strip('_')} in {name}")
    return made


_WEIGHTED = [
    *FULL,
    *["01-all/01-everything.en.md"] * 14,
    *["01-all/01-everything.kk.md"] * 8,
    *["test.en.md", "glossary.en.md", "course.yaml", "../sources.yaml"] * 3,
]  # the more there is in a file, the more often it is spoilt


def _mutate_name(chance: Chance, name: str, content: bytes, made: Mutation, files: Mapping[str, bytes]) -> None:
    folder = name.rpartition("/")[0]
    new = chance.choice((*HOSTILE_NAMES, *files))
    other = new if new in files else f"{folder}/{new}".lstrip("/")
    way = chance.choice(("drop", "move", "copy", "swap"))
    if way in ("drop", "move", "swap"):
        made.files[name] = None
    if way in ("move", "copy", "swap"):
        made.files[other] = content
    if way == "swap" and new in files:
        made.files[name] = files[new]
    made.done.append(f"{way} {name} {other!r}")


def _flip_bytes(chance: Chance, content: bytes) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if found:
            place = chance.randrange(len(found))
            found[place] ^= 1 << chance.randrange(8)
    return bytes(found)


def _set_byte(chance: Chance, content: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _insert_bytes(chance: Chance, content: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.randbytes(chance.choice((1, 2, 30))) + content[place:]


def _cut_out(chance: Chance, content: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:start] + content[end:]


def _cut_off(chance: Chance, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _double_piece(chance: Chance, content: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:end] + content[start:end] + content[end:]


def _encode(chance: Chance, content: bytes) -> bytes:
    encoding = chance.choice(_ENCODINGS)
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def _end_lines(chance: Chance, content: bytes) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\r", b"\x0b", b"\x0c", b"\xc2\x85", b"\n\n", b"")))


def _drop_line(chance: Chance, content: bytes) -> bytes:
    lines = content.split(b"\n")
    start = chance.randrange(len(lines))
    return b"\n".join(lines[:start] + lines[start + chance.choice((1, 1, 2, 5)) :])


def _double_line(chance: Chance, content: bytes) -> bytes:
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    return b"\n".join([*lines[:place], *[lines[place]] * chance.choice((2, 2, 3, 40, 700)), *lines[place + 1 :]])


def _swap_lines(chance: Chance, content: bytes) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _join_lines(chance: Chance, content: bytes) -> bytes:
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    return b"\n".join([*lines[:place], b" ".join(lines[place : place + 3]), *lines[place + 3 :]])


def _mark_lines(chance: Chance, content: bytes) -> bytes:
    """Indent some lines, quote them, make a list of them."""
    lines = content.split(b"\n")
    place, count = chance.randrange(len(lines)), chance.choice((1, 1, 3, 10))
    mark = chance.choice(
        (b" ", b"  ", b"    ", b"\t", b"> ", b"- ", b"1. ", b"## ", b"# ", b"#", b": ", b"= ", b"::: ")
    )
    return b"\n".join(
        [*lines[:place], *(mark + line for line in lines[place : place + count]), *lines[place + count :]]
    )


def _leave_block_open(chance: Chance, content: bytes) -> bytes:
    places = [match.start() for match in re.finditer(rb"^:::$", content, re.MULTILINE)] or [0]
    place = chance.choice(places)
    return content[:place] + content[place + 3 :]


def _open_block(chance: Chance, content: bytes) -> bytes:
    kind = chance.choice(
        [
            "note",
            "details",
            "example",
            "national",
            "question",
            "media",
            "legal",
            "case",
            "reflection",
            "keypoints",
            "quiz",
        ]
    )
    count = chance.choice((1, 1, 2, 5, 500))
    new = "".join(f"::: {kind} new-{number}\n" for number in range(count)).encode()
    return _with_line(chance, content, new + chance.choice((b"", b":::\n", b":::\n" * count)))


def _clash_ids(chance: Chance, content: bytes) -> bytes:
    places = list(_ID.finditer(content))
    if len(places) < 2:
        return content
    one, other = chance.choice(places), chance.choice(places)
    return content[: one.start()] + other[0] + content[one.end() :]


def _change_value(chance: Chance, content: bytes) -> bytes:
    """Of a header line, a setting, a link."""
    places = list(_VALUE.finditer(content))
    if not places:
        return content
    place = chance.choice(places)
    new = chance.choice((*HOSTILE_YAML, *HOSTILE_WORDS, "", "0", "-1", "1e9", "99999999", "2026-02-30", "null", "[]"))
    return content[: place.start()] + _bytes(new) + content[place.end() :]


def _write_hostile_line(chance: Chance, content: bytes) -> bytes:
    return _with_line(chance, content, _bytes(chance.choice((*HOSTILE_LINES, *HOSTILE_YAML))) + b"\n")


def _write_hostile_words(chance: Chance, content: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + _bytes(chance.choice((*HOSTILE_WORDS, *ATOMS))) + content[place:]


def _write_over_and_over(chance: Chance, content: bytes) -> bytes:
    """A giant line or paragraph, or something deep."""
    atom = _bytes(chance.choice((*ATOMS, *ATOMS, *GIANT)))
    if chance.random() < 0.3:
        atom += _bytes(chance.choice(ATOMS))
    many = atom * max(1, chance.choice(_SIZES) // len(atom))
    return _with_line(chance, content, many + chance.choice((b"", b"\n", b"\n\n")))


def _go_deep(chance: Chance, content: bytes) -> bytes:
    """A list or a quotation within another, and so on."""
    mark, depth = chance.choice(("- ", "1. ", "> ", ">", "* ", "+ ", ": ", "")), chance.choice((5, 20, 60, 200))
    indent = chance.choice(("    ", "  ", "> ", mark))
    lines = [indent * number + mark + "a" for number in range(depth)]
    return _with_line(chance, content, "\n".join(lines)[:59_000].encode() + b"\n")


def _splice(chance: Chance, content: bytes) -> bytes:
    """A piece of another file in this one."""
    other = chance.choice(list(FULL.values()))
    start, end = sorted(chance.randrange(len(other) + 1) for _ in range(2))
    place = chance.randrange(len(content) + 1)
    return content[:place] + other[start:end] + content[place:]


def _with_line(chance: Chance, content: bytes, new: bytes) -> bytes:
    starts = [0, *(match.end() for match in re.finditer(rb"\n", content))]
    place = chance.choice(starts)
    return content[:place] + new + content[place:]


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


_CHANGES: Sequence[Callable[[Chance, bytes], bytes]] = (
    *(_flip_bytes, _set_byte, _insert_bytes, _cut_out, _cut_off, _double_piece, _encode, _end_lines),
    *(_drop_line, _drop_line, _double_line, _double_line, _swap_lines, _join_lines, _mark_lines, _mark_lines),
    *(_leave_block_open, _open_block, _clash_ids, _clash_ids, _change_value, _change_value, _splice),
    *(_write_hostile_line, _write_hostile_line, _write_hostile_words, _write_hostile_words),
    *(_write_over_and_over, _write_over_and_over, _write_over_and_over, _go_deep),
)
