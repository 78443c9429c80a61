"""What `helpcourse translations status` shows: figures by language, blocks by file, what has changed in the source."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcourse.cli.history import stale_sources
from helpcourse.cli.reports import figures_in_words
from helpcourse.config import read_settings
from helpcourse.content.coverage import Coverage, coverage, in_order
from helpcourse.content.model import BlockKind, Course, Freshness, Passage, Text
from helpcourse.content.translations import freshness_in, place
from helpcourse.content.versions import changes
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

_STATES = {
    Freshness.CURRENT: lazy_gettext("current"),
    Freshness.STALE: lazy_gettext("stale"),
    Freshness.MISSING: lazy_gettext("missing"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """A block that is stale or missing in one language."""

    place: str
    state: Freshness
    file: str  # of the translation; of the source where it is missing
    line: int
    is_question: bool
    changes: tuple[str, ...] | None  # of the source since; None if they are not known


def show(courses: Sequence[tuple[Path, Course]], args: argparse.Namespace) -> None:
    settings = read_settings(data=args.data)
    reports = []
    for folder, course in courses:
        old = stale_sources(folder, course, settings)
        figures = {code: found for code, found in coverage(course).items() if args.into in (None, code)}
        reports.append((course, {code: (found, work(course, code, old)) for code, found in figures.items()}))
    if args.format == "json":
        print(json.dumps({course.id: _plain(report) for course, report in reports}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(line for course, report in reports for line in _lines(course, report)))


def work(course: Course, language: str, old: dict[str, Text]) -> list[Work]:
    """What a translator has to look at, in the order of the course."""
    return [
        _work(passage, language, old)
        for passage in in_order(course)
        if passage.block.source_language != language and freshness_in(passage.block, language) is not Freshness.CURRENT
    ]


def _work(passage: Passage, language: str, old: dict[str, Text]) -> Work:
    block = passage.block
    where = place(passage.document, language, block.id)
    source = block.texts[block.source_language]
    text = block.texts.get(language, source)
    before = old.get(where)
    return Work(
        place=where,
        state=freshness_in(block, language),
        file=text.file,
        line=text.line,
        is_question=block.kind is BlockKind.QUESTION,
        changes=tuple(changes(before, source)) if before else None,
    )


def _lines(course: Course, report: dict[str, tuple[Coverage, list[Work]]]) -> Iterator[str]:
    for language, (found, works) in report.items():
        yield _("%(course)s %(language)s: %(percent)s %% current (%(current)s of %(total)s words); blocks: %(blocks)s",
                course=course.id, language=language, percent=found.percent, current=found.current.words,
                total=found.total.words, blocks=figures_in_words(found))  # fmt: skip
        for one in works:
            yield f"{one.file}:{one.line}: {one.place}: {_STATES[one.state]}"
            if one.state is Freshness.STALE:
                yield from (f"    {line}" for line in _about_stale(one))


def _about_stale(one: Work) -> Iterator[str]:
    yield from (
        [_("what it was made from is neither in git nor in a published edition")]
        if one.changes is None
        else (one.changes)
    )
    if one.is_question:
        yield _("shown in the source language until it is translated again")


def _plain(report: dict[str, tuple[Coverage, list[Work]]]) -> dict[str, object]:
    return {
        language: {**_figures(found), "blocks": list(map(_row, works))} for language, (found, works) in report.items()
    }


def _figures(found: Coverage) -> dict[str, object]:
    counts = {"current": found.current, "stale": found.stale, "missing": found.missing}
    return {"percent": found.percent} | {
        what: {"blocks": count.blocks, "words": count.words} for what, count in counts.items()
    }


def _row(one: Work) -> dict[str, object]:
    row: dict[str, object] = {"place": one.place, "state": one.state.value, "file": one.file, "line": one.line}
    if one.state is Freshness.STALE:
        row |= {"changes": None if one.changes is None else list(one.changes), "is_shown": not one.is_question}
    return row
