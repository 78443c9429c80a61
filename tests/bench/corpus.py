"""A corpus of many courses made of the real one: texts of its size and shape, no sentence in it twice."""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from helpcourse.cli.jobs import each
from helpcourse.config import bundled
from helpcourse.content.load import load
from helpcourse.content.lock_file import write_lock

COURSE = "prohibition-of-torture"
PER_MODULE = 5
JOBS = 2
LANGUAGES = ("en", "kk", "ru")

_SAID_ONCE = re.compile(r"[a-z_]+: |:::|---|\s*$")  # front matter, header lines, the edges of blocks
_WORD = re.compile(r"[^\W\d_]{3,}(?= )")
_LESSON = re.compile(r"[0-9]{2}-(.+)\.en\.md")


def generate(folder: Path, courses: int, lessons: int) -> Path:
    """The folder of the courses, with the real sources beside them."""
    target = folder / "courses"
    target.mkdir(parents=True)
    shutil.copy(bundled("courses") / "sources.yaml", target)
    for _ in each(partial(_course, target, lessons), range(1, courses + 1), JOBS):
        pass
    return target


def change_a_sentence(course: Path, text: str) -> Path:
    """Of one lesson in its source language; the file."""
    path = next(course.glob("01-*/01-*.en.md"))
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{text}\n", "utf-8")
    return path


def _course(target: Path, lessons: int, number: int) -> None:
    """With a lock that calls all its translations current."""
    folder = target / f"course-{number:03}"
    _write_course(folder, number, lessons)
    write_lock(folder, load(folder, target / "sources.yaml"))


def _write_course(folder: Path, number: int, lessons: int) -> None:
    real = bundled("courses") / COURSE
    for path in [real / "course.yaml", *real.glob("*.md")]:
        _write(folder / path.name, path.read_text("utf-8"), f"{number}")
    modules = sorted(path for path in real.iterdir() if path.is_dir())
    originals = list(_lessons(modules))
    for place in range(lessons):
        module = modules[place // PER_MODULE % len(modules)]
        inside = folder / _module(place // PER_MODULE, module, len(modules))
        if place % PER_MODULE == 0:
            _write_module(inside, module, f"{number}/{inside.name[:2]}", quiz=place < PER_MODULE * len(modules))
        original = originals[(place + number) % len(originals)]
        for language in LANGUAGES:
            text = original.with_name(original.name.replace(".en.", f".{language}.")).read_text("utf-8")
            name = f"{place % PER_MODULE + 1:02}-{_id(original)}-{place + 1}.{language}.md"
            _write(inside / name, text, f"{number}.{place + 1}")


def _module(place: int, original: Path, of: int) -> str:
    """The folder; the first of each keeps its id, which the rules of the course name."""
    id_ = original.name[3:]
    return f"{place + 1:02}-{id_}" if place < of else f"{place + 1:02}-{id_}-{place + 1}"


def _lessons(modules: list[Path]) -> Iterator[Path]:
    for module in modules:
        yield from (path for path in sorted(module.glob("*.en.md")) if _LESSON.fullmatch(path.name))


def _id(lesson: Path) -> str:
    return lesson.name.removesuffix(".en.md")[3:]


def _write_module(folder: Path, original: Path, mark: str, *, quiz: bool) -> None:
    """Its front page and, if it is to have a `quiz`, the bank of that."""
    names = [f"{what}.{language}.md" for what in ("module", "test") for language in LANGUAGES]
    for name in names[: None if quiz else len(LANGUAGES)]:
        if (original / name).is_file():
            _write(folder / name, (original / name).read_text("utf-8"), mark)


def _write(path: Path, text: str, mark: str) -> None:
    """The text with the mark in each of its lines: as long as before, and like no other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    is_prose = path.suffix == ".md"
    lines = [_marked(line, mark) if is_prose else line for line in text.split("\n")]
    path.write_text("\n".join(lines), "utf-8")


def _marked(line: str, mark: str) -> str:
    if line.startswith(("title: ", "summary: ")):
        return f"{line} {mark}"
    return line if _SAID_ONCE.match(line) else _WORD.sub(lambda word: f"{word[0]} {mark}", line, count=1)
