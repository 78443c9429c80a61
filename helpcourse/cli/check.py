"""`helpcourse check`: every mistake in courses, with file, line and remedy; and warnings, which hinder nothing."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from helpcourse.cli.jobs import add_jobs, each
from helpcourse.cli.reports import REPORTS, CheckedCourse, Figures, Report
from helpcourse.cli.words import add_language
from helpcourse.content.coverage import coverage
from helpcourse.content.load import name_of_sources, read
from helpcourse.content.loose_ends import uncited_sources
from helpcourse.content.mistakes import Mistake, Severity, by_place
from helpcourse.content.model import Course, walk
from helpcourse.content.warnings import large_pictures, warnings_of
from helpcourse.web.i18n import speaking


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("check", help="tell every mistake in courses, and what could be better")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("courses")], help="courses, or folders of courses")
    parser.add_argument("--sources", type=Path, help="instead of the sources.yaml beside the course")
    parser.add_argument("--format", choices=REPORTS, default="text", help="github: annotations of a workflow")
    parser.add_argument("--strict", action="store_true", help="fail if there is a warning, too")
    add_language(parser)
    add_jobs(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 if there is a mistake, 0 otherwise."""
    report = check(args.paths, args.sources, today=datetime.now(UTC).date(), jobs=args.jobs)
    with speaking(args.language):
        print(REPORTS[args.format](report))
    return 1 if report.count(Severity.ERROR) or (args.strict and report.told) else 0


def check(paths: Iterable[Path], sources_file: Path | None = None, *, today: date, jobs: int = 1) -> Report:
    """What is to be told of the courses in these folders, all at once."""
    checked: list[CheckedCourse] = []
    told: list[Mistake] = []
    for path in without_files_beside(paths):
        courses = list(each(partial(_checked, sources_file, today), list(course_folders(path)), jobs))
        checked += courses
        told += chain.from_iterable(course.told for course in courses)
        if path.resolve() not in (course.folder for course in courses):
            told += _uncited(path, courses, sources_file)
    return Report(tuple(checked), tuple(by_place(dict.fromkeys(told))))


def without_files_beside(paths: Iterable[Path]) -> list[Path]:
    """The paths but for files beside folders: a shell makes `courses/sources.yaml` too of `courses/*`."""
    given = list(paths)
    beside = {path.resolve().parent for path in given if path.is_dir()}
    return [path for path in given if not (path.is_file() and path.resolve().parent in beside)]


def course_folders(path: Path) -> Iterator[Path]:
    """The folder itself if it is one course, or else the courses in it."""
    inside = sorted(below for below in path.iterdir() if (below / "course.yaml").exists()) if path.is_dir() else []
    if inside and not (path / "course.yaml").exists():
        yield from inside
    else:
        yield path


def _sources_beside(folder: Path) -> Path:
    return folder.resolve().parent / "sources.yaml"


def _checked(sources_file: Path | None, today: date, folder: Path) -> CheckedCourse:
    found = read(folder, sources_file or _sources_beside(folder))
    if found.course is None:
        return CheckedCourse(folder.resolve(), found.mistakes)
    told = [*found.mistakes, *warnings_of(found.course, today=today, is_whole=not found.mistakes)]
    told += large_pictures(folder)
    return CheckedCourse(
        folder.resolve(),
        tuple(dict.fromkeys(told)),
        None if found.mistakes else _figures(found.course),
        found.course.cited.union(found.course.instruments),
    )


def _figures(course: Course) -> Figures:
    in_lessons = (block for lesson in course.lessons for block in walk(lesson.blocks))
    in_banks = chain(course.bank, *(module.bank for module in course.modules))
    questions = sum(1 for block in chain(in_lessons, in_banks) if block.question)
    return Figures(len(course.lessons), questions, course.languages, coverage(course))


def _uncited(path: Path, courses: list[CheckedCourse], sources_file: Path | None) -> Iterator[Mistake]:
    """Sources that none of a whole folder of courses cites; what a course with mistakes cites is not known."""
    if all(course.figures for course in courses):
        file = sources_file or path.resolve() / "sources.yaml"
        cited = chain.from_iterable(course.cited for course in courses)
        yield from uncited_sources(file, name_of_sources(file, courses[0].folder), cited)
