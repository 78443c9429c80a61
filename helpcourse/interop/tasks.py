"""Questions as they stand on paper: to be answered with a pen, without a trace of what is right."""

from collections.abc import Callable, Iterable, Mapping
from html import escape

from helpcourse.assessment.asking import parts
from helpcourse.assessment.drawing import steady_order
from helpcourse.assessment.questions import Question, QuestionKind, Words
from helpcourse.assessment.saying import said

_LINES = {QuestionKind.TEXT: 1, QuestionKind.NUMBER: 1, QuestionKind.ESSAY: 6}  # to write on


def task(question: Question, words: Words) -> str:
    """What there is to tick, to match, to number, to choose from or to write on; options in the author's order."""
    return _TASKS[question.kind](question, words)


def _options(question: Question, words: Words) -> str:
    return f'<ol class="options">{_items(words.options[option] for option in question.options)}</ol>'


def _pairs(question: Question, words: Words) -> str:
    matches = _items(words.matches[id_] for id_ in steady_order(question))
    return f'<ol>{_items(words.options.values())}</ol><ol class="options">{matches}</ol>'


def _steps(question: Question, words: Words) -> str:
    return f'<ul class="steps">{_items(words.options[id_] for id_ in steady_order(question))}</ul>'


def _gaps(question: Question, words: Words) -> str:
    """A list of what may stand in each gap that is not filled freely; the text with its numbers is asked above."""
    chosen = [part for part in parts(question, steady_order(question)) if part.choices]
    listed = [(part.id, " · ".join(said(question, words, part, choice) for choice in part.choices)) for part in chosen]
    return f'<ul class="gaps">{_items(f"{gap}: {choices}" for gap, choices in listed)}</ul>' if listed else ""


def _lines(question: Question, words: Words) -> str:
    unit = escape(words.unit) if question.kind is QuestionKind.NUMBER else ""
    return f'<p class="line">{unit}</p>' * _LINES[question.kind]


def _items(inside: Iterable[str]) -> str:
    return "".join(f"<li>{one}</li>" for one in inside)


_TASKS: Mapping[QuestionKind, Callable[[Question, Words], str]] = {
    QuestionKind.SINGLE: _options,
    QuestionKind.MULTIPLE: _options,
    QuestionKind.MATCHING: _pairs,
    QuestionKind.ORDERING: _steps,
    QuestionKind.GAPS: _gaps,
    QuestionKind.TEXT: _lines,
    QuestionKind.NUMBER: _lines,
    QuestionKind.ESSAY: _lines,
}
