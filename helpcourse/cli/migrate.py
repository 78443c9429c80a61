"""`helpcourse migrate`: bring the database to the tables of this version."""

import argparse
from pathlib import Path

from helpcourse.cli.renewing import migrated
from helpcourse.config import read_settings


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("migrate", help="bring the database to the tables of this version")
    parser.add_argument("--data", type=Path, help="the data directory, instead of HELPCOURSE_DATA")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    engine = migrated(settings)
    print(f"{engine.url.render_as_string(hide_password=True)}: up to date")
    engine.dispose()
    return 0
