"""`helpcourse backup`: a copy of everything that cannot be made again, while the site is running."""

import argparse
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from helpcourse.config import Settings, read_settings
from helpcourse.db import make_engine
from helpcourse.disk import sync

DATABASE = "helpcourse.db"
FILES = ("secret.key", "settings.toml")
FOLDERS = ("media", "works", "materials", "keys")

_WHOLE = re.compile(r"helpcourse-\d{8}-\d{6}")


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("backup", help="copy the database, files and all keys, while the site runs")
    parser.add_argument("folder", type=Path, help="where to; a folder named by the time is made in it")
    parser.add_argument("--keep", type=_count, metavar="N", help="afterwards delete all copies but the last N")
    parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """2 if there is nothing that this command could copy."""
    settings = read_settings(data=args.data)
    if refusal := _refusal(settings):
        print(refusal)
        return 2
    folder = args.folder / datetime.now(UTC).strftime("helpcourse-%Y%m%d-%H%M%S")
    draft = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    copy(settings, draft)
    draft.rename(folder)
    sync(folder.parent)
    print(f"backed up to {folder}; to restore: stop the site, then helpcourse restore {folder}")
    for old in _too_old(args.folder, args.keep):
        shutil.rmtree(old)
        print(f"deleted {old}")
    return 0


def copy(settings: Settings, folder: Path) -> None:
    """VACUUM INTO reads one consistent state and writes a whole database without a WAL beside it."""
    engine = make_engine(settings.engine_url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.connection.cursor().execute("VACUUM INTO ?", (str(folder / DATABASE),))
    engine.dispose()
    copy_files(settings.data, folder)  # after the database: whatever it names is there by now
    for path in (folder, *folder.rglob("*")):
        sync(path)


def copy_files(source: Path, target: Path) -> None:
    """What lies beside the database, as far as it is there."""
    for name in FILES:
        if (source / name).exists():
            shutil.copy2(source / name, target / name)
    for name in FOLDERS:
        if (source / name).exists():
            shutil.copytree(source / name, target / name)


def _refusal(settings: Settings) -> str:
    if settings.database_file is None:
        names = ", ".join((*FILES, *(f"{name}/" for name in FOLDERS)))
        return (
            f"this site keeps its data in PostgreSQL: back it up with pg_dump; copy {names} of the data directory too"
        )
    if not settings.database_file.exists():
        return f"there is no {settings.database_file}: name the data directory with --data"
    return ""


def _too_old(folder: Path, keep: int | None) -> list[Path]:
    """Copies that were finished, but for the last ones."""
    if keep is None:
        return []
    return sorted(path for path in folder.iterdir() if _WHOLE.fullmatch(path.name))[:-keep]


def _count(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise argparse.ArgumentTypeError("how many to keep: 1 or more")
    return int(typed)
