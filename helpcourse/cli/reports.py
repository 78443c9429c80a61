"""What `helpcourse check` found: as text for people, as JSON for programs, as annotations for a forge."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpcourse.content.coverage import Coverage
from helpcourse.content.mistakes import Mistake, Severity
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext


@dataclass(frozen=True, slots=True)
class Figures:
    lessons: int
    questions: int
    languages: tuple[str, ...]
    translations: Mapping[str, Coverage]  # by language, without the source's


@dataclass(frozen=True, slots=True)
class CheckedCourse:
    folder: Path
    told: tuple[Mistake, ...]
    figures: Figures | None = None  # None: it has mistakes
    cited: frozenset[str] = frozenset()  # keys of sources

    @property
    def name(self) -> str:
        """`courses/x`"""
        return f"{self.folder.parent.name}/{self.folder.name}"


@dataclass(frozen=True, slots=True)
class Report:
    courses: tuple[CheckedCourse, ...]
    told: tuple[Mistake, ...]  # by file and line, each once

    def count(self, severity: Severity) -> int:
        return sum(1 for one in self.told if one.severity is severity)

    def course_of(self, mistake: Mistake) -> str:
        """The id of the course whose file it is in; empty for what all share, such as sources.yaml."""
        names = (course for course in self.courses if f"{mistake.file}/".startswith(f"{course.name}/"))
        return next((course.folder.name for course in names), "")


def as_text(report: Report) -> str:
    lines = [_line(one) for one in report.told]
    return "\n".join([*lines, *_summaries(report)])


def as_json(report: Report) -> str:
    document = {
        "mistakes": [_plain(one, report) for one in report.told],
        "courses": [_plain_figures(course, course.figures) for course in report.courses if course.figures],
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_github(report: Report) -> str:
    """Workflow commands, which GitHub, Gitea and Forgejo show at the lines of a change."""
    return "\n".join([*map(_annotation, report.told), *_summaries(report)])


REPORTS: Mapping[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "github": as_github}


def _line(one: Mistake) -> str:
    what, remedy = one.what.in_words(_), one.remedy.in_words(_)
    place = f"{one.file}:{one.line}"
    if one.severity is Severity.ERROR:
        return f"{place}: {what}: {remedy}"
    warning = _("warning")
    return f"{place}: {warning}: {what}: {remedy}"


def _annotation(one: Mistake) -> str:
    what, remedy = one.what.in_words(_), one.remedy.in_words(_)
    properties = {"file": one.file, "line": str(one.line), "title": what}
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{one.severity} {told}::{_escaped(f'{what}: {remedy}')}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":  # the per cent sign first: it escapes the others
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _plain(one: Mistake, report: Report) -> dict[str, str | int]:
    plain: dict[str, str | int] = {
        "course": report.course_of(one),
        "file": one.file,
        "line": one.line,
        "severity": one.severity.value,
        "what": one.what.in_words(_),
        "remedy": one.remedy.in_words(_),
    }
    return plain | ({"code": one.rule} if one.rule else {})


def _plain_figures(course: CheckedCourse, figures: Figures) -> dict[str, object]:
    return {
        "course": course.folder.name,
        "lessons": figures.lessons,
        "questions": figures.questions,
        "languages": list(figures.languages),
        "translations": {language: _counts(found) for language, found in figures.translations.items()},
    }


def _summaries(report: Report) -> Iterator[str]:
    """Of courses without mistakes."""
    for course in report.courses:
        if course.figures:
            yield f"{course.name}: {', '.join(_shown(course.figures))}: {_judgment(course)}"
            for language, found in course.figures.translations.items():
                yield f"  {language}: {figures_in_words(found)}"


def figures_in_words(found: Coverage) -> str:
    return _("%(current)s current, %(stale)s stale, %(missing)s missing", **_counts(found))


def _shown(figures: Figures) -> Iterator[str]:
    yield ngettext("%(num)s lesson", "%(num)s lessons", figures.lessons)
    yield ngettext("%(num)s question", "%(num)s questions", figures.questions)
    yield " ".join(figures.languages)


def _judgment(course: CheckedCourse) -> str:
    no_mistakes = _("no mistakes")
    if not course.told:
        return no_mistakes
    warnings = ngettext("%(num)s warning", "%(num)s warnings", len(course.told))
    return f"{no_mistakes}, {warnings}"


def _counts(found: Coverage) -> dict[str, int]:
    return {"current": found.current.blocks, "stale": found.stale.blocks, "missing": found.missing.blocks}
