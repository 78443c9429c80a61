"""The file `translations.lock` of a course: read, and brought to the state of its translations."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from helpcourse.content.files import TextFile
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import Course
from helpcourse.content.translations import Entry, Lock, lock_text, read_lock, renewed
from helpcourse.content.writing import write_all

NAME = "translations.lock"


@dataclass(frozen=True, slots=True)
class LockChanges:
    """Places of translated blocks, by what has become of them in the lock."""

    added: list[str]  # not known before
    renewed: list[str]  # were stale, are current now
    gone: list[str]


def lock_of(folder: Path) -> Lock:
    """What the lock of a course says, as far as it can be read."""
    path = folder / NAME
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    return read_lock(TextFile(NAME, text), MistakeLog())


def write_lock(folder: Path, course: Course, *, accept: Collection[str] = ()) -> LockChanges:
    """Record new and revised translations of the course that lies in this folder.

    Other stale ones stay stale, unless they lie within one of `accept`: "" for all,
    "lessons/why-absolute.kk" for one file.
    """
    old = lock_of(folder)
    new = renewed(course, old, accept=accept)
    if new != old or not (folder / NAME).exists():
        write_all({folder / NAME: lock_text(new)})
    return _changes(old, new)


def _changes(old: Lock, new: Lock) -> LockChanges:
    def is_renewed(where: str, entry: Entry) -> bool:
        return where in old and old[where].source != entry.source

    return LockChanges(
        added=sorted(new.keys() - old.keys()),
        renewed=sorted(where for where, entry in new.items() if is_renewed(where, entry)),
        gone=sorted(old.keys() - new.keys()),
    )
