"""`helpcourse demo`: the whole product with real courses and demo people, on this machine only."""

import argparse
import multiprocessing
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.accounts.passwords import hash_password
from helpcourse.catalogue.shelf import Shelf
from helpcourse.cli.jobs import cores
from helpcourse.cli.publish import plan_all, publish_all
from helpcourse.cli.renewing import migrated
from helpcourse.cli.serving import THREADS, end_without_parent, listen, serve
from helpcourse.config import Settings, read_settings
from helpcourse.demo.filling import COURSES_DAYS_AGO, PASSWORD, fill, is_filled
from helpcourse.demo.settling import settle
from helpcourse.files.store import Store
from helpcourse.writing import writing

HOST = "127.0.0.1"

_spawn = multiprocessing.get_context("spawn")

_PARTS = {
    "aigerim@example.kz": "learns in a cohort",
    "bolat@example.kz": "has not enrolled in anything yet",
    "dana@example.kz": "tutors the cohorts",
    "yerlan@example.kz": "administers the site",
    "gulnara@example.kz": "coordinates Kazakhstan",
}


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("demo", help="try the product: real courses, demo people, one command")
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
    if failed := _prepared_apart(settings):
        return failed
    print(_greeting(settings, args.port), flush=True)
    serve(settings, listener, processes=2, threads=THREADS)
    return 0


def _prepared_apart(settings: Settings) -> int:
    """Its exit status. The library that draws papers has threads: the server's processes, forked from one in which it
    has drawn, would wait for them for ever."""
    process = _spawn.Process(target=prepare, args=(settings,))
    process.start()
    process.join()
    return process.exitcode or 0


def prepare(settings: Settings) -> None:
    """Migrate, publish the courses as they are now, and add the people if there are none."""
    threading.Thread(target=end_without_parent, daemon=True).start()
    engine, now = migrated(settings), datetime.now(UTC)
    with Session(engine) as session:
        is_first = not is_filled(session)
    if is_first:
        print("Filling the site with courses, people and what they have done: at most a minute.", flush=True)
    published_at = now - timedelta(days=COURSES_DAYS_AGO) if is_first else now
    plans = plan_all(engine, [settings.courses], jobs=cores())
    publish_all(engine, plans, Store(settings.media), now=published_at)
    if is_first:
        _add_people(engine, settings, now)
    engine.dispose()


def _add_people(engine: Engine, settings: Settings, now: datetime) -> None:
    password_hash = hash_password(PASSWORD)
    with writing(engine) as session:
        fill(session, Shelf(), settings, password_hash, now=now)
    settle(settings, engine, now=now)


def _greeting(settings: Settings, port: int) -> str:
    people = "\n".join(f"  {email:<22} {part}" for email, part in _PARTS.items())
    return (
        f"\nhelpcourse is on http://{HOST}:{port}/  (Ctrl+C ends it)\n\n"
        f"Log in with the password {PASSWORD} as\n{people}\n\n"
        f"Mails are written to {settings.data / 'mail'}; everything else is in {settings.data}.\n"
    )
