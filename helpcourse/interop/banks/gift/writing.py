"""A bank of ours as GIFT; of texts it takes Markdown as it is."""

import re
from collections.abc import Callable, Iterator, Mapping

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.gaps import gaps_in, has_gaps, marked, with_gaps
from helpcourse.content.mistakes import Phrase, phrase
from helpcourse.content.typed import amount_of
from helpcourse.interop.banks.amounts import plain_number
from helpcourse.interop.banks.bank import Bank, BankQuestion, Note, Option, Written
from helpcourse.interop.banks.html_out import Target, for_elsewhere
from helpcourse.interop.banks.marks import mark
from helpcourse.interop.banks.ours import pictures_in
from helpcourse.interop.banks.weights import weights_of

_SIGNS = re.compile(r"[\\~=#{}:]")


def write(bank: Bank, target: Target) -> Written:
    """The file, and what GIFT cannot say."""
    writer = _Writer(target)
    category = [f"$CATEGORY: $course$/top/{bank.title.replace('/', '//')}\n"] if bank.title else []
    questions = [text for question in bank.questions if (text := writer.question(question))]
    return Written("\n".join([*category, *questions]).encode(), len(questions), tuple(writer.notes))


class _Writer:
    def __init__(self, target: Target) -> None:
        self._target = target
        self.notes: list[Note] = []

    def question(self, question: BankQuestion) -> str:
        """Empty if GIFT has no such question, which is told."""
        if question.kind is QuestionKind.GAPS and len(gaps_in(question.prompt)) > 1:
            self._tell(question, phrase("left out: GIFT has no question with several gaps"))
            return ""
        self._look_at(question)
        answers = "\n".join(_BODIES[question.kind](self, question))
        feedback = f"\n####{self._text(question.feedback)}" if question.feedback else ""
        comment = " ".join(
            [f"// [id:{question.id}]", *(f"[tag:{tag}]" for tag in (*question.tags, *self._marks(question)))]
        )
        asked = self._asked(question.prompt, f"{{{answers}{feedback}}}")
        return f"{comment}\n::{_escaped(question.id)}::[markdown]{asked}\n"

    def _look_at(self, question: BankQuestion) -> None:
        if pictures_in(question):
            self._tell(question, phrase("GIFT carries no pictures: give them along by hand"))
        if question.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING, QuestionKind.GAPS) and any(
            option.feedback for option in question.options
        ):
            self._tell(question, phrase("GIFT has no feedback at pairs and steps: it is left out"))
        if unit := _unit(question):
            self._tell(question, phrase("GIFT has no units: `%(unit)s` is kept in a tag only", unit=unit))
        if question.kind in _PARTLY and question.credit is Credit.EXACT:
            self._tell(question, phrase("Moodle gives points to a partly right answer; here it is all or nothing"))

    def _marks(self, question: BankQuestion) -> Iterator[str]:
        """What GIFT has no sign for; other readers see plain tags."""
        if question.points != 1:
            yield mark("points", f"{question.points:g}")
        if question.kind in _PARTLY and question.credit is Credit.EXACT:
            yield mark("credit", question.credit)
        if unit := _unit(question):
            yield mark("unit", unit)
        if question.exact_letters:
            yield mark("exact_letters", "true")

    def _tell(self, question: BankQuestion, what: Phrase) -> None:
        self.notes.append(Note(0, question.id, what))

    def _text(self, markdown: str) -> str:
        return _escaped(for_elsewhere(markdown, self._target))

    def _asked(self, prompt: str, answers: str) -> str:
        if not has_gaps(prompt):
            return f"{self._text(prompt)} {answers}"
        return with_gaps(self._text(marked(prompt)), lambda _number: answers)

    def _choices(self, question: BankQuestion) -> Iterator[str]:
        rights = [option.is_right for option in question.options]
        weights = weights_of(rights)
        for option, is_right, weight in zip(question.options, rights, weights, strict=True):
            if question.kind is QuestionKind.SINGLE:
                sign = "=" if is_right else "~"
            else:
                sign = f"~%{weight:.5f}%"
            yield f"{sign}{self._text(option.text)}{self._feedback(option)}"

    def _pairs(self, question: BankQuestion) -> Iterator[str]:
        for option in question.options:
            yield f"={self._text(option.text)} -> {self._text(option.match)}"

    def _steps(self, question: BankQuestion) -> Iterator[str]:
        grading = "ALL_OR_NOTHING" if question.credit is Credit.EXACT else "ABSOLUTE_POSITION"
        yield f">{len(question.options)} ALL VERTICAL {grading} SHOW none"
        yield from (self._text(option.text) for option in question.options)

    def _words(self, question: BankQuestion) -> Iterator[str]:
        for option in question.options:
            yield f"={_escaped(option.text)}{self._feedback(option)}"

    def _amount(self, question: BankQuestion) -> Iterator[str]:
        option = question.options[0]
        if amount := amount_of(option.text):
            value, tolerance = (plain_number(str(one)) for one in (amount.amount.value, amount.amount.tolerance))
            yield f"#{value}:{tolerance}{self._feedback(option)}"

    def _gap(self, question: BankQuestion) -> Iterator[str]:
        gap = gaps_in(question.prompt)[0]
        for number, word in enumerate(gap.words):
            yield f"{'=' if gap.is_typed or not number else '~'}{_escaped(word)}"

    def _nothing(self, _question: BankQuestion) -> Iterator[str]:
        yield from ()

    def _feedback(self, option: Option) -> str:
        return f"#{self._text(option.feedback)}" if option.feedback else ""


_PARTLY = frozenset({QuestionKind.MULTIPLE, QuestionKind.MATCHING})
_BODIES: Mapping[QuestionKind, Callable[[_Writer, BankQuestion], Iterator[str]]] = {
    QuestionKind.SINGLE: _Writer._choices,
    QuestionKind.MULTIPLE: _Writer._choices,
    QuestionKind.MATCHING: _Writer._pairs,
    QuestionKind.ORDERING: _Writer._steps,
    QuestionKind.TEXT: _Writer._words,
    QuestionKind.NUMBER: _Writer._amount,
    QuestionKind.GAPS: _Writer._gap,
    QuestionKind.ESSAY: _Writer._nothing,
}


def _unit(question: BankQuestion) -> str:
    amount = amount_of(question.options[0].text) if question.kind is QuestionKind.NUMBER else None
    return " | ".join(amount.units) if amount else ""


def _escaped(text: str) -> str:
    """An empty line would end the question, so line ends are written as signs."""
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\n")
