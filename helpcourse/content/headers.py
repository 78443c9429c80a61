"""What a block says once, in the source language: header lines, right answers, dates, countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from helpcourse.assessment.questions import Question
from helpcourse.content import strict_yaml
from helpcourse.content.asked import read_question
from helpcourse.content.blocks import Segment
from helpcourse.content.cases import rubric
from helpcourse.content.mistakes import MistakeLog, phrase
from helpcourse.content.model import BlockKind
from helpcourse.content.questions import split_question, split_reflection
from helpcourse.content.settings import (
    DetailsHeader,
    Header,
    LegalHeader,
    MediaHeader,
    MediaLabels,
    NationalHeader,
    QuestionHeader,
    Strict,
    TitleLabel,
    fitted,
)

KINDS = frozenset(kind.value for kind in BlockKind if kind is not BlockKind.SECTION)

_HEADERS: dict[str, type[Header]] = {
    BlockKind.QUESTION: QuestionHeader,
    BlockKind.LEGAL: LegalHeader,
    BlockKind.NATIONAL: NationalHeader,
    BlockKind.DETAILS: DetailsHeader,
    BlockKind.MEDIA: MediaHeader,
}
_LABELS: dict[str, type[Strict]] = {  # header lines of a translation
    BlockKind.DETAILS: TitleLabel,
    BlockKind.MEDIA: MediaLabels,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a block says without words; empty where its kind has no such thing."""

    question: Question | None = None
    citation: str = ""
    country: str = ""
    as_of: date | None = None
    review_by: date | None = None
    checked_by: str = ""
    rubric: tuple[float, ...] = ()


def read_header(block: Segment, file: str, mistakes: MistakeLog) -> Header | None:
    """The header lines of the course's source; None if they have mistakes."""
    written = strict_yaml.read(block.header, file, block.header_line or block.line, mistakes)
    header = fitted(written, _HEADERS.get(block.kind, Header), mistakes)
    if isinstance(header, NationalHeader) and header.review_by <= header.as_of:
        remedy = phrase("give the day by which somebody must look again")
        mistakes.tell(file, block.header_line, phrase("`review_by` is not after `as_of`"), remedy)
    if isinstance(header, QuestionHeader) and len(set(header.tags)) < len(header.tags):
        mistakes.tell(file, block.header_line, phrase("a tag given twice"), phrase("remove one"))
    return header


def labels(block: Segment) -> Mapping[str, str]:
    """The header lines that are words of its language; what is wrong with them is told elsewhere."""
    known = _LABELS.get(block.kind)
    written = strict_yaml.read(block.header, "", 1, MistakeLog()) if known else None
    values = written.value if written and isinstance(written.value, dict) else {}
    return {key: values[key] for key in known.model_fields if isinstance(values.get(key), str)} if known else {}


def said_once(block: Segment, file: str, header: Header | None, mistakes: MistakeLog) -> Said:
    """What the block says in its source language and no translation may say again."""
    if block.kind == BlockKind.QUESTION:
        return Said(question=read_question(block, _as_question(header), file, mistakes))
    if block.kind == BlockKind.REFLECTION:
        look_at_reflection(block, file, mistakes)
    if block.kind == BlockKind.CASE:
        return Said(rubric=rubric(block, file, mistakes))
    if isinstance(header, LegalHeader):
        return Said(citation=header.source)
    if isinstance(header, NationalHeader):
        return Said(None, "", header.country, header.as_of, header.review_by, header.checked_by or "")
    return Said()


def _as_question(header: Header | None) -> QuestionHeader | None:
    return header if isinstance(header, QuestionHeader) else None


def look_at_reflection(block: Segment, file: str, mistakes: MistakeLog) -> None:
    prompt, model, line = split_reflection(block.body)
    if not prompt:
        mistakes.tell(
            file,
            block.line,
            phrase("`%(id)s` asks nothing", id=block.id),
            phrase("write the prompt before the model answer"),
        )
    if not model:
        remedy = phrase("write it after `> ` at the end of the block")
        mistakes.tell(file, block.body_line + line, phrase("`%(id)s` has no model answer", id=block.id), remedy)


def said_twice(block: Segment, file: str, mistakes: MistakeLog, *, may_have_header: bool = False) -> None:
    """Tell what a translation says that only the source may say."""
    if block.kind in _LABELS and not may_have_header:
        written = strict_yaml.read(block.header, file, block.header_line or block.line, mistakes)
        fitted(written, _LABELS[block.kind], mistakes)
    elif block.header and not may_have_header:
        remedy = phrase("remove them: the source says them")
        mistakes.tell(file, block.header_line, phrase("header lines in a translation"), remedy)
    if block.kind == BlockKind.QUESTION:
        for option in split_question(block.body).options:
            if option.mark:
                remedy = phrase("write `- ` alone: the source says what is right")
                mistakes.tell(
                    file, block.body_line + option.line, phrase("an option with a mark in a translation"), remedy
                )
