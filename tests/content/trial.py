"""A spoilt course on trial: checked, made into all that can be made of it, and looked through for what must not be."""

import io
import json
import re
import shutil
import traceback
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree

from helpcourse.catalogue.actions import Manuscript, manuscript
from helpcourse.cli.check import check
from helpcourse.cli.preview.places import placed, with_mistakes
from helpcourse.cli.reports import REPORTS
from helpcourse.content.compile import lesson_page
from helpcourse.content.load import load
from helpcourse.content.mistakes import CourseMistakes, Mistake
from helpcourse.content.model import Course
from helpcourse.interop.epub import epub
from helpcourse.interop.html_file import html_file
from tests.content.full_course import FULL
from tests.content.hurry import within
from tests.content.mutations import Mutation
from tests.interop.builders import book_of

TODAY = date(2026, 11, 25)
LONGEST_S = 2.0

_LINE = re.compile(r"[^\n]+:[1-9][0-9]*: [^\n]+: [^\n]+")
_ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HARMFUL = frozenset(
    [
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "base",
        "link",
        "meta",
        "style",
        "svg",
        "math",
        "template",
        "form",
    ]
)
_GOOD_ADDRESS = re.compile(r"(?:https?://|mailto:|#|[\w.-]+\.(?:xhtml|css)\b)", re.IGNORECASE)
_OF_HTML = frozenset(["html", "heading", "model_html", "citation_html", "prompt", "feedback", "options", "objectives"])
_OF_FILES = frozenset(["meta", "style", "link"])  # what stands in the head of a file, made by us


class Bench:
    """A folder with the whole course, in which files are spoilt and mended again."""

    def __init__(self, folder: Path, files: Mapping[str, bytes] = FULL) -> None:
        self.course = folder / "courses" / "all"
        self._files = files
        self._write(files)
        self._whole = load(self.course, self.course.parent / "sources.yaml")
        lessons = [(lesson.id, language) for lesson in self._whole.lessons for language in self._whole.languages]
        self._pages = {key: lesson_page(self._whole, *key) for key in lessons}

    def faults(self, mutation: Mutation) -> list[str]:
        """What the course, spoilt so, does that it must not."""
        self._write(mutation.files)
        try:
            with within(LONGEST_S):
                return [f"{mutation}: {fault}" for fault in self._tried(mutation.number)]
        except Exception:
            return [f"{mutation}: {traceback.format_exc()}"]
        finally:
            self._mend(mutation)

    def _tried(self, number: int) -> Iterator[str]:
        report = check([self.course], today=TODAY)
        form = sorted(REPORTS)[number % len(REPORTS)]
        told = REPORTS[form](report)
        if odd := _ODD.search(told):
            yield f"an odd character in the report: {odd[0]!r}"
        if form == "text":
            lines = told.split("\n")[: len(report.told)]
            yield from (f"no mistake has this form: {line!r}" for line in lines if not _LINE.fullmatch(line))
        try:
            course = load(self.course, self.course.parent / "sources.yaml")
        except CourseMistakes as error:
            yield from self._faults_of_preview(error.mistakes)
        else:
            yield from faults_of(course)

    def _faults_of_preview(self, mistakes: Sequence[Mistake]) -> Iterator[str]:
        """In the pages of the course's last good state, with the mistakes in their places."""
        found = placed(mistakes, self._whole, self.course)
        for one in {(one.lesson_id, one.language) for one in found if one.lesson_id}:
            for piece in with_mistakes(self._pages[one], found).pieces:
                yield from (f"preview: {fault}" for fault in scripts_in(piece.html))

    def _write(self, files: Mapping[str, bytes | None]) -> None:
        for name, content in files.items():
            path = self.course / name
            if content is None:
                path.unlink(missing_ok=True)
            elif not path.parent.is_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def _mend(self, mutation: Mutation) -> None:
        for name in mutation.files:
            if name not in self._files and not (self.course / name).parent.is_file():
                (self.course / name).unlink(missing_ok=True)
            folder = name.partition("/")[0]
            if not any(known.startswith(f"{folder}/") for known in self._files):
                shutil.rmtree(self.course / folder, ignore_errors=True)
        self._write({name: self._files[name] for name in mutation.files if name in self._files})


def faults_of(course: Course) -> Iterator[str]:
    """In all that is made of a course without mistakes."""
    made = manuscript(course)
    yield from _unstorable(made)
    for page, language, content in made.pages:
        for html in _html_in(json.loads(content)):
            yield from (f"{page} {language}: {fault}" for fault in scripts_in(html))
    for language in course.languages:
        book = book_of(course, language)
        file = html_file(book).decode()
        yield from (f"file {language}: {fault}" for fault in scripts_in(file, _OF_FILES))
        yield from (f"EPUB {language}: {fault}" for fault in _faults_of_epub(epub(book)))


def _unstorable(made: Manuscript) -> Iterator[str]:
    """PostgreSQL keeps no NUL, and nobody a half of a character."""
    texts = [made.structure, made.source_files, *(content for _, _, content in made.pages)]
    for text in texts:
        text.encode()
        if "\x00" in text or "\\u0000" in text:
            yield "a NUL"
    yield from (f"cannot be stored: {one.stem!r}" for one in made.postings if "\x00" in one.stem + one.word)


def _html_in(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _html_in(inner, name if name in ("options", "objectives") else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _html_in(inner, name)
    elif isinstance(value, str) and name in _OF_HTML:
        yield value


def _faults_of_epub(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf")):
                etree.fromstring(archive.read(name))
            if name.endswith(".xhtml"):
                yield from (f"{name}: {fault}" for fault in scripts_in(archive.read(name).decode(), _OF_FILES))


def scripts_in(html: str, but_for: frozenset[str] = frozenset()) -> list[str]:
    reader = _Reader(but_for)
    reader.feed(html)
    reader.close()
    return reader.faults


class _Reader(HTMLParser):
    """Keeps what could run, or load something, in a browser."""

    def __init__(self, but_for: frozenset[str]) -> None:
        super().__init__()
        self._harmful = _HARMFUL - but_for
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._harmful or not re.fullmatch(r"[a-z][a-z0-9]*", tag):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "background", "action"):
                self.faults.append(f"{name}={value!r} of <{tag}>")
            if name in ("href", "src", "xlink:href", "data", "cite") and not _GOOD_ADDRESS.match(value or ""):
                self.faults.append(f"{name}={value!r} of <{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data[:20]}")
