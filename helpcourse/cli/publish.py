"""`helpcourse publish`: checked courses become editions in the database."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import manuscript, publish, roll_back
from helpcourse.catalogue.models import Edition
from helpcourse.cli.check import course_folders
from helpcourse.cli.serve import migrated
from helpcourse.config import read_settings
from helpcourse.content.load import load
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.content.model import Course
from helpcourse.db import begin_write


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("publish", help="publish courses; nothing is published if one has a mistake")
    parser.add_argument("paths", nargs="*", type=Path, help="courses, or folders of courses; else the courses setting")
    parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    parser.add_argument("--edition", type=int, help="point the one course named at this older edition instead")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    engine = migrated(settings)
    if args.edition:
        return _roll_back(engine, args.paths[0].name, args.edition)
    try:
        courses = read_courses(args.paths or [settings.courses])
    except CourseMistakes as error:
        print(error)
        print("nothing was published")
        return 1
    for edition in publish_all(engine, courses):
        print(f"{edition.course_id}: edition {edition.number}, {edition.digest[:12]}")
    return 0


def read_courses(paths: Iterable[Path]) -> list[Course]:
    """All courses in these folders. Raises CourseMistakes."""
    folders = [folder for path in paths for folder in course_folders(path)]
    return [load(folder, folder.resolve().parent / "sources.yaml") for folder in folders]


def publish_all(engine: Engine, courses: list[Course]) -> list[Edition]:
    """Publish in one transaction: all of them or none."""
    manuscripts = [manuscript(course) for course in courses]
    with Session(engine, expire_on_commit=False) as session:
        begin_write(session)
        editions = [publish(session, course, now=datetime.now(UTC)) for course in manuscripts]
        session.commit()
    return editions


def _roll_back(engine: Engine, course_id: str, number: int) -> int:
    with Session(engine, expire_on_commit=False) as session:
        begin_write(session)
        edition = roll_back(session, course_id, number)
        session.commit()
    print(f"{course_id}: back at edition {edition.number}, {edition.digest[:12]}")
    return 0
