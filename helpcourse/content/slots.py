"""Where the parts of a block stand in its body, so that other words can be put in their places."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpcourse.content.model import BlockKind, Text
from helpcourse.content.paragraphs import below
from helpcourse.content.parts import Part, Role, parts

Key = tuple[Role, str]  # a part's role, and the option that it belongs to

_MARK = re.compile(r"(- )\[[^\]]*\] ")  # what is right, or how many points: the source alone says it


@dataclass(frozen=True, slots=True)
class _Slot:
    key: Key
    first: int  # line within the body
    column: int
    end: int  # the line after its last
    after: str  # what follows it on its last line


def parts_by_key(kind: BlockKind, text: Text) -> dict[Key, Part]:
    """The parts that have words, in the order of the page."""
    return {(part.role, part.option): part for part in parts(kind, text) if part.markdown.strip()}


def body_with(kind: BlockKind, model: Text, words: Mapping[Key, str]) -> str | None:
    """The body of `model` with these words in place of its parts, without marks; None if they do not fit in."""
    lines = model.markdown.split("\n")
    slots = _slots(lines, parts_by_key(kind, model), model.body_line)
    if slots is None or {slot.key for slot in slots} != {key for key in words if key[0] is not Role.HEADING}:
        return None
    done: list[str] = []
    place = 0
    for slot in slots:
        done += lines[place : slot.first]
        done += _filled(slot, lines, words[slot.key].split("\n"))
        place = slot.end
    return "\n".join([*done, *lines[place:]])


def _filled(slot: _Slot, lines: Sequence[str], words: Sequence[str]) -> list[str]:
    before = _MARK.sub(r"\1", lines[slot.first][: slot.column])
    first = f"{before}{words[0]}"
    others = [(below(before) + line).rstrip() for line in words[1:]]
    return [*[first, *others][:-1], [first, *others][-1] + slot.after]


def _slots(lines: Sequence[str], found: Mapping[Key, Part], first_line: int) -> list[_Slot] | None:
    slots: list[_Slot] = []
    place = column = 0
    for key, part in found.items():
        if key[0] is Role.HEADING:
            continue
        slot = _slot(key, part.markdown.split("\n"), lines, max(place, part.line - first_line), column)
        if slot is None:
            return None
        slots.append(slot)
        place, column = slot.end, 0
    return slots


def _slot(key: Key, words: Sequence[str], lines: Sequence[str], start: int, column: int) -> _Slot | None:
    """The first place from `start` on where these words stand, each line at the end of one of the body's."""
    for first in range(start, len(lines) - len(words) + 1):
        at = lines[first].find(words[0], column)
        own = lines[first : first + len(words)]
        if at >= 0 and all(
            line.rstrip().endswith(word.rstrip()) for line, word in zip(own[1:], words[1:], strict=True)
        ):
            after = lines[first][at + len(words[0]) :] if len(words) == 1 else ""
            if not after.strip():
                return _Slot(key, first, at, first + len(words), "")
    return None
