"""What differs between two states of a course, as an author tells it: lessons, blocks, questions, rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from helpcourse.content.compiled import CompiledCourse


class Aspect(StrEnum):
    """What of a question differs; the words are those of its source language."""

    KIND = "kind"
    RIGHT = "right"  # what is right, and what there is to choose from
    POINTS = "points"
    CREDIT = "credit"
    TAGS = "tags"
    PROMPT = "prompt"
    OPTIONS = "options"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class State:
    """One state of a course, compiled."""

    course: CompiledCourse
    pages: Mapping[tuple[str, str], str]  # page (a lesson's id, or empty) and language -> JSON, as it is stored


@dataclass(frozen=True, slots=True)
class ListChange:
    """Of things that have an id and an order."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block, or a question of the bank, that is in both states."""

    id: str
    languages: tuple[str, ...] = ()  # in which its own words differ
    outdated: tuple[str, ...] = ()  # whose translation fell behind: it is stale or missing now
    renewed: tuple[str, ...] = ()  # whose translation has caught up
    aspects: tuple[Aspect, ...] = ()  # of a question


@dataclass(frozen=True, slots=True)
class PageChange:
    """The blocks of one page."""

    page: str = ""  # the lesson's id; empty: the course's own page, or the bank
    blocks: ListChange = ListChange()
    changed: tuple[BlockChange, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryChange:
    """The glossary or the table of sources."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A rule of the test, or another thing that course.yaml says."""

    name: str  # of the field: `pass_mark`, `hours`
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class QuizChange:
    """The quiz of one module."""

    module_id: str
    rules: tuple[SettingChange, ...] = ()  # `quiz` if there is one now, or none any more
    bank: PageChange = PageChange()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that readers of the one state will find different in the other; equal to `Changes()` if nothing."""

    settings: tuple[SettingChange, ...] = ()
    rules: tuple[SettingChange, ...] = ()  # of the test; `test` if there is one now, or none any more
    languages: EntryChange = EntryChange()
    modules: ListChange = ListChange()
    lessons: ListChange = ListChange()  # of all modules
    about: PageChange = PageChange()
    objectives: tuple[str, ...] = ()  # ids of modules whose learning objectives differ
    pages: tuple[PageChange, ...] = field(default=())  # the lessons with changed blocks, in order
    bank: PageChange = PageChange()
    quizzes: tuple[QuizChange, ...] = ()  # of modules that are in both states
    glossary: EntryChange = EntryChange()
    sources: EntryChange = EntryChange()
