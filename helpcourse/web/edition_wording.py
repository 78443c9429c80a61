"""What differs between two editions, in words: for the authors' commands and the admin's pages."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpcourse.content.changes import (
    Aspect,
    BlockChange,
    Changes,
    EntryChange,
    ListChange,
    PageChange,
    QuizChange,
    SettingChange,
)
from helpcourse.content.compiled import CompiledCourse
from helpcourse.content.model import Completion, Counts, Review, TestRules
from helpcourse.languages import in_language
from helpcourse.reporting.open_attempts import OpenAttempts
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.wording import COUNTS, LANGUAGES

Titles = Mapping[str, Mapping[str, str]]  # id -> language -> title


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what it concerns, and how."""

    id: str  # of a lesson, block, question or term; empty: of none
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


_ASPECTS: Mapping[Aspect, Any] = {
    Aspect.KIND: lazy_gettext("its kind"),
    Aspect.RIGHT: lazy_gettext("what is right"),
    Aspect.POINTS: lazy_gettext("its points"),
    Aspect.CREDIT: lazy_gettext("how a partly right answer counts"),
    Aspect.TAGS: lazy_gettext("its tags"),
    Aspect.PROMPT: lazy_gettext("what is asked"),
    Aspect.OPTIONS: lazy_gettext("the words of its options"),
    Aspect.FEEDBACK: lazy_gettext("the feedback"),
}
_REVIEWS: Mapping[Review, Any] = {
    Review.AFTER_SUBMIT: lazy_gettext("shown after the test is handed in"),
    Review.AFTER_PASS: lazy_gettext("shown when the test is passed"),
    Review.SCORE_ONLY: lazy_gettext("only the score is shown"),
}
_NAMES: Mapping[str, Any] = {
    "titles": lazy_gettext("Title"),
    "summaries": lazy_gettext("Summary"),
    "source": lazy_gettext("Source language"),
    "hours": lazy_gettext("Academic hours"),
    "is_open": lazy_gettext("Read without an account"),
    "countries": lazy_gettext("Countries whose law it has"),
    "instruments": lazy_gettext("Instruments"),
    "case_reviewers": lazy_gettext("Reviewers of each case study"),
    "completion": lazy_gettext("What completing it needs"),
    "test": lazy_gettext("Final test"),
    "draw": lazy_gettext("Questions in the test"),
    "pass_mark": lazy_gettext("Pass mark"),
    "attempts": lazy_gettext("Attempts"),
    "minutes": lazy_gettext("Time, in minutes"),
    "wait_hours": lazy_gettext("Wait between attempts, in hours"),
    "review": lazy_gettext("Right answers"),
    "shuffle": lazy_gettext("Questions and options in random order"),
    "counts": lazy_gettext("What counts"),
    "quiz": lazy_gettext("Quiz of the module"),
}
_IF_NONE: Mapping[str, Any] = {
    "attempts": lazy_gettext("as many as you like"),
    "minutes": lazy_gettext("no limit"),
    "wait_hours": lazy_gettext("none"),
}


def sections(changes: Changes, old: CompiledCourse, new: CompiledCourse, going_on: OpenAttempts) -> list[Section]:
    """All that differs, in the order of importance for who publishes; empty if nothing does."""
    modules, lessons = (_Titles(old, new, titles) for titles in (_modules, _lessons))
    objectives = [Line(id_, _("the learning objectives changed")) for id_ in changes.objectives]
    found = [
        _section(_("The course"), [*_course(changes), *_page(changes.about)]),
        _section(_("Modules"), [*_listed(changes.modules, modules), *objectives]),
        _section(_("Lessons"), _listed(changes.lessons, lessons)),
        *(_section(_("Lesson: %(title)s", title=lessons.now(page.page)), _page(page)) for page in changes.pages),
        *(
            _section(_("Quiz of the module: %(title)s", title=modules.now(quiz.module_id)), _quiz(quiz, going_on))
            for quiz in changes.quizzes
        ),
        _section(_("The question bank of the final test"), _bank(changes.bank, going_on.by_question[""])),
        _section(_("The rules of the final test"), (Line("", _setting(change)) for change in changes.rules)),
        _section(_("Glossary"), _entries(changes.glossary)),
        _section(_("Sources"), _entries(changes.sources)),
    ]
    return [section for section in found if section.lines]


def _modules(course: CompiledCourse) -> Titles:
    return {module.id: module.titles for module in course.modules}


def _lessons(course: CompiledCourse) -> Titles:
    return {lesson.id: lesson.titles for module in course.modules for lesson in module.lessons}


class _Titles:
    """The titles of lessons or modules before and after."""

    def __init__(self, old: CompiledCourse, new: CompiledCourse, titles: Callable[[CompiledCourse], Titles]) -> None:
        self._old, self._new = titles(old), titles(new)
        self._source = new.source

    def now(self, id_: str) -> str:
        """As it is called now, or was called last."""
        return _title(self._new.get(id_) or self._old[id_], self._source)

    def renamed(self, id_: str) -> tuple[str, str]:
        """The old title and the new one, in the language that is spoken if they differ in it."""
        old, new = self._old[id_], self._new[id_]
        spoken = [current_language(), *new, *old]
        language = next(code for code in spoken if old.get(code) != new.get(code))
        return old.get(language, "—"), new.get(language, "—")


