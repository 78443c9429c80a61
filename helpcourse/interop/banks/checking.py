"""The last look at a bank that was taken in: each question is read again as an author's would be."""

from dataclasses import replace

from helpcourse.assessment.questions import Question
from helpcourse.content.blocks import segment
from helpcourse.content.headers import KINDS, read_header, said_once
from helpcourse.content.links import References
from helpcourse.content.mistakes import MistakeLog, Phrase, phrase
from helpcourse.content.model import Block, BlockKind, Text
from helpcourse.content.proof import Proofreader
from helpcourse.interop.banks.bank import Bank, BankQuestion, Note
from helpcourse.interop.banks.written import block

_OF_THE_COURSE = ("unknown source", "unknown term", "no picture")  # what only a course can tell


def checked(bank: Bank, language: str) -> Bank:
    """Without the questions that our own files could not hold, which are told."""
    mistakes = MistakeLog()
    proofreader = Proofreader(References({}, {}, language), [language], mistakes)
    told: dict[str, Phrase] = {}
    for question in bank.questions:
        if not _is_same(_read(question, language, proofreader, mistakes), question):
            told[question.id] = phrase("its words would be taken for something else")
    told |= {one.file: one.what for one in mistakes.all() if not one.what.template.startswith(_OF_THE_COURSE)}
    lost = [question for question in bank.questions if question.id in told]
    notes = [
        Note(question.line, question.id, phrase("left out: %(what)s", what=told[question.id])) for question in lost
    ]
    kept = tuple(question for question in bank.questions if question.id not in told)
    return replace(bank, questions=kept, notes=tuple(sorted([*bank.notes, *notes])))


def _read(question: BankQuestion, language: str, proofreader: Proofreader, mistakes: MistakeLog) -> Question | None:
    """As from a file that is called by the question's id."""
    segments = segment(block(question), question.id, KINDS, mistakes).segments
    if len(segments) != 1:
        return None
    one = segments[0]
    read = said_once(one, question.id, read_header(one, question.id, mistakes), mistakes).question
    text = Text(one.body, question.id, 1, body_line=one.body_line)
    proofreader.page([Block(question.id, BlockKind.QUESTION, {language: text}, language, read)])
    return read


def _is_same(read: Question | None, question: BankQuestion) -> bool:
    if read is None:
        return False
    right = frozenset(str(number) for number, option in enumerate(question.options, 1) if option.is_right)
    said = (question.id, question.kind, question.points, question.credit, question.tags, right)
    is_like = (read.id, read.kind, read.points, read.credit, read.tags, read.right) == said
    return is_like and (not read.options or len(read.options) == len(question.options))
