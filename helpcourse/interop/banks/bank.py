"""A bank in one language, between our files and other people's; and what is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.mistakes import Phrase
from helpcourse.errors import HelpcourseError


@dataclass(frozen=True, slots=True)
class Option:
    """An option, a pair, a step or a typed answer."""

    text: str  # Markdown of one paragraph; of a pair its term; of what is typed the words themselves
    is_right: bool = False  # of a choice
    match: str = ""  # of a pair
    feedback: str = ""  # Markdown


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question with its words, as an author would write it."""

    id: str
    kind: QuestionKind
    prompt: str  # Markdown, with its gaps as they are written: `{{ten|thirty}}`
    options: tuple[Option, ...] = ()  # of a number the one that says value, tolerance and unit: `30 ± 0 days`
    feedback: str = ""  # of the whole question
    points: float = 1.0
    credit: Credit = Credit.EXACT
    tags: tuple[str, ...] = ()
    exact_letters: bool = False
    line: int = 1  # in the file that it came from, to tell what is wrong with it


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """What a standard and we do not have in common: told, since it changes or leaves out a part of a question."""

    line: int  # in the file that was read; 0: in none, or not known
    item: str  # id of the question; empty: the whole file
    what: Phrase


@dataclass(frozen=True, slots=True)
class Bank:
    questions: tuple[BankQuestion, ...]
    title: str = ""
    language: str = ""  # empty: the file does not say
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # by their names in the media folder
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A bank of ours as a file for elsewhere."""

    content: bytes
    count: int  # of the questions in it
    notes: tuple[Note, ...]


class BankError(HelpcourseError):
    """A file that cannot be read at all."""

    def __init__(self, line: int, what: Phrase) -> None:
        super().__init__(str(what))
        self.line, self.what = line, what  # 0: no line is to blame
