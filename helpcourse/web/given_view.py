"""What was answered to one question, and how often, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpcourse.assessment.grading import is_answer
from helpcourse.assessment.items import Choice, Item, is_right
from helpcourse.assessment.questions import Question, QuestionKind, Words
from helpcourse.assessment.statistics import Third
from helpcourse.web.charts import Curve, curves
from helpcourse.web.i18n import gettext as _

_TYPED_SHOWN = 10  # of each gap; the most frequent
_CHOICES = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One answer to one part of a question."""

    number: int  # from 1; of an option its place in the author's order
    part: str  # HTML: the term, the step; empty: the question has one part only
    value: str  # HTML
    is_typed: bool  # plain text, in whatever language
    is_right: bool
    count: int
    share: float  # of the attempts in which the question was asked
    by_third: Mapping[Third, float | None]  # None: nobody of this third was asked


def given_rows(question: Question, words: Words, item: Item) -> list[GivenRow]:
    """Of a choice all options, chosen or not; of other kinds what was given; of an essay nothing."""
    if question.kind is QuestionKind.ESSAY:
        return []
    asked = {third: part.attempts for third, part in item.by_third().items()}
    choices = _options(question, item) if question.kind in _CHOICES else _shown(question, item)
    return [_row(number, one, question, words, asked) for number, one in enumerate(choices, 1)]


def numbers_of_options(question: Question) -> dict[str, int]:
    return {option: number for number, option in enumerate(question.options, 1)}


def curves_of(question: Question, rows: Sequence[GivenRow], item: Item) -> list[Curve]:
    """A line an option from the weakest third to the strongest; of other kinds one line, of the points."""
    thirds = item.by_third()
    if len(thirds) < len(Third):
        return []
    if question.kind not in _CHOICES:
        return curves([("", True, [thirds[third].facility for third in Third])])
    return curves([(str(row.number), row.is_right, [row.by_third[third] or 0.0 for third in Third]) for row in rows])


def _options(question: Question, item: Item) -> list[Choice]:
    chosen = {choice.part: choice for choice in item.choices()}
    return [chosen.get(option) or Choice(option, "", {}) for option in question.options]


def _shown(question: Question, item: Item) -> list[Choice]:
    """By part, the most frequent first; of what is typed not all."""
    by_part: dict[str, list[Choice]] = {}
    for choice in (one for one in item.choices() if is_answer(question, {one.part: one.value})):
        by_part.setdefault(choice.part, []).append(choice)
    parts = sorted(by_part, key=lambda part: (len(part), part))
    return [one for part in parts for one in by_part[part][: _TYPED_SHOWN if _is_typed(question, part) else None]]


def _is_typed(question: Question, part: str) -> bool:
    if question.kind is QuestionKind.GAPS:
        return question.gaps[int(part) - 1].typed is not None
    return question.kind in (QuestionKind.TEXT, QuestionKind.NUMBER)


def _row(number: int, choice: Choice, question: Question, words: Words, asked: Mapping[Third, int]) -> GivenRow:
    part, value = _words_of(choice, question, words)
    everybody = sum(asked.values())
    return GivenRow(
        number,
        part,
        value,
        _is_typed(question, choice.part),
        is_right(question, choice.part, choice.value or "x"),
        choice.count,
        choice.count / everybody if everybody else 0.0,
        {third: choice.by_third.get(third, 0) / asked[third] if asked.get(third) else None for third in Third},
    )


def _words_of(choice: Choice, question: Question, words: Words) -> tuple[str, str]:
    """Of the part, and of what was given for it."""
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return "", words.options[choice.part]
        case QuestionKind.MATCHING:
            return words.options.get(choice.part, ""), words.matches.get(choice.value, "")
        case QuestionKind.ORDERING:
            return words.options.get(choice.part, ""), _("Place: %(number)s", number=choice.value)
        case QuestionKind.GAPS:
            return _("Gap %(number)s", number=choice.part), _in_gap(choice, words)
    return "", choice.value


def _in_gap(choice: Choice, words: Words) -> str:
    choices = words.choices[int(choice.part) - 1]
    return choices[int(choice.value) - 1] if choices else choice.value
