"""`helpcourse check`: every mistake in courses, with file, line and remedy."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from helpcourse.cli.words import add_language, in_words
from helpcourse.content.coverage import Coverage, coverage
from helpcourse.content.load import CourseMistakes, load
from helpcourse.content.model import Course, walk
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext, speaking


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("check", help="tell every mistake in courses")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("courses")], help="courses, or folders of courses")
    parser.add_argument("--sources", type=Path, help="instead of the sources.yaml beside the course")
    add_language(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with speaking(args.language):
        return check(args.paths, args.sources)


def check(paths: Iterable[Path], sources_file: Path | None = None) -> int:
    """Print what is wrong; 1 if anything is, 0 otherwise."""
    folders = [folder for path in paths for folder in course_folders(path)]
    if not folders:
        print(_("no course there: give a folder that has a course.yaml"))
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
        print(in_words(error.mistakes))
        return 1
    print(_summary(folder, course))
    return 0


def _summary(folder: Path, course: Course) -> str:
    in_lessons = (block for lesson in course.lessons for block in walk(lesson.blocks))
    questions = len(course.bank) + sum(1 for block in in_lessons if block.question)
    counts = [
        ngettext("%(num)s lesson", "%(num)s lessons", len(course.lessons)),
        ngettext("%(num)s question", "%(num)s questions", questions),
        " ".join(course.languages),
    ]
    no_mistakes = _("no mistakes")
    lines = [f"{folder.resolve().parent.name}/{course.id}: {', '.join(counts)}: {no_mistakes}"]
    for language, found in coverage(course).items():
        lines.append(f"  {language}: {_figures_in_words(found)}")
    return "\n".join(lines)


def _figures_in_words(found: Coverage) -> str:
    return _(
        "%(current)s current, %(stale)s stale, %(missing)s missing",
        current=found.current.blocks,
        stale=found.stale.blocks,
        missing=found.missing.blocks,
    )
