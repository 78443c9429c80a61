"""`helpcourse demo`: the whole product with a real course and demo people, on this machine only."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.accounts.passwords import hash_password
from helpcourse.catalogue.shelf import Shelf
from helpcourse.cli import demo_people
from helpcourse.cli.jobs import cores
from helpcourse.cli.publish import plan_all, publish_all
from helpcourse.cli.renewing import migrated
from helpcourse.cli.serving import THREADS, listen, serve
from helpcourse.config import Settings, read_settings
from helpcourse.db import begin_write
from helpcourse.files.store import Store

HOST = "127.0.0.1"

_PARTS = {
    "aigerim@example.kz": "learns in a cohort",
    "bolat@example.kz": "has not enrolled in anything yet",
    "dana@example.kz": "tutors the cohort",
    "yerlan@example.kz": "administers the site",
    "gulnara@example.kz": "coordinates Kazakhstan",
}


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("demo", help="try the product: a real course, demo people, one command")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", type=Path, default=Path("var/demo"), help="where the demo keeps its database")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data, site_url=f"http://{HOST}:{args.port}")
    try:
        listener = listen(HOST, args.port)
    except OSError as error:
        print(f"port {args.port} cannot be had ({error.strerror}); choose another: make demo PORT=5000")
        return 1
    prepare(settings)
    print(_greeting(settings, args.port), flush=True)
    serve(settings, listener, processes=2, threads=THREADS)
    return 0


def prepare(settings: Settings) -> None:
    """Migrate, publish the courses as they are now, and add the people if there are none."""
    engine = migrated(settings)
    publish_all(engine, plan_all(engine, [settings.courses], jobs=cores()), Store(settings.media))
    _add_people(engine, settings)
    engine.dispose()


def _add_people(engine: Engine, settings: Settings) -> None:
    password_hash = hash_password(demo_people.PASSWORD)
    with Session(engine, expire_on_commit=False) as session:
        begin_write(session)
        if not demo_people.is_filled(session):
            demo_people.fill(session, Shelf(), password_hash, settings.consent_version, now=datetime.now(UTC))
        session.commit()


def _greeting(settings: Settings, port: int) -> str:
    people = "\n".join(f"  {email:<22} {part}" for email, part in _PARTS.items())
    return (
        f"\nhelpcourse is on http://{HOST}:{port}/  (Ctrl+C ends it)\n\n"
        f"Log in with the password {demo_people.PASSWORD} as\n{people}\n\n"
        f"Mails are written to {settings.data / 'mail'}; everything else is in {settings.data}.\n"
    )
