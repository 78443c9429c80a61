"""`helpcourse backup`: a copy of everything that cannot be made again, while the site is running."""

import argparse
import shutil
from datetime import UTC, datetime
from pathlib import Path

from helpcourse.config import Settings, read_settings
from helpcourse.db import make_engine

_FILES = ("secret.key", "settings.toml")


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("backup", help="copy the database, files and all keys, while the site runs")
    parser.add_argument("folder", type=Path, help="where to; a folder named by the time is made in it")
    parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    if not settings.engine_url.startswith("sqlite"):
        print(
            "this site keeps its data in PostgreSQL: back it up with pg_dump; "
            "also secret.key, keys/, media/, materials/ and works/"
        )
        return 2
    folder = args.folder / datetime.now(UTC).strftime("helpcourse-%Y%m%d-%H%M%S")
    folder.mkdir(parents=True)
    copy(settings, folder)
    print(f"backed up to {folder}; to restore, stop the site and put these files into the data directory")
    return 0


def copy(settings: Settings, folder: Path) -> None:
    """VACUUM INTO reads one consistent state and writes a whole database without a WAL beside it."""
    engine = make_engine(settings.engine_url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.connection.cursor().execute("VACUUM INTO ?", (str(folder / "helpcourse.db"),))
    engine.dispose()
    for name in _FILES:
        if (settings.data / name).exists():
            shutil.copy2(settings.data / name, folder / name)
    for kept in (
        settings.media,
        settings.works,
        settings.materials,
        settings.keys,
    ):  # after the database: whatever it names is there by now
        if kept.exists():
            shutil.copytree(kept, folder / kept.name)
