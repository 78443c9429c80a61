"""A strict piece of YAML read with line numbers: mappings, lists and text, nothing that surprises.

Every value stays the text that was written; whoever uses it says what it must be. So `1.10` and `no` (Norwegian)
survive, and nothing becomes a date or a number by accident.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from helpcourse.content.mistakes import MistakeLog, Phrase, phrase
from helpcourse.content.yaml_words import unreadable

Value = str | list[Any] | dict[str, Any]
Path = tuple[str | int, ...]

_FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, where PyYAML has been built with it
_DEEPEST = 12  # levels; nothing of ours needs more than four
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_OPENS, _CLOSES = (yaml.SequenceStartEvent, yaml.MappingStartEvent), (yaml.SequenceEndEvent, yaml.MappingEndEvent)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a piece of YAML says, and on which line it says it."""

    value: Value
    file: str
    first_line: int
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of this value, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.first_line)

    def parts(self) -> dict[str, "Settings"]:
        """What stands under each key."""
        values = self.value if isinstance(self.value, dict) else {}
        lines: dict[str, dict[Path, int]] = {key: {} for key in values}
        for path, line in self.lines.items():
            if path:
                lines[str(path[0])][path[1:]] = line
        return {key: Settings(value, self.file, self.line((key,)), lines[key]) for key, value in values.items()}


def read(text: str, file: str, first_line: int, mistakes: MistakeLog) -> Settings | None:
    """The settings in this text, or None if it cannot be read; `first_line` is where the text begins in its file."""
    try:
        return _Reader(file, first_line, mistakes).read(text)
    except yaml.YAMLError as error:
        mistakes.tell(file, first_line + _line_of(error), *unreadable(error))
    except _RefusedError:
        pass  # told where it was found
    return None


def _line_of(error: yaml.YAMLError) -> int:
    """The line on which the author can mend it, from 0: of what was opened, rather than of the end reached unclosed."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0
    is_unclosed = str(error.context).startswith(("while scanning a quoted", "while parsing a flow"))
    mark = (error.context_mark if is_unclosed else None) or error.problem_mark or error.context_mark
    return mark.line if mark else 0


@lru_cache(maxsize=256)
def _events(text: str) -> tuple[yaml.Event, ...]:
    """Kept, since files are read again and again while one of them is being written."""
    with suppress(yaml.YAMLError):
        return tuple(_as_deep_as_read(yaml.parse(text, Loader=_FAST_LOADER)))
    try:
        return tuple(_as_deep_as_read(yaml.parse(text, Loader=yaml.SafeLoader)))  # says better what is wrong
    except ValueError as error:  # at "\U00110000"
        raise yaml.YAMLError from error


def _as_deep_as_read(events: Iterable[yaml.Event]) -> Iterator[yaml.Event]:
    """Only as far as anything is too deep to be read."""
    depth = 0
    for event in events:
        depth += isinstance(event, _OPENS) - isinstance(event, _CLOSES)
        yield event
        if depth > _DEEPEST + 1:
            return


class _RefusedError(Exception):
    """This piece cannot be read further."""


class _Reader:
    def __init__(self, file: str, first_line: int, mistakes: MistakeLog) -> None:
        self._file, self._first_line, self._mistakes = file, first_line, mistakes
        self._lines: dict[Path, int] = {}

    def read(self, text: str) -> Settings:
        events = iter(_events(text))
        next(events)  # the stream's start
        event = next(events)
        if isinstance(event, yaml.StreamEndEvent):
            return Settings({}, self._file, self._first_line, {(): self._first_line})
        value = self._value(next(events), events, ())
        next(events)  # the document's end
        rest = next(events)
        if not isinstance(rest, yaml.StreamEndEvent):
            self._refuse(
                rest, phrase("a second YAML document"), phrase("keep everything in one, without `---` between")
            )
        return Settings(value, self._file, self._first_line, self._lines)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Value:
        self._lines[path] = self._line(event)
        self._look_at(event, path)
        if isinstance(event, yaml.ScalarEvent):
            self._look_for_unseen(event, event.value.replace("\n", ""))  # words may have several lines, a key may not
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _look_at(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, phrase("alias `*%(name)s`", name=event.anchor), phrase("write the value out"))
        if getattr(event, "anchor", None):
            self._tell(
                event,
                phrase("anchor `&%(name)s`", name=getattr(event, "anchor", "")),
                phrase("remove it and write values out"),
            )
        if getattr(event, "tag", None):
            self._tell(event, phrase("tag `%(name)s`", name=getattr(event, "tag", "")), phrase("remove it"))
        if len(path) > _DEEPEST:
            self._refuse(event, phrase("settings within settings too deep"), phrase("write them flatter"))

    def _list(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(self._value(event, events, (*path, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, values)
            value = self._value(next(events), events, (*path, key))
            self._lines[(*path, key)] = self._line(event)  # a long value begins below its key
            values[key] = value
        return values

    def _key(self, event: yaml.Event, values: Mapping[str, Any]) -> str:
        self._look_at(event, ())
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, phrase("a list or a mapping as a key"), phrase("use a word as the key"))
        key = str(getattr(event, "value", ""))
        self._look_for_unseen(event, key)
        if key in values:
            self._tell(event, phrase("`%(key)s` is given twice", key=key), phrase("keep one of them"))
        return key

    def _look_for_unseen(self, event: yaml.Event, words: str) -> None:
        """Signs that a file may not have, written as `\\0`; they would get past whoever looked at the file."""
        if odd := _UNSEEN.search(words):
            code = f"{ord(odd[0]):04X}"
            self._tell(event, phrase("an invisible character U+%(code)s", code=code), phrase("remove it"))

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + (event.start_mark.line if event.start_mark else 0)

    def _tell(self, event: yaml.Event, what: Phrase, remedy: Phrase) -> None:
        self._mistakes.tell(self._file, self._line(event), what, remedy)

    def _refuse(self, event: yaml.Event, what: Phrase, remedy: Phrase) -> None:
        self._tell(event, what, remedy)
        raise _RefusedError
