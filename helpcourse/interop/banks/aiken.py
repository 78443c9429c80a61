"""Aiken, a text format for single choices, to a bank of ours."""

import re
from collections.abc import Iterator

from helpcourse.assessment.questions import QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import Bank, BankError, BankQuestion, Option
from helpcourse.interop.banks.decoding import decoded
from helpcourse.interop.banks.intake import Intake, Item, Said, TextForm
from helpcourse.interop.banks.limits import look_at_count

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(\S.*)")
_RIGHT = re.compile(r"\s*ANSWER:\s*([A-Z])\s*", re.IGNORECASE)
_MOST_LINES = 200  # of a question

_Lines = list[tuple[int, str]]  # with their numbers


def read(content: bytes, language: str, encoding: str = "") -> Bank:
    """Raises BankError if the file cannot be read at all."""
    intake = Intake(language)
    questions: list[BankQuestion] = []
    for number, (lines, right) in enumerate(look_at_count(_pieces(decoded(content, encoding))), 1):
        item = intake.item(f"question-{number}", lines[0][0])
        if found := _question(lines, right, item):
            questions.append(found)
    if not questions and not intake.notes:
        raise BankError(1, phrase("there is no question in it"))
    return Bank(tuple(questions), notes=tuple(intake.notes))


def _pieces(text: str) -> Iterator[tuple[_Lines, str]]:
    """Each question's lines up to its `ANSWER:`, and the letter that stands there; none at the file's end."""
    lines: _Lines = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if (right := _RIGHT.fullmatch(line)) and lines:
            yield lines, right[1].upper()
            lines = []
        else:
            lines.append((number, line))
        if len(lines) > _MOST_LINES:
            raise BankError(number, phrase("no line `ANSWER:` in %(count)s lines: this is no Aiken", count=_MOST_LINES))
    if lines:
        yield lines, ""


def _question(lines: _Lines, right: str, item: Item) -> BankQuestion | None:
    found = [(match, line) for line, text in lines if (match := _OPTION.fullmatch(text))]
    first = found[0][1] if found else 0
    asked = "\n\n".join(text.strip() for line, text in lines if line < first)
    if not right:
        item.tell(phrase("left out: no line `ANSWER:` after its options"))
        return None
    letters = [match[1] for match, _line in found]
    for line, text in lines:
        if line > first > 0 and not _OPTION.fullmatch(text):
            item.tell(phrase("left out: a line between the options that is none; each stands on one line"), line)
            return None
    if len(found) < 2 or not asked or letters.count(right) != 1:
        item.tell(phrase("left out: it has no question, fewer than two options, or none with the letter of its answer"))
        return None
    return BankQuestion(
        id=item.id,
        kind=QuestionKind.SINGLE,
        prompt=item.prompt(Said(asked, TextForm.PLAIN)),
        options=tuple(
            Option(item.line_of(Said(match[2], TextForm.PLAIN)), match[1] == right) for match, _line in found
        ),
        line=item.line,
    )
