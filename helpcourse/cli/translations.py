"""`helpcourse translations`: what is stale or missing, what is recorded as translated, and files for translators."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from helpcourse.cli import translation_status
from helpcourse.cli.check import course_folders
from helpcourse.content.load import load
from helpcourse.content.lock_file import LockChanges, write_lock
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.content.model import Course, Freshness
from helpcourse.content.translations import is_within, places
from helpcourse.languages import LANGUAGES


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("translations", help="what is stale or missing; files for translators")
    commands = parser.add_subparsers(required=True, metavar="command")
    status = commands.add_parser(
        "status", help="what is current, stale and missing, and what has changed in the source"
    )
    status.add_argument("--into", choices=LANGUAGES, help="this language only")
    status.add_argument("--format", choices=("text", "json"), default="text")
    status.add_argument("--data", help="the data directory, to look for old texts in published editions")
    status.set_defaults(run=show_status)
    lock = commands.add_parser("lock", help="record new translations, and those revised after their source")
    lock.set_defaults(run=record)
    accept = commands.add_parser("accept", help="record that a change of the source has no effect on the meaning")
    accept.add_argument("places", nargs="*", metavar="place", help="lessons/why.kk#aside, or lessons/why.kk, or a file")
    accept.add_argument("--all", action="store_true", help="everything that is stale")
    accept.add_argument("--course", dest="paths", action="append", type=Path, help="a course, or a folder of courses")
    accept.set_defaults(run=accept_changes)
    for command in (status, lock):
        command.add_argument("paths", nargs="*", type=Path, metavar="course", help="courses, or folders of courses")


def show_status(args: argparse.Namespace) -> int:
    courses = _courses(args.paths)
    return 1 if courses is None else translation_status.show(courses, args)


def record(args: argparse.Namespace) -> int:
    courses = _courses(args.paths)
    if courses is None:
        return 1
    for folder, course in courses:
        _tell(course, write_lock(folder, course))
    return 0


def accept_changes(args: argparse.Namespace) -> int:
    """Nothing is accepted if one of the places has nothing stale."""
    courses = _courses(args.paths)
    if courses is None:
        return 1
    stale = {folder: places(course, Freshness.STALE) for folder, course in courses}
    given = [_as_place(place, courses) for place in args.places] or ([""] if _is_all(args, stale.values()) else [])
    idle = [place for place in given if place and not any(is_within(where, place) for where in sum(stale.values(), []))]
    if idle or not given:
        print("\n".join(f"{place}: nothing is stale there" for place in idle) or "nothing was accepted")
        return 1
    for folder, course in courses:
        _tell(course, write_lock(folder, course, accept=given))
    return 0


def _is_all(args: argparse.Namespace, stale: Iterable[list[str]]) -> bool:
    """Whether everything stale is to be accepted: told, or answered."""
    if args.all:
        return True
    listed = [place for of_course in stale for place in of_course]
    print("\n".join(listed) or "nothing is stale")
    if not listed or not sys.stdin.isatty():
        print("name the places, or say --all")
        return False
    return input("Accept all of them? [y/N] ").strip().lower() in ("y", "yes")


def _as_place(given: str, courses: Iterable[tuple[Path, Course]]) -> str:
    """A place as the lock names it, also where a file was given."""
    path = Path(given).resolve()
    for folder, course in courses:
        above = folder.resolve().parent.parent
        for passage, language in translation_status.translated(course):
            if path == above / passage.block.texts[language].file:
                return f"{passage.document}.{language}"
    return given


def _courses(paths: list[Path] | None) -> list[tuple[Path, Course]] | None:
    """The courses with their folders; None, and their mistakes told, if they have any."""
    folders = [folder for path in paths or [Path("courses")] for folder in course_folders(path)]
    try:
        return [(folder, load(folder, folder.resolve().parent / "sources.yaml")) for folder in folders]
    except CourseMistakes as error:
        print(error)
        return None


def _tell(course: Course, changes: LockChanges) -> None:
    kinds = (("recorded", changes.added), ("current again", changes.renewed), ("gone", changes.gone))
    for what, found in kinds:
        if what != "recorded":
            print("".join(f"{course.id}: {where}: {what}\n" for where in found), end="")
    counts = ", ".join(f"{what}: {len(found)}" for what, found in kinds)
    print(f"{course.id}: {counts}, stale: {len(places(course, Freshness.STALE)) - len(changes.renewed)}")
