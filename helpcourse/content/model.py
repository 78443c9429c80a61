"""A course as its author wrote it: Course > Module > Lesson > Block."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from helpcourse.assessment.drawing import Draw
from helpcourse.assessment.questions import Question
from helpcourse.content.media import MediaFile, ShownMedia


class BlockKind(StrEnum):
    SECTION = "section"  # prose under a heading; the opening of a lesson is a section without one
    QUESTION = "question"
    REFLECTION = "reflection"
    CASE = "case"  # a case study
    LEGAL = "legal"
    MEDIA = "media"  # a picture, a sound or a video
    KEYPOINTS = "keypoints"
    NATIONAL = "national"
    NOTE = "note"
    WARNING = "warning"
    EXAMPLE = "example"
    DETAILS = "details"  # folded under its title


class Freshness(StrEnum):
    """What a translated block is, measured against its source block."""

    CURRENT = "current"
    STALE = "stale"  # the source has changed since
    MISSING = "missing"  # not translated: the source text is shown


class Review(StrEnum):
    """What a learner sees of a test's answers, and when."""

    AFTER_SUBMIT = "after-submit"
    AFTER_PASS = "after-pass"
    SCORE_ONLY = "score-only"


class Counts(StrEnum):
    """Which attempt at a test counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"
    MEAN = "mean"  # of the shares of the points


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a block in one language, as Markdown."""

    markdown: str
    file: str
    line: int  # of the block's first line
    heading: str = ""  # of a section
    freshness: Freshness = Freshness.CURRENT
    body_line: int = 0  # where the Markdown begins, below heading or header lines
    labels: Mapping[str, str] = field(default_factory=dict)  # header lines that are words: `title`, `alt`
    attached: str = ""  # hash of the captions that belong to it


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a lesson; what is said once (kind, source, dates, right answers) and its words by language."""

    id: str  # unique in its lesson; the opening's is "opening"
    kind: BlockKind
    texts: Mapping[str, Text]  # the source language is always among them
    source_language: str
    question: Question | None = None  # of a question
    citation: str = ""  # of a legal extract: "CAT/2.2"
    country: str = ""  # of a national note: "KZ"
    as_of: dt.date | None = None
    review_by: dt.date | None = None
    checked_by: str = ""
    media: ShownMedia | None = None  # of a media block
    rubric: tuple[float, ...] = ()  # of a case: the points of its criteria, in order
    inside: tuple["Block", ...] = ()  # the blocks that stand in it, and the prose after each


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """All of them, and what stands in them, in the order of the page."""
    for one in blocks:
        yield one
        yield from walk(one.inside)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are translated as one, where they stand: a block; or a title, a summary, a term taken for one."""

    document: str  # as `translations.lock` names it: "lessons/why-absolute"
    block: Block  # of a title the id is "@title", the words are its heading


@dataclass(frozen=True, slots=True)
class Lesson:
    id: str
    minutes: int
    titles: Mapping[str, str]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class TestRules:
    """The rules of a final test, or of a module's quiz."""

    __test__ = False  # not a test of pytest's

    draw: Draw
    pass_mark: float  # share of the points, 0 to 1
    attempts: int  # 0: as many as you like
    minutes: int  # 0: no limit
    wait_hours: int  # between attempts
    review: Review = Review.AFTER_SUBMIT
    shuffle: bool = True  # questions and options; else they stand as they are written
    counts: Counts = Counts.BEST


@dataclass(frozen=True, slots=True)
class Module:
    id: str
    titles: Mapping[str, str]
    objectives: Block  # a section
    lessons: tuple[Lesson, ...]
    quiz: TestRules | None = None
    bank: tuple[Block, ...] = ()  # questions of the quiz


@dataclass(frozen=True, slots=True)
class Completion:
    """What the statement of accomplishment needs."""

    lessons: bool = True  # all of them read
    test: bool = True  # the final test passed
    quizzes: bool = False  # those of all modules passed
    cases: bool = False  # all case studies accepted by a tutor; of who learns alone nobody asks it


@dataclass(frozen=True, slots=True)
class Source:
    """A treaty, a judgment, a document or a law that courses cite."""

    key: str
    kind: str  # treaty | judgment | decision | document | law
    titles: Mapping[str, str]
    shorts: Mapping[str, str]
    urls: Mapping[str, str]
    number: str = ""
    body: str = ""  # who decided: echr | cat | hrc
    country: str = ""
    date: dt.date | None = None
    in_force: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    id: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]  # Markdown


@dataclass(frozen=True, slots=True)
class Course:
    """All of one course folder, checked."""

    id: str
    source: str
    languages: tuple[str, ...]
    hours: float  # academic hours of 45 minutes
    is_open: bool
    countries: tuple[str, ...]
    instruments: tuple[str, ...]
    test: TestRules | None
    completion: Completion
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    about: tuple[Block, ...]  # sections of course.md
    modules: tuple[Module, ...]
    bank: tuple[Block, ...]  # questions of the final test
    glossary: tuple[Term, ...]
    sources: Mapping[str, Source]  # only those that the course cites
    digest: str  # of the course's files and the cited sources
    labels: tuple[Passage, ...] = field(repr=False, default=())  # titles, summaries and terms, as they are translated
    media: Mapping[str, MediaFile] = field(default_factory=dict)  # the files that its blocks show, by name
    cited: frozenset[str] = frozenset()  # keys of the sources that its texts cite, if only in a translation
    used: frozenset[str] = frozenset()  # ids of the terms that its texts link to
    source_files: Mapping[str, str] = field(repr=False, default_factory=dict)  # path -> text, as published
    case_reviewers: int = 1  # how many review a work of a case study, each without knowing the other's marks

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)
