"""`helpcourse restore`: put a backup in the place of the data that a site has now; nothing is deleted."""

import argparse
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from helpcourse.cli.backup import DATABASE, FILES, FOLDERS, copy_files
from helpcourse.config import read_settings
from helpcourse.db import FileDamagedError, FileInUseError, open_file
from helpcourse.disk import sync
from helpcourse.migrating import known_revisions

_BESIDE = ("", "-wal", "-shm", ".lock")  # of the database: a log of the old would be read into the new
_WAIT_S = 2.0


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("restore", help="put a backup in the place of the data; the site must be stopped")
    parser.add_argument("folder", type=Path, help="a folder that helpcourse backup has made")
    parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """2 if nothing was changed, since the copy is no good one or the site is running."""
    settings = read_settings(data=args.data)
    database = settings.database_file
    if database is None:
        print("this site keeps its data in PostgreSQL: restore it with pg_restore, and copy the files beside it")
        return 2
    if refusal := next(_refusals(database, args.folder), None):
        print(refusal)
        return 2
    aside = restore(settings.data, database, args.folder)
    print(f"restored from {args.folder}: {_held(database)}")
    if aside:
        print(f"what was there before is in {aside}; delete it when you no longer need it")
    print("start the site: it brings an older database to the tables of this version by itself")
    return 0


def restore(data: Path, database: Path, folder: Path) -> Path | None:
    """Where what the site had before was moved to; None: it had nothing. Can be repeated if it was cut off."""
    data.mkdir(parents=True, exist_ok=True)
    files = [database.with_name(f"{database.name}{ending}") for ending in _BESIDE]
    old = [path for path in (*files, *(data / name for name in (*FILES, *FOLDERS))) if path.exists()]
    aside = data / datetime.now(UTC).strftime("replaced-%Y%m%d-%H%M%S-%f")
    if old:
        aside.mkdir()
    for path in old:
        shutil.move(path, aside / path.name)  # the database may lie on another disk
    copy_files(folder, data)
    for name in (*FILES, *FOLDERS):
        for path in (data / name, *(data / name).rglob("*")):
            if path.exists():
                sync(path)
    draft = database.with_name(f"{database.name}.part")
    shutil.copy2(folder / DATABASE, draft)
    sync(draft)
    draft.rename(database)
    sync(database.parent)
    return aside if old else None


def _refusals(database: Path, folder: Path) -> Iterator[str]:
    if not (folder / DATABASE).is_file():
        yield f"{folder} is no backup: there is no {DATABASE} in it"
    yield from _faults(folder / DATABASE)
    if _is_open(database):
        yield f"the site with {database} is running: stop it, then restore again"


def _faults(database: Path) -> Iterator[str]:
    """Why a copy cannot be used. It is opened without a write: a backup may lie where nobody may write."""
    with closing(open_file(database, is_fixed=True)) as connection:
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        except FileDamagedError as error:
            found, tables = str(error), set()
        if found != "ok":
            yield f"{database} is damaged ({found}): take another copy"
        elif not {"alembic_version", "person"} <= tables:
            yield f"{database} is not the database of a site"
        elif connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] not in known_revisions():
            yield f"{database} is of a newer version of helpcourse: install that one first"


def _is_open(database: Path) -> bool:
    """Whether another process has it open: SQLite leaves the log's mode only for whoever is alone."""
    if not database.exists():
        return False
    with closing(open_file(database, wait_s=_WAIT_S)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except FileInUseError:
            return True
        except FileDamagedError:
            return False  # damaged, which may be why a copy is to be restored
    return False


def _held(database: Path) -> str:
    counts = {"person": "people", "enrolment": "enrolments", "attempt": "attempts", "certificate": "papers"}
    with closing(open_file(database)) as connection:
        return ", ".join(
            f"{connection.execute(f'SELECT count(*) FROM {table}').fetchone()[0]} {name}"  # noqa: S608 - our own tables
            for table, name in counts.items()
        )
