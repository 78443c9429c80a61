"""Writing `translations.lock`: from which source text each translated block was made."""

from collections.abc import Collection
from pathlib import Path

from helpcourse.content.files import TextFile
from helpcourse.content.load import load
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.translations import lock_text, read_lock, renewed

NAME = "translations.lock"


def write_lock(folder: Path, sources_file: Path, *, accept: Collection[str] = ()) -> int:
    """Record new translations of the course in this folder; how many lines of the lock have changed.

    Stale ones stay stale, unless their place begins with one of `accept`: "" for all,
    "lessons/why-absolute.kk" for one file. Raises CourseMistakes if the course has any.
    """
    course = load(folder, sources_file)
    path = folder / NAME
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    lock = read_lock(TextFile(NAME, old), MistakeLog())
    new = renewed(course, lock, accept=accept)
    path.write_text(lock_text(new), encoding="utf-8", newline="\n")
    return len(set(lock.items()) ^ set(new.items()))
