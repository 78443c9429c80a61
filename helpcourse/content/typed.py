"""Answers that are typed: short texts in each language, and numbers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from helpcourse.assessment.questions import Amount, Gap, Question, QuestionKind, Typed
from helpcourse.content.gaps import gaps_in
from helpcourse.content.questions import split_question

_DIGITS = r"[0-9]{1,9}(?:[.,][0-9]{1,6})?"
_AMOUNT = re.compile(rf"([-−]?{_DIGITS})(?:\s*±\s*({_DIGITS}))?(?:\s+(\S.*))?")


@dataclass(frozen=True, slots=True)
class AmountText:
    """A number as written in one language."""

    amount: Amount
    units: tuple[str, ...]  # `days | day`: all are taken when typed
    has_tolerance: bool

    @property
    def unit(self) -> str:
        """The one that is shown; empty if there is none."""
        return next(iter(self.units), "")


def amount_of(text: str) -> AmountText | None:
    """None: this is no number."""
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        return None
    value, tolerance = (_number(digits) for digits in (match[1], match[2] or "0"))
    units = tuple(unit.strip() for unit in (match[3] or "").split("|") if unit.strip())
    return AmountText(Amount(value, tolerance), units, has_tolerance=bool(match[2]))


def with_typed(question: Question, bodies: Mapping[str, str]) -> Question:
    """The question with the answers and the units that each language accepts."""
    if question.kind is QuestionKind.TEXT and question.typed:
        accepted = {
            language: tuple(one.text for one in split_question(body).options) for language, body in bodies.items()
        }
        return replace(question, typed=replace(question.typed, accepted=_without_empty(accepted)))
    if question.kind is QuestionKind.NUMBER and question.amount:
        units = {language: _units(body) for language, body in bodies.items()}
        return replace(question, amount=replace(question.amount, units=_without_empty(units)))
    if question.kind is QuestionKind.GAPS:
        gaps = tuple(_with_typed(gap, number, bodies) for number, gap in enumerate(question.gaps))
        return replace(question, gaps=gaps)
    return question


def _with_typed(gap: Gap, number: int, bodies: Mapping[str, str]) -> Gap:
    if gap.typed is None:
        return gap
    found = {language: gaps_in(body) for language, body in bodies.items()}
    accepted = {language: gaps[number].words for language, gaps in found.items() if number < len(gaps)}
    return replace(gap, typed=replace(gap.typed, accepted=_without_empty(accepted)))


def _units(body: str) -> tuple[str, ...]:
    amounts = [amount_of(one.text) for one in split_question(body).options]
    return amounts[0].units if amounts and amounts[0] else ()


def _without_empty(accepted: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    kept = {language: tuple(word for word in words if word) for language, words in accepted.items()}
    return {language: words for language, words in kept.items() if words}


def typed(*, exact_letters: bool) -> Typed:
    """To be filled when all languages are read."""
    return Typed({}, exact_letters)


def _number(digits: str) -> float:
    return float(digits.replace("−", "-").replace(",", "."))
