"""What is told of banks of questions that come and go, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpcourse.content.mistakes import Phrase
from helpcourse.interop.banks.bank import BankError, Note
from helpcourse.web.i18n import gettext, lazy_gettext
from helpcourse.web.i18n import gettext as _

FORMATS = {"aiken": "Aiken", "gift": "GIFT", "moodle": "Moodle XML", "qti": "QTI"}  # names that are the same everywhere
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "windows-1251": lazy_gettext("Windows, Russian (1251)"),
    "kz1048": lazy_gettext("Windows, Kazakh (1048)"),
}

_FEW = 3  # questions that are told one by one


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told, of all questions that it concerns."""

    what: str
    notes: tuple[Note, ...]


def told(notes: Iterable[Note]) -> list[Told]:
    """In the order in which things are first told."""
    found: dict[Phrase, list[Note]] = {}
    for note in notes:
        found.setdefault(note.what, []).append(note)
    return [Told(what.in_words(gettext), tuple(concerned)) for what, concerned in found.items()]


def lines(file: str, notes: Iterable[Note]) -> Iterator[str]:
    """As a compiler tells it: `questions.xml:41: arrest: what`; what concerns many questions once, with all of them."""
    for one in told(notes):
        if len(one.notes) > _FEW:
            yield f"{file}: {one.what}: {', '.join(map(place, one.notes))}"
        else:
            yield from (noted(file, note.line, note.item, one.what) for note in one.notes)


def broken(error: BankError) -> str:
    """Of a file that cannot be read at all."""
    what = error.what.in_words(gettext)
    return _("Line %(line)s: %(what)s", line=error.line, what=what) if error.line else what


def noted(file: str, line: int, item: str, what: str) -> str:
    return ": ".join(filter(None, (f"{file}:{line}" if line else file, item, what)))


def place(note: Note) -> str:
    """A question and where it stands in the file: `arrest (41)`."""
    return f"{note.item} ({note.line})" if note.item and note.line else note.item or str(note.line)
