"""`helpcourse translations`: what is stale or missing, what is recorded as translated, and files for translators."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from helpcourse.cli import translation_files, translation_status
from helpcourse.cli.check import course_folders, without_files_beside
from helpcourse.cli.words import add_language, in_words
from helpcourse.content.coverage import translated
from helpcourse.content.load import load
from helpcourse.content.lock_file import LockChanges, write_lock
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.content.model import Course, Freshness
from helpcourse.content.translations import is_within, places
from helpcourse.languages import LANGUAGES
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import speaking


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
    translation_files.add_to(commands)
    for command in (status, lock, accept):
        add_language(command)
    for command in (status, lock):
        command.add_argument("paths", nargs="*", type=Path, metavar="course", help="courses, or folders of courses")


def show_status(args: argparse.Namespace) -> int:
    with speaking(args.language):
        courses = _courses(args.paths)
        if courses is not None:
            translation_status.show(courses, args)
    return 1 if courses is None else 0


def record(args: argparse.Namespace) -> int:
    with speaking(args.language):
        courses = _courses(args.paths)
        for folder, course in courses or ():
            _tell(course, write_lock(folder, course))
    return 1 if courses is None else 0


def accept_changes(args: argparse.Namespace) -> int:
    """Nothing is accepted if one of the places has nothing stale."""
    with speaking(args.language):
        courses = _courses(args.paths)
        return 1 if courses is None else _accept(courses, args)


def _accept(courses: list[tuple[Path, Course]], args: argparse.Namespace) -> int:
    stale = [where for _folder, course in courses for where in places(course, Freshness.STALE)]
    given = [_as_place(place, courses) for place in args.places] or _all(args, stale)
    idle = [place for place in given if not any(is_within(where, place) for where in stale)]
    for place in idle:
        print(_("%(place)s: nothing is stale there", place=place or "translations.lock"))
    if idle or not given:
        print(_("nothing was accepted"))
        return 1
    for folder, course in courses:
        _tell(course, write_lock(folder, course, accept=given))
    return 0


def _all(args: argparse.Namespace, stale: list[str]) -> list[str]:
    """Everything that is stale, if that is told or answered."""
    if args.all:
        return [""]
    print("\n".join(stale))
    if not stale or not sys.stdin.isatty():
        print(_("name the places, or say `%(option)s`", option="--all"))
        return []
    answer = input(_("Accept all of them? Write `%(word)s`:", word="yes") + " ").strip().lower()
    return [""] if answer == "yes" else []


def _as_place(given: str, courses: Iterable[tuple[Path, Course]]) -> str:
    """A place as the lock names it, also where a file was given."""
    path = Path(given).resolve()
    for folder, course in courses:
        above = folder.resolve().parent.parent
        for passage, language in translated(course):
            if path == above / passage.block.texts[language].file:
                return f"{passage.document}.{language}"
    return given


def _courses(paths: list[Path] | None) -> list[tuple[Path, Course]] | None:
    """The courses with their folders; None, and their mistakes told, if they have any."""
    folders = [folder for path in without_files_beside(paths or [Path("courses")]) for folder in course_folders(path)]
    try:
        return [(folder, load(folder, folder.resolve().parent / "sources.yaml")) for folder in folders]
    except CourseMistakes as error:
        print(in_words(error.mistakes))
        return None


def _tell(course: Course, changes: LockChanges) -> None:
    for where in changes.renewed:
        print(_("%(place)s: current again", place=f"{course.id}: {where}"))
    for where in changes.gone:
        print(_("%(place)s: gone", place=f"{course.id}: {where}"))
    stale = len(places(course, Freshness.STALE)) - len(changes.renewed)
    print(_("%(course)s: recorded: %(added)s, current again: %(renewed)s, gone: %(gone)s, stale: %(stale)s",
            course=course.id, added=len(changes.added), renewed=len(changes.renewed), gone=len(changes.gone),
            stale=stale))  # fmt: skip
