"""`helpcourse migrate`: bring the database to the tables of this version."""

import argparse
from pathlib import Path

from helpcourse.config import read_settings
from helpcourse.db import make_engine
from helpcourse.migrating import upgrade


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("migrate", help="bring the database to the tables of this version")
    parser.add_argument("--data", type=Path, help="the data directory, instead of HELPCOURSE_DATA")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.engine_url)
    upgrade(engine)
    print(f"{engine.url.render_as_string(hide_password=True)}: up to date")
    engine.dispose()
    return 0
