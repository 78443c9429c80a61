"""A bank as the text of `test.<language>.md`: the inverse of what reads questions."""

import json
from collections.abc import Iterator

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.interop.banks.bank import Bank, BankQuestion, Option

_UNSAID = dict.fromkeys(
    (QuestionKind.MATCHING, QuestionKind.GAPS), Credit.PROPORTIONAL
)  # what is meant if nothing is said
_SIGNS = {QuestionKind.TEXT: "=", QuestionKind.NUMBER: "=", QuestionKind.MATCHING: "-"}


def written(bank: Bank, *, is_translation: bool = False) -> str:
    """The whole file. A translation says only words: what is right and how it counts, its source has said."""
    front = f"---\ntitle: {_yaml(bank.title)}\n---\n\n" if bank.title else ""
    return front + "\n".join(block(question, is_translation=is_translation) for question in bank.questions)


def block(question: BankQuestion, *, is_translation: bool = False) -> str:
    """One question, with its `:::`."""
    header = [] if is_translation else list(_header(question))
    options = [
        line
        for number, option in enumerate(question.options, 1)
        for line in _option(question.kind, option, number, is_translation=is_translation)
    ]
    feedback = [f"> {line}".rstrip() for line in question.feedback.split("\n")] if question.feedback else []
    body = [[question.prompt], options, feedback]
    lines = [f"::: question {question.id}", *header]
    for part in body:
        lines += ["", *part] if part else []
    return "\n".join([*lines, ":::", ""])


def _header(question: BankQuestion) -> Iterator[str]:
    yield f"points: {_number(question.points)}"
    if question.tags:
        yield f"tags: [{', '.join(question.tags)}]"
    if _needs_type(question):
        yield f"type: {question.kind}"
    if question.kind is QuestionKind.MULTIPLE or question.credit is not _UNSAID.get(question.kind, Credit.EXACT):
        yield f"credit: {question.credit}"
    if question.exact_letters:
        yield "exact_letters: true"


def _needs_type(question: BankQuestion) -> bool:
    """Whether the kind does not follow from what is written."""
    if question.kind is QuestionKind.MULTIPLE:
        return sum(option.is_right for option in question.options) < 2
    return question.kind is QuestionKind.TEXT and len(question.options) == 1 and "±" in question.options[0].text


def _option(kind: QuestionKind, option: Option, number: int, *, is_translation: bool) -> Iterator[str]:
    if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        sign = "-" if is_translation else "- [x]" if option.is_right else "- [ ]"
    else:
        sign = f"{number}." if kind is QuestionKind.ORDERING else _SIGNS[kind]
    yield f"{sign} {option.text} :: {option.match}" if kind is QuestionKind.MATCHING else f"{sign} {option.text}"
    if option.feedback:
        yield from (f"    > {line}".rstrip() for line in option.feedback.split("\n"))


def _number(points: float) -> str:
    return f"{points:.6f}".rstrip("0").rstrip(".")


def _yaml(words: str) -> str:
    is_plain = words.replace(" ", "").isalnum() and not words.replace(" ", "").isnumeric()
    return words if is_plain else json.dumps(words, ensure_ascii=False)
