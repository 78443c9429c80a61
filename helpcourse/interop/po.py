"""Messages as a PO file (GNU gettext), for Weblate, Poedit, OmegaT and whatever else translators use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import polib

from helpcourse.content.messages import Message
from helpcourse.errors import HelpcourseError

_SYNTAX = re.compile(r"\(line (\d+)\)(?:: (.*))?")
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"\s*)?')


@dataclass(frozen=True, slots=True)
class PoFile:
    language: str  # "" if the file does not say
    messages: tuple[Message, ...]  # their lines are those of the PO file


class PoError(HelpcourseError):
    """Not a PO file: `line` is where it breaks, 1 if that is not known."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line, self.what = line, what


def to_po(messages: Iterable[Message], course_id: str, language: str) -> str:
    """The same messages always give the same text: no dates, so that versions can be compared."""
    po = polib.POFile()
    po.metadata = {
        "Project-Id-Version": course_id,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    po.extend(_entry(message) for message in messages)
    return str(po) + "\n"


def from_po(text: str) -> PoFile:
    """The messages that are in use. Raises PoError."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line):  # polib would take it, and drop its first and last letter
            raise PoError(number, line[:60])
    try:
        po = polib.pofile(_as_text(text))
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:  # what polib stumbles over
        found = _SYNTAX.search(str(error))
        raise PoError(int(found[1]) if found else 1, (found and found[2]) or "not a PO file") from error
    return PoFile(po.metadata.get("Language", "").partition("_")[0], tuple(map(_message, _in_use(po))))


def _as_text(text: str) -> str:
    """Polib takes what names a file for one: a text of several lines names none."""
    return text if "\n" in text else f"{text}\n\n"


def _in_use(po: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in po if not entry.obsolete and entry.msgctxt]


def _entry(message: Message) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=message.context,
        msgid=message.source,
        msgstr=message.translation,
        comment=message.note,
        occurrences=[(message.file, str(message.line))],
        flags=["fuzzy"] if message.is_fuzzy else [],
        previous_msgctxt=message.context if message.previous else None,
        previous_msgid=message.previous or None,
    )


def _message(entry: polib.POEntry) -> Message:
    return Message(
        context=entry.msgctxt or "",
        source=entry.msgid,
        translation=entry.msgstr.strip(),
        is_fuzzy="fuzzy" in entry.flags,
        previous=entry.previous_msgid or "",
        note=entry.comment,
        line=entry.linenum or 1,
    )
