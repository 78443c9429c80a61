"""Two states of a course held side by side: what differs."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any

from helpcourse.assessment.questions import Question, Words
from helpcourse.content import stored
from helpcourse.content.changes import (
    Aspect,
    BlockChange,
    Changes,
    EntryChange,
    ListChange,
    PageChange,
    QuizChange,
    SettingChange,
    State,
)
from helpcourse.content.compiled import CompiledCourse, CoursePage, LessonOutline, LessonPage, Piece, Test, walk
from helpcourse.content.model import Freshness

_SETTINGS = (
    "titles",
    "summaries",
    "source",
    "hours",
    "is_open",
    "countries",
    "instruments",
    "case_reviewers",
    "completion",
)
_NAMED = {"kind": Aspect.KIND, "points": Aspect.POINTS, "credit": Aspect.CREDIT, "tags": Aspect.TAGS}
_RANKS = {Freshness.MISSING: 0, Freshness.STALE: 1, Freshness.CURRENT: 2}

# The title of a link is the name of what it leads to, which is told where that is named.
_LINK_TITLE = re.compile(r' title="[^"]*"')
_SPACES = re.compile(r"(?:\\n| )+")  # how many, and where a line ends, matters as little as in translations.lock


@dataclass(frozen=True, slots=True)
class _Shown:
    """A block as readers of one language see it."""

    rank: int  # 0: in another language, 1: stale, 2: current
    text: str


_Page = Mapping[str, Mapping[str, _Shown]]  # language -> block id -> what is shown, in the page's order


def changes(old: State, new: State) -> Changes:
    """From the one state to the other."""
    before, after = old.course, new.course
    spoken = [language for language in after.languages if language in before.languages]
    own = _OwnPages(old, new, spoken)
    return Changes(
        settings=_fields(before, after, _SETTINGS),
        rules=_rules("test", before.tests.get(""), after.tests.get("")),
        languages=_entries(dict.fromkeys(before.languages), dict.fromkeys(after.languages)),
        modules=_listed(*({module.id: module.titles for module in course.modules} for course in (before, after))),
        lessons=_lessons(before, after),
        about=own.about(),
        objectives=own.objectives(),
        pages=tuple(_changed_lessons(old, new, spoken)),
        bank=own.bank(""),
        quizzes=tuple(own.quizzes()),
        glossary=own.glossary(),
        sources=own.sources(),
    )


def _fields(old: Any, new: Any, names: Iterable[str]) -> tuple[SettingChange, ...]:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(SettingChange(name, before, after) for name, before, after in pairs if before != after)


def _rules(name: str, old: Test | None, new: Test | None) -> tuple[SettingChange, ...]:
    """Of a test that has this name where there was none, or is none any more."""
    if old and new:
        return _fields(old.rules, new.rules, [field.name for field in fields(old.rules)])
    return (SettingChange(name, old and old.rules, new and new.rules),) if old != new else ()


def _entries(old: Mapping[str, Any], new: Mapping[str, Any]) -> EntryChange:
    return EntryChange(
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        tuple(key for key in new if key in old and new[key] != old[key]),
    )


def _listed(old: Mapping[str, Any], new: Mapping[str, Any]) -> ListChange:
    """Both by id, in their order; what stands for a thing is its names."""
    entries = _entries(old, new)
    return ListChange(entries.added, entries.removed, _moved(list(old), list(new)), entries.changed)


def _moved(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """What stands elsewhere among its neighbours; that something came or went before it moves nothing."""
    before, after = [id_ for id_ in old if id_ in new], [id_ for id_ in new if id_ in old]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stayed = {id_ for start, _, size in matcher.get_matching_blocks() for id_ in before[start : start + size]}
    return tuple(id_ for id_ in after if id_ not in stayed)


def _lessons(old: CompiledCourse, new: CompiledCourse) -> ListChange:
    homes = [{one.id: module.id for module in course.modules for one in module.lessons} for course in (old, new)]
    elsewhere = {id_ for id_, home in homes[1].items() if homes[0].get(id_, home) != home}
    before, after = ({id_: one.titles for id_, one in _by_id(course).items()} for course in (old, new))
    reordered = _moved(*([id_ for id_ in lessons if id_ not in elsewhere] for lessons in (before, after)))
    moved = elsewhere.union(reordered)
    return replace(_listed(before, after), moved=tuple(id_ for id_ in after if id_ in moved))


def _by_id(course: CompiledCourse) -> dict[str, LessonOutline]:
    return {lesson.id: lesson for module in course.modules for lesson in module.lessons}


def _changed_lessons(old: State, new: State, spoken: Sequence[str]) -> Iterable[PageChange]:
    before, after = _by_id(old.course), _by_id(new.course)
    for id_ in (id_ for id_ in after if id_ in before):
        asked = before[id_].questions, after[id_].questions
        if asked[0] == asked[1] and all(old.pages[id_, code] == new.pages[id_, code] for code in spoken):
            continue
        pages = [
            {code: stored.lesson_page_from_json(state.pages[id_, code]) for code in spoken} for state in (old, new)
        ]
        shown = [{code: _pieces(page.pieces, code) for code, page in one.items()} for one in pages]
        aspects = _aspects(*asked, *(_words(one.get(new.course.source)) for one in pages))
        change = _page(id_, shown[0], shown[1], aspects)
        if change.blocks != ListChange() or change.changed:
            yield change


def _page(page: str, old: _Page, new: _Page, aspects: Mapping[str, tuple[Aspect, ...]]) -> PageChange:
    """What differs on a page; its blocks are the same in all languages."""
    first = next(iter(new), "")
    before, after = list(old.get(first, ())), list(new.get(first, ()))
    listed = _listed(dict.fromkeys(before), dict.fromkeys(after))
    blocks = (_block(id_, old, new, aspects.get(id_, ())) for id_ in after if id_ in before)
    return PageChange(page, listed, tuple(block for block in blocks if block != BlockChange(block.id)))


def _block(id_: str, old: _Page, new: _Page, aspects: tuple[Aspect, ...]) -> BlockChange:
    pairs = [(language, old[language][id_], new[language][id_]) for language in new]
    return BlockChange(
        id_,
        tuple(code for code, was, is_ in pairs if was.rank and is_.rank and was.text != is_.text),
        tuple(code for code, was, is_ in pairs if is_.rank < was.rank),
        tuple(code for code, was, is_ in pairs if is_.rank > was.rank),
        aspects,
    )


def _pieces(pieces: Iterable[Piece], language: str) -> dict[str, _Shown]:
    return {piece.id: _Shown(_rank(piece, language), _text(piece)) for piece in walk(pieces)}


def _rank(piece: Piece, language: str) -> int:
    return _RANKS[piece.freshness] if piece.language == language else 0


def _text(piece: Piece) -> str:
    return _plain(replace(piece, freshness=Freshness.CURRENT, inside=()))  # what stands in it is told by itself


def _plain(shown: object) -> str:
    """All of it as text, without what does not count as a change."""
    return _SPACES.sub(" ", _LINK_TITLE.sub("", repr(shown)))


def _words(page: LessonPage | None) -> dict[str, Words]:
    return {piece.id: piece.words for piece in walk(page.pieces) if piece.words} if page else {}


def _aspects(
    old: Iterable[Question], new: Iterable[Question], old_words: Mapping[str, Words], new_words: Mapping[str, Words]
) -> dict[str, tuple[Aspect, ...]]:
    """What differs in the questions that are asked in both states."""
    before = {question.id: question for question in old}
    return {
        one.id: (*_of_question(before[one.id], one), *_of_words(old_words.get(one.id), new_words.get(one.id)))
        for one in new
        if one.id in before
    }


def _of_question(old: Question, new: Question) -> list[Aspect]:
    differing = {
        _NAMED.get(change.name, Aspect.RIGHT) for change in _fields(old, new, [one.name for one in fields(new)])
    }
    return [aspect for aspect in Aspect if aspect in differing]


def _of_words(old: Words | None, new: Words | None) -> list[Aspect]:
    if old is None or new is None or old.language != new.language:
        return []
    pairs = {
        Aspect.PROMPT: (old.prompt, new.prompt),
        Aspect.OPTIONS: (old.options, new.options),
        Aspect.FEEDBACK: ((old.feedback, old.option_feedback), (new.feedback, new.option_feedback)),
    }
    return [aspect for aspect, (before, after) in pairs.items() if before != after]


class _OwnPages:
    """What stands on the pages about the course itself, and the bank: read if any of it differs."""

    def __init__(self, old: State, new: State, spoken: Sequence[str]) -> None:
        self._old, self._new = old, new
        is_same = old.course.tests == new.course.tests and all(
            old.pages["", code] == new.pages["", code] for code in spoken
        )
        read = stored.course_page_from_json
        self._pages: list[dict[str, CoursePage]] = [
            {code: read(state.pages["", code]) for code in ([] if is_same else spoken)} for state in (old, new)
        ]

    def about(self) -> PageChange:
        before, after = ({code: _pieces(page.about, code) for code, page in one.items()} for one in self._pages)
        return _page("", before, after, {})

    def objectives(self) -> tuple[str, ...]:
        modules = self._new.course.modules
        before, after = ({code: page.objectives for code, page in one.items()} for one in self._pages)
        return tuple(
            module.id
            for module in modules
            if any(before[code].get(module.id, after[code][module.id]) != after[code][module.id] for code in after)
        )

    def bank(self, module_id: str) -> PageChange:
        """Of a module's quiz; of the final test if the id is empty."""
        shown = [{code: page.words_of(module_id) for code, page in one.items()} for one in self._pages]
        before, after = ({code: _questions(words, code) for code, words in one.items()} for one in shown)
        source = self._new.course.source
        old, new = (_asked(state.course.tests.get(module_id)) for state in (self._old, self._new))
        return _page("", before, after, _aspects(old, new, *(one.get(source, {}) for one in shown)))

    def quizzes(self) -> Iterable[QuizChange]:
        old, new = self._old.course.tests, self._new.course.tests
        known = {module.id for module in self._old.course.modules}
        for id_ in (module.id for module in self._new.course.modules if module.id in known):
            change = QuizChange(id_, _rules("quiz", old.get(id_), new.get(id_)), self.bank(id_))
            if change != QuizChange(id_):
                yield change

    def glossary(self) -> EntryChange:
        return self._entries(lambda page: {term.id: _plain(term) for term in page.glossary})

    def sources(self) -> EntryChange:
        return self._entries(lambda page: {source.key: _plain(source) for source in page.sources})

    def _entries(self, listed: Callable[[CoursePage], Mapping[str, str]]) -> EntryChange:
        """In whatever language they differ."""
        gathered: list[dict[str, list[str]]] = []
        for pages in self._pages:
            by_key: dict[str, list[str]] = defaultdict(list)
            for key, entry in (pair for page in pages.values() for pair in listed(page).items()):
                by_key[key].append(entry)
            gathered.append(by_key)
        return _entries(*gathered)


def _asked(test: Test | None) -> tuple[Question, ...]:
    return test.bank if test else ()


def _questions(bank: Mapping[str, Words], language: str) -> dict[str, _Shown]:
    """Of a bank, where a stale question is shown in its source language."""
    return {id_: _Shown(2 * (words.language == language), _plain(words)) for id_, words in bank.items()}
