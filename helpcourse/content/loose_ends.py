"""Warnings of what a whole course leaves loose: terms and sources that nobody needs, words that are not translated."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from helpcourse.content import strict_yaml
from helpcourse.content.mistakes import Mistake, MistakeLog, Phrase, phrase, warning
from helpcourse.content.model import Course, Freshness, Passage
from helpcourse.content.translations import freshness_in, passages, place


def unused_terms(course: Course) -> Iterator[Mistake]:
    for passage in passages(course):
        if passage.document == "glossary" and not _is_label(passage) and passage.block.id not in course.used:
            text = passage.block.texts[course.source]
            what = phrase("the term `%(id)s` is never used", id=passage.block.id)
            remedy = phrase("link to it, `[word](term:%(id)s)`, or remove it", id=passage.block.id)
            yield warning("unused-term", text.file, text.line, what, remedy)


def uncited_instruments(course: Course) -> Iterator[Mistake]:
    written = strict_yaml.read(course.source_files.get("course.yaml", ""), "", 1, MistakeLog())
    file = f"{_folder(course)}/course.yaml"
    for number, key in enumerate(course.instruments):
        if key not in course.cited:
            line = written.line(("instruments", number)) if written else 1
            what = phrase("`%(key)s` is an instrument of the course, but is never cited", key=key)
            yield warning("uncited-instrument", file, line, what, phrase("cite it, or remove it from `instruments`"))


def uncited_sources(path: Path, name: str, cited: Iterable[str]) -> Iterator[Mistake]:
    """Entries of sources.yaml that none of the courses beside it needs; `name` is how mistakes tell the file."""
    text = path.read_text("utf-8-sig", "replace") if path.is_file() else ""
    written = strict_yaml.read(text, name, 1, MistakeLog())
    if written and isinstance(written.value, dict):
        for key in written.value.keys() - set(cited):
            what = phrase("no course cites `%(key)s`", key=key)
            yield warning("uncited-source", name, written.line((key,)), what, phrase("cite it, or remove it"))


def untranslated(course: Course) -> Iterator[Mistake]:
    """Stale and missing translations; where a whole file is missing, the file once."""
    last: dict[str, int] = {}  # file -> the line of what was translated last: what is missing belongs below it
    for passage in passages(course):
        for language in course.languages:
            if language == passage.block.source_language:
                continue
            file = _file_in(passage, language)
            state = freshness_in(passage.block, language)
            if state is not Freshness.MISSING:
                last[file] = passage.block.texts[language].line
            if state is Freshness.STALE:
                yield _stale(passage, language, file, last[file])
            elif state is Freshness.MISSING:
                yield _missing(course, passage, file, 1 if _is_label(passage) else last.get(file, 1))


def _stale(passage: Passage, language: str, file: str, line: int) -> Mistake:
    where = place(passage.document, language, passage.block.id)
    what = phrase("`%(id)s` is stale: its source has changed since", id=passage.block.id.lstrip("@"))
    remedy = phrase("revise it; if the meaning is the same: `helpcourse translations accept %(place)s`", place=where)
    return warning("stale-translation", file, line, what, remedy)


def _missing(course: Course, passage: Passage, file: str, line: int) -> Mistake:
    if file.split("/", 2)[2] not in course.source_files:
        return _missing_as(file, 1, phrase("the translation of this file is missing"))
    if passage.document == "glossary" and not _is_label(passage):
        return _missing_as(
            file, line, phrase("the term `%(id)s` is not explained in this language", id=passage.block.id)
        )
    return _missing_as(file, line, phrase("`%(id)s` is not translated", id=passage.block.id.lstrip("@")))


def _missing_as(file: str, line: int, what: Phrase) -> Mistake:
    return warning("missing-translation", file, line, what, phrase("translate it: until then the source is shown"))


def _is_label(passage: Passage) -> bool:
    return passage.block.id.startswith("@")


def _file_in(passage: Passage, language: str) -> str:
    """`courses/x/test.kk.md`, beside the source `courses/x/test.en.md`."""
    source = passage.block.texts[passage.block.source_language].file
    return f"{source.rsplit('.', 2)[0]}.{language}.md"


def _folder(course: Course) -> str:
    """`courses/x`"""
    files = (text.file for passage in passages(course) for text in passage.block.texts.values())
    return "/".join(next(files, course.id).split("/", 2)[:2])
