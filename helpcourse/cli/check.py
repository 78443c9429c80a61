"""`helpcourse check`: every mistake in courses, with file, line and remedy."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from helpcourse.content.coverage import coverage
from helpcourse.content.load import CourseMistakes, load
from helpcourse.content.model import Course


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("check", help="tell every mistake in courses")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("courses")], help="courses, or folders of courses")
    parser.add_argument("--sources", type=Path, help="instead of the sources.yaml beside the course")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return check(args.paths, args.sources)


def check(paths: Iterable[Path], sources_file: Path | None = None) -> int:
    """Print what is wrong; 1 if anything is, 0 otherwise."""
    folders = [folder for path in paths for folder in course_folders(path)]
    if not folders:
        print("no course there: give a folder that has a course.yaml")
        return 1
    return max(_check(folder, sources_file or folder.resolve().parent / "sources.yaml") for folder in folders)


def course_folders(path: Path) -> Iterator[Path]:
    """The folder itself if it is one course, or else the courses in it."""
    inside = sorted(below for below in path.iterdir() if (below / "course.yaml").exists()) if path.is_dir() else []
    if inside and not (path / "course.yaml").exists():
        yield from inside
    else:
        yield path


def _check(folder: Path, sources_file: Path) -> int:
    try:
        course = load(folder, sources_file)
    except CourseMistakes as error:
        print(error)
        return 1
    print(_summary(folder, course))
    return 0


def _summary(folder: Path, course: Course) -> str:
    questions = len(course.bank) + sum(1 for lesson in course.lessons for block in lesson.blocks if block.question)
    counts = f"{len(course.lessons)} lessons, {questions} questions, {' '.join(course.languages)}"
    lines = [f"{folder.resolve().parent.name}/{course.id}: {counts}: no mistakes"]
    for language, found in coverage(course).items():
        current, stale, missing = found.current.blocks, found.stale.blocks, found.missing.blocks
        lines.append(f"  {language}: {current} current, {stale} stale, {missing} missing")
    return "\n".join(lines)
