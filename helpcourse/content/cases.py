"""A case study: facts and tasks, the rubric it is assessed by, and a model answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpcourse.content.blocks import Segment
from helpcourse.content.lists import Item, first_item, items, quote_at_the_end, unquoted
from helpcourse.content.mistakes import Difference, MistakeLog, phrase

_MARKED = re.compile(r"- \[(\s*[0-9][0-9.,]*\s*)\](?: (.*)|$)")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
_RUBRIC = phrase("write the rubric before the model answer: `- [4] identifies the right violated`")
_MODEL = phrase("write it after `> ` at the end of the block")


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case study in one language, as Markdown."""

    task: str  # facts and tasks
    criteria: tuple[Item, ...]
    model: str
    model_line: int  # within the body, from 0
    strays: tuple[int, ...]  # lines that belong to nothing


def split_case(body: str) -> CaseText:
    """The parts of a case, whether its criteria carry points or, as in a translation, do not."""
    lines = body.split("\n")
    quote = quote_at_the_end(lines)
    start = first_item(lines[:quote], _MARKED)
    criteria, strays = items(lines[start:quote], start, _MARKED)
    line = min(quote, len(lines) - 1)
    return CaseText("\n".join(lines[:start]).strip(), criteria, unquoted(lines[quote:]), line, strays)


def rubric(block: Segment, file: str, mistakes: MistakeLog) -> tuple[float, ...]:
    """The points of the criteria in their order; what is wrong with the source's case is told."""
    case = split_case(block.body)
    for line, what, remedy in (*_lacking(block, case), *_wrong_points(block, case)):
        mistakes.tell(file, line, what, remedy)
    return tuple(float(one.mark) for one in case.criteria if _POINTS.fullmatch(one.mark))


def case_differences(source: Segment, translated: Segment) -> Iterator[Difference]:
    """What a translator has to mend."""
    ours, theirs = split_case(source.body), split_case(translated.body)
    yield from _lacking(translated, theirs)
    if theirs.criteria and len(theirs.criteria) != len(ours.criteria):
        what = phrase(
            "`%(id)s` has %(ours)s criteria, the source %(theirs)s",
            id=source.id,
            ours=len(theirs.criteria),
            theirs=len(ours.criteria),
        )
        yield translated.line, what, phrase("give the same in the same order; number the tasks above them: `1. …`")
    for one in theirs.criteria:
        if one.mark:
            what = phrase("a criterion with points in a translation")
            remedy = phrase("write `- ` alone: the source says the points")
            yield translated.body_line + one.line, what, remedy


def _lacking(block: Segment, case: CaseText) -> Iterator[Difference]:
    if not case.task:
        yield (
            block.line,
            phrase("`%(id)s` has neither facts nor tasks", id=block.id),
            phrase("write them before the rubric"),
        )
    if not case.criteria:
        yield block.body_line + case.model_line, phrase("`%(id)s` has no rubric", id=block.id), _RUBRIC
    if not case.model:
        yield block.body_line + case.model_line, phrase("`%(id)s` has no model answer", id=block.id), _MODEL
    for line in case.strays:
        yield (
            block.body_line + line,
            phrase("words that belong to no criterion"),
            phrase("indent them, or move them above the rubric"),
        )
    for one in case.criteria:
        if not one.text:
            yield block.body_line + one.line, phrase("a criterion without words"), phrase("write them, or remove it")
        if one.feedback:
            yield (
                block.body_line + one.feedback_line,
                phrase("a quotation in a criterion"),
                phrase("say it in the criterion's words"),
            )


def _wrong_points(block: Segment, case: CaseText) -> Iterator[Difference]:
    for one in case.criteria:
        if not one.mark:
            yield (
                block.body_line + one.line,
                phrase("a criterion without points"),
                phrase("write them in brackets: `- [4] …`"),
            )
        elif not _POINTS.fullmatch(one.mark) or not float(one.mark):
            yield (
                block.body_line + one.line,
                phrase("`[%(mark)s]` are no points", mark=one.mark),
                phrase("write a number: `[4]` or `[0.5]`"),
            )