def _section(title: str, lines: Iterable[Line]) -> Section:
    return Section(title, tuple(lines))


def _title(titles: Mapping[str, str], source: str) -> str:
    return in_language(titles, current_language(), source)[0]


def _course(changes: Changes) -> Iterator[Line]:
    if changes.languages.added:
        yield Line("", _("languages added: %(languages)s", languages=_languages(changes.languages.added)))
    if changes.languages.removed:
        yield Line("", _("languages removed: %(languages)s", languages=_languages(changes.languages.removed)))
    for change in changes.settings:
        yield Line("", _setting(change))


def _listed(change: ListChange, titles: _Titles) -> Iterator[Line]:
    for id_ in change.added:
        yield Line(id_, _("added: %(title)s", title=titles.now(id_)))
    for id_ in change.removed:
        yield Line(id_, _("removed: %(title)s", title=titles.now(id_)))
    for id_ in change.moved:
        yield Line(id_, _("moved: %(title)s", title=titles.now(id_)))
    for id_ in change.renamed:
        old, new = titles.renamed(id_)
        yield Line(id_, _("renamed: %(old)s → %(new)s", old=old, new=new))


def _page(page: PageChange) -> Iterator[Line]:
    for id_ in page.blocks.added:
        yield Line(id_, _("the block was added"))
    for id_ in page.blocks.removed:
        yield Line(id_, _("the block was removed"))
    for id_ in page.blocks.moved:
        yield Line(id_, _("the block stands in another place"))
    for block in page.changed:
        yield Line(block.id, _block(block))


def _block(block: BlockChange) -> str:
    """All that happened to one block, in a row."""
    said = []
    if block.languages:
        said.append(_("the words changed: %(languages)s", languages=_languages(block.languages)))
    if block.outdated:
        said.append(_("the translation fell behind: %(languages)s", languages=_languages(block.outdated)))
    if block.renewed:
        said.append(_("the translation is up to date again: %(languages)s", languages=_languages(block.renewed)))
    if block.aspects:
        what = ", ".join(str(_ASPECTS[aspect]) for aspect in block.aspects)
        said.append(_("changed of the question: %(what)s", what=what))
    return "; ".join(said)


def _quiz(quiz: QuizChange, going_on: OpenAttempts) -> Iterator[Line]:
    yield from _bank(quiz.bank, going_on.by_question[quiz.module_id])
    for change in quiz.rules:
        yield Line("", _setting(change))


def _bank(bank: PageChange, asked: Counter[str]) -> Iterator[Line]:
    for id_ in bank.blocks.added:
        yield Line(id_, _("the question was added"))
    for id_ in bank.blocks.removed:
        yield Line(id_, _("the question was removed") + _asked(asked[id_]))
    for block in bank.changed:
        yield Line(block.id, _block(block) + (_asked(asked[block.id]) if block.aspects else ""))


def _asked(count: int) -> str:
    """Who is being asked it in these minutes: they answer it as it was."""
    return "; " + _("open attempts that ask it as it was: %(count)s", count=count) if count else ""


def _entries(change: EntryChange) -> Iterator[Line]:
    for key in change.added:
        yield Line(key, _("added"))
    for key in change.removed:
        yield Line(key, _("removed"))
    for key in change.changed:
        yield Line(key, _("changed"))


def _setting(change: SettingChange) -> str:
    name = str(_NAMES.get(change.name, change.name))
    old, new = _value(change.name, change.old), _value(change.name, change.new)
    if old == new:  # of titles: in another language than this one
        return _("%(what)s: changed", what=name)
    return _("%(what)s: %(old)s → %(new)s", what=name, old=old, new=new)


def _value(name: str, value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Review():
            return str(_REVIEWS[value])
        case Counts():
            return str(COUNTS[value])
        case Completion():
            return _completion(value)
        case None | TestRules():
            return _("yes") if value else _("no")
        case int() | float():
            return _number(name, value)
        case Mapping():
            return _title(value, next(iter(value))) if name in ("titles", "summaries") else _pairs(value)
        case tuple():
            return ", ".join(value) or _("none")
    return str(LANGUAGES[value]) if name == "source" else str(value)


def _number(name: str, value: float) -> str:
    if not value and name in _IF_NONE:
        return str(_IF_NONE[name])
    return _("%(share)s %%", share=f"{value * 100:g}") if name == "pass_mark" else f"{value:g}"


def _pairs(draw: Mapping[str, int]) -> str:
    return ", ".join(f"{tag}: {count}" for tag, count in draw.items())


def _completion(rule: Completion) -> str:
    parts = {
        _("all lessons"): rule.lessons,
        _("the final test"): rule.test,
        _("all quizzes"): rule.quizzes,
        _("all case studies"): rule.cases,
    }
    return ", ".join(part for part, is_needed in parts.items() if is_needed) or _("nothing")


def _languages(codes: Iterable[str]) -> str:
    return ", ".join(str(LANGUAGES[code]) for code in codes)  # type: ignore[index]  # codes of a course are languages
