"""What a question asks to be given, part by part, and how the page names it.

The ids of matches, steps and words for a gap stand in the right order, so a page knows their places only:
where they stand in the order in which this reader sees them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpcourse.assessment.answers import TEXT, without_blanks
from helpcourse.assessment.drawing import choices_of
from helpcourse.assessment.questions import Answer, Question, QuestionKind

CHOICES = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})  # of which options are ticked


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is given by itself."""

    id: str
    name: str  # of its field, on the page
    choices: tuple[str, ...] = ()  # what may be given, in the order shown; none: words

    def place_of(self, value: str) -> str:
        """What was given as its field holds it."""
        return str(self.choices.index(value) + 1) if value in self.choices else value

    def value_at(self, sent: str) -> str:
        """What a field said; what is no place on the page is left as it is, and is no answer."""
        is_place = sent.isascii() and sent.isdigit() and 0 < int(sent) <= len(self.choices)
        return self.choices[int(sent) - 1] if is_place else sent


def parts(question: Question, order: Sequence[str]) -> tuple[Part, ...]:
    """In the order in which they stand on the page."""
    return _PARTS[question.kind](question, tuple(order))


def sent_answer(question: Question, order: Sequence[str], sent: Mapping[str, str]) -> Answer:
    """The answer that fields of the page make: name of a part -> what its field says."""
    return without_blanks({part.id: part.value_at(sent.get(part.name, "")) for part in parts(question, order)})


def is_partly_given(question: Question, answer: Answer) -> bool:
    """Whether something is given and something is missing; never of a choice, whatever is ticked."""
    if question.kind in CHOICES:
        return False
    return 0 < len(answer) < len(parts(question, question.options))


def _options(_question: Question, order: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(Part(option, option) for option in order)


def _terms(question: Question, order: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(Part(id_, id_, order) for id_ in question.options)


def _steps(question: Question, order: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(Part(id_, str(place), question.options) for place, id_ in enumerate(order, 1))


def _gaps(question: Question, order: tuple[str, ...]) -> tuple[Part, ...]:
    numbers = [str(number) for number in range(1, len(question.gaps) + 1)]
    return tuple(Part(number, number, choices_of(order, number)) for number in numbers)


def _words(_question: Question, _order: tuple[str, ...]) -> tuple[Part, ...]:
    return (Part(TEXT, TEXT),)


_PARTS: Mapping[QuestionKind, Callable[[Question, tuple[str, ...]], tuple[Part, ...]]] = {
    QuestionKind.SINGLE: _options,
    QuestionKind.MULTIPLE: _options,
    QuestionKind.MATCHING: _terms,
    QuestionKind.ORDERING: _steps,
    QuestionKind.GAPS: _gaps,
    QuestionKind.TEXT: _words,
    QuestionKind.NUMBER: _words,
    QuestionKind.ESSAY: _words,
}
