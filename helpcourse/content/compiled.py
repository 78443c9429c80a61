"""A course as the site serves it: structure for all languages, and each page's words as safe HTML."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from helpcourse.assessment.questions import Question, Words
from helpcourse.content.coverage import Coverage, Row
from helpcourse.content.media_types import MediaKind
from helpcourse.content.model import BlockKind, Completion, Freshness, TestRules


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """A case study: what its work is assessed by."""

    id: str
    points: tuple[float, ...]  # of its criteria, in order


@dataclass(frozen=True, slots=True)
class LessonOutline:
    id: str
    minutes: int
    titles: Mapping[str, str]
    questions: tuple[Question, ...]  # knowledge checks, in order
    reflections: tuple[str, ...]  # ids of the blocks in which one may write for oneself: reflections and cases
    cases: tuple[CaseOutline, ...] = ()

    def find_case(self, block_id: str) -> CaseOutline | None:
        return next((case for case in self.cases if case.id == block_id), None)


@dataclass(frozen=True, slots=True)
class Test:
    """The final test or a module's quiz: its rules, and the bank that it is drawn from."""

    __test__ = False  # not a test of pytest's

    rules: TestRules
    bank: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ModuleOutline:
    id: str
    titles: Mapping[str, str]
    lessons: tuple[LessonOutline, ...]
    quiz: Test | None = None


@dataclass(frozen=True, slots=True)
class CompiledCourse:
    """What is known of a course without its words: small, kept in memory by every process."""

    id: str
    digest: str
    source: str
    languages: tuple[str, ...]
    hours: float
    is_open: bool
    countries: tuple[str, ...]
    instruments: tuple[str, ...]
    test: TestRules | None
    completion: Completion
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    modules: tuple[ModuleOutline, ...]
    bank: tuple[Question, ...]
    translated: Mapping[str, Coverage] = field(default_factory=dict)  # by language; empty in editions of before 0.2
    case_reviewers: int = 1  # of each work of a case study

    def module_of(self, lesson_id: str) -> ModuleOutline:
        """Of a lesson that the course has."""
        return next(module for module in self.modules if any(lesson.id == lesson_id for lesson in module.lessons))

    @property
    def tests(self) -> Mapping[str, Test]:
        """Quizzes by the id of their module in the course's order, then the final test under an empty id."""
        found = {module.id: module.quiz for module in self.modules if module.quiz}
        return found | {"": Test(self.test, self.bank)} if self.test else found


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A media file as it is stored and served."""

    digest: str  # sha256
    mimetype: str
    extension: str  # with its dot


@dataclass(frozen=True, slots=True)
class Media:
    """What a media block shows in one language."""

    kind: MediaKind
    file: StoredFile
    width: int  # of a sound: 0
    height: int
    alt: str  # plain text
    captions: StoredFile | None = None  # of a video, in the language of its words


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of a case's rubric."""

    points: float
    html: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a lesson in one language, ready to be shown."""

    id: str
    kind: BlockKind
    language: str  # of the words: the source language where a translation is missing
    source_language: str
    freshness: Freshness
    html: str  # of a reflection or a case: what is asked; of a question: empty, its words are in `words`
    heading: str = ""  # of a section; the title of details: HTML
    model_html: str = ""  # of a reflection or a case: the model answer; of media: the transcript or description
    words: Words | None = None
    citation_html: str = ""  # of a legal extract: its source, linked to the official text
    country: str = ""
    as_of: date | None = None
    review_by: date | None = None
    checked_by: str = ""
    media: Media | None = None
    rubric: tuple[Criterion, ...] = ()  # of a case
    inside: tuple["Piece", ...] = ()  # the blocks that stand in it, and the prose after each


def walk(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """All of them, and what stands in them, in the order of the page."""
    for one in pieces:
        yield one
        yield from walk(one.inside)


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A row of a course's table of sources, in one language."""

    key: str
    kind: str  # as model.Source says it
    title: str
    detail: str  # number and date, in words of the language
    url: str
    url_language: str


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    id: str
    language: str  # of the name and the definition: the source language where a translation is missing
    name: str
    html: str
    other_names: Mapping[str, str]  # language -> term


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a course at which it cites a source or uses a term."""

    lesson_id: str  # empty: in the glossary
    anchor: str  # on that page; empty: at its beginning
    title: str  # of the section, or the term that is defined there; plain text


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source, and where a course cites it."""

    place: str  # in words of the language; empty: the source as a whole
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """All words of a lesson in one language."""

    lesson_id: str
    language: str
    pieces: tuple[Piece, ...]
    sources: tuple[CitedSource, ...]  # cited on this page; links in the text point to `#source-KEY`
    terms: tuple[DefinedTerm, ...]  # used on this page; links point to `#term-ID`

    def find_words(self, question_id: str) -> Words | None:
        """Of a question, wherever it stands."""
        piece = self.find_piece(question_id)
        return piece.words if piece else None

    def find_piece(self, id_: str) -> Piece | None:
        """A block, wherever it stands."""
        return next((piece for piece in walk(self.pieces) if piece.id == id_), None)


@dataclass(frozen=True, slots=True)
class CoursePage:
    """The words about a course in one language: its own page, glossary, sources and bank."""

    language: str
    about: tuple[Piece, ...]
    objectives: Mapping[str, str]  # module id -> HTML
    glossary: tuple[DefinedTerm, ...]
    sources: tuple[CitedSource, ...]
    citations: Mapping[str, tuple[Citation, ...]]  # source key -> where lessons and glossary cite it
    uses: Mapping[str, tuple[Mention, ...]]  # term id -> where lessons use it
    bank: Mapping[str, Words]  # question id -> words; in the source language where stale or missing
    quizzes: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)  # module id -> the same of its quiz

    def words_of(self, module_id: str) -> Mapping[str, Words]:
        """Of a module's quiz; of the final test if the id is empty."""
        return self.quizzes.get(module_id, {}) if module_id else self.bank


@dataclass(frozen=True, slots=True)
class TranslationPage:
    """What is translated into one language, block by block: for those who keep the course."""

    language: str
    rows: tuple[Row, ...]
