"""What the source of stale translations said when they were made: from git, else from published editions."""

import shutil
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from helpcourse.catalogue.queries import source_files
from helpcourse.config import Settings
from helpcourse.content.coverage import translated
from helpcourse.content.files import TextFile
from helpcourse.content.lock_file import lock_of
from helpcourse.content.model import Course, Freshness, Text
from helpcourse.content.translations import freshness_in, place
from helpcourse.content.versions import texts_by_hash
from helpcourse.db import make_engine

_MOST_VERSIONS = 300  # of one file
_PATIENCE_S = 20


def stale_sources(folder: Path, course: Course, settings: Settings) -> dict[str, Text]:
    """By place: what the source of each stale block said when it was translated, as far as it can be had."""
    stale = [
        (passage, code) for passage, code in translated(course) if freshness_in(passage.block, code) is Freshness.STALE
    ]
    if not stale:
        return {}
    lock = lock_of(folder)
    hashes = {place(passage.document, code, passage.block.id): "" for passage, code in stale}
    hashes = {where: lock[where].source for where in hashes}
    above = folder.resolve().parent.parent
    sources = (passage.block.texts[passage.block.source_language].file for passage, _ in stale)
    files = [above / file for file in dict.fromkeys(sources)]
    found = _old_texts(folder, files, set(hashes.values()), settings)
    return {where: found[key] for where, key in hashes.items() if key in found}


def _old_texts(folder: Path, files: Collection[Path], wanted: Collection[str], settings: Settings) -> dict[str, Text]:
    """The texts with these hashes, as far as they can be had; `files` are those whose past is looked through in git."""
    found: dict[str, Text] = {}
    for path in files:
        _look_through(_from_git(folder, path), wanted, found)
    _look_through(_from_editions(folder.resolve().name, settings), wanted, found)
    return found


def _look_through(versions: Iterator[TextFile], wanted: Collection[str], found: dict[str, Text]) -> None:
    """Add what is found, and look no further than needed."""
    while not found.keys() >= set(wanted):
        version = next(versions, None)
        if version is None:
            return
        found |= {key: text for key, text in texts_by_hash(version).items() if key in wanted}


def _from_git(folder: Path, path: Path) -> Iterator[TextFile]:
    """A file's versions, the latest first, under the names that it had; none where there is no git."""
    log = _git(folder, "log", "--follow", f"-{_MOST_VERSIONS}", "--format=%x00%H", "--name-only", "--", str(path))
    for entry in log.split("\0")[1:]:
        commit, *names = entry.split()
        for name in names:
            yield TextFile(Path(name).name, _git(folder, "cat-file", "blob", f"{commit}:{name}"))


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; nothing where it is not installed, or this is no checkout."""
    git = shutil.which("git")
    if git is None:
        return ""
    command = [git, "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE_S, check=False)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _from_editions(course_id: str, settings: Settings) -> Iterator[TextFile]:
    """The files of published editions, the latest first; none where nothing was published from here."""
    if settings.engine_url.startswith("sqlite") and not (settings.data / "helpcourse.db").exists():
        return  # to look would make an empty one
    engine = make_engine(settings.engine_url)
    try:
        with Session(engine) as session:
            for files in source_files(session, course_id):
                yield from (TextFile(Path(path).name, text) for path, text in files.items() if path.endswith(".md"))
    except SQLAlchemyError:
        return  # no database of ours, or of another version
    finally:
        engine.dispose()
