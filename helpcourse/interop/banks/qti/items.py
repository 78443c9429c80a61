"""Questions of ours as items of QTI 3."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.gaps import GapText, gaps_in
from helpcourse.content.typed import amount_of
from helpcourse.interop.banks.amounts import plain_number
from helpcourse.interop.banks.bank import BankQuestion
from helpcourse.interop.banks.html_out import Drawing
from helpcourse.interop.banks.qti import processing
from helpcourse.interop.xhtml import Fitting, fitted

_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
_SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_KEPT = Fitting(src=str)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a kind of question adds to its item."""

    declared: str  # responses
    body: str  # interactions; of gaps the text that holds them
    scored: str = ""  # rules
    named: Sequence[str] = ()  # of options, for their feedback
    follows_choice: bool = False  # whether feedback is shown to what was chosen, not to all


def item_xml(question: BankQuestion, language: str, draw: Drawing) -> str:
    """The file of one item."""
    writer = _Writer(question, draw)
    asked = _KINDS[question.kind](writer)
    prompt = "" if question.kind is QuestionKind.GAPS else writer.text(question.prompt)
    feedback = writer.feedback(asked)
    shown = processing.shown_with_response() if asked.follows_choice and feedback else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="{_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{_SPACE} {_SCHEMA}" identifier="{identifier(question.id)}" title="{question.id}" \
xml:lang="{language}" adaptive="false" time-dependent="false">
{asked.declared}
{writer.outcomes(asked)}
<qti-item-body>{prompt}{asked.body}</qti-item-body>
<qti-response-processing>{asked.scored}{shown}</qti-response-processing>
{feedback}
</qti-assessment-item>
"""


def identifier(id_: str) -> str:
    """As XML takes it: not with a digit first."""
    return id_ if id_[:1].isalpha() else f"_{id_}"


class _Writer:
    def __init__(self, question: BankQuestion, draw: Drawing) -> None:
        self._question, self._draw = question, draw

    def text(self, markdown: str) -> str:
        return fitted(self._draw.text(markdown), _KEPT)

    def line(self, markdown: str) -> str:
        return fitted(self._draw.line(markdown), _KEPT)

    def outcomes(self, asked: _Asked) -> str:
        points = f"{self._question.points:g}"
        done = [
            processing.outcome("SCORE", "single", "float", ["0"]),
            processing.outcome("MAXSCORE", "single", "float", [points]),
        ]
        names = self._with_feedback(asked)
        if names:
            always = () if asked.follows_choice else names
            done.append(processing.outcome("FEEDBACK", "multiple", "identifier", always))
        if self._question.feedback:
            done.append(processing.outcome("WHOLE", "single", "identifier", ["whole"]))
        return "\n".join(done)

    def feedback(self, asked: _Asked) -> str:
        said = dict(zip(asked.named, (option.feedback for option in self._question.options), strict=False))
        done = [processing.modal(name, self.text(said[name])) for name in self._with_feedback(asked)]
        if self._question.feedback:
            done.append(processing.modal("whole", self.text(self._question.feedback), "WHOLE"))
        return "\n".join(done)

    def _with_feedback(self, asked: _Asked) -> list[str]:
        options = zip(asked.named, self._question.options, strict=False)
        return [name for name, option in options if option.feedback]

    def _names(self, kind: str) -> list[str]:
        return [f"{kind}-{number}" for number in range(1, len(self._question.options) + 1)]

    def choice(self) -> _Asked:
        question, names = self._question, self._names("choice")
        is_single = question.kind is QuestionKind.SINGLE
        right = [name for name, option in zip(names, question.options, strict=True) if option.is_right]
        is_mapped = question.credit is Credit.PROPORTIONAL
        share = question.points / len(right)
        mapped = processing.mapping((name, share if name in right else -share) for name in names) if is_mapped else ""
        choices = "".join(
            f'<qti-simple-choice identifier="{name}">{self.line(option.text)}</qti-simple-choice>'
            for name, option in zip(names, question.options, strict=True)
        )
        return _Asked(
            processing.response("RESPONSE", "single" if is_single else "multiple", "identifier", right, mapped),
            f'<qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="{int(is_single)}">'
            f"{choices}</qti-choice-interaction>",
            processing.as_mapped() if is_mapped else self._scored([processing.is_correct()]),
            names,
            follows_choice=True,
        )

    def pairs(self) -> _Asked:
        question, terms, matches = self._question, self._names("term"), self._names("match")
        right = [f"{term} {match}" for term, match in zip(terms, matches, strict=True)]
        is_mapped = question.credit is Credit.PROPORTIONAL
        mapped = processing.mapping((pair, question.points / len(right)) for pair in right) if is_mapped else ""
        sets = ""
        for names, words in (
            (terms, [option.text for option in question.options]),
            (matches, [option.match for option in question.options]),
        ):
            sets += "<qti-simple-match-set>"
            for name, word in zip(names, words, strict=True):
                sets += f'<qti-simple-associable-choice identifier="{name}" match-max="1">{self.line(word)}'
                sets += "</qti-simple-associable-choice>"
            sets += "</qti-simple-match-set>"
        return _Asked(
            processing.response("RESPONSE", "multiple", "directedPair", right, mapped),
            f'<qti-match-interaction response-identifier="RESPONSE" shuffle="true" max-associations="{len(right)}">'
            f"{sets}</qti-match-interaction>",
            processing.as_mapped() if is_mapped else self._scored([processing.is_correct()]),
            terms,
        )

    def steps(self) -> _Asked:
        names = self._names("step")
        choices = "".join(
            f'<qti-simple-choice identifier="{name}">{self.line(option.text)}</qti-simple-choice>'
            for name, option in zip(names, self._question.options, strict=True)
        )
        is_exact = self._question.credit is Credit.EXACT
        conditions = [processing.is_at(place, name) for place, name in enumerate(names, 1)]
        return _Asked(
            processing.response("RESPONSE", "ordered", "identifier", names),
            f'<qti-order-interaction response-identifier="RESPONSE" shuffle="true">{choices}</qti-order-interaction>',
            self._scored([processing.is_correct()] if is_exact else conditions),
            names,
        )

    def words(self) -> _Asked:
        question = self._question
        answers = [option.text for option in question.options]
        mapped = processing.mapping(((word, question.points) for word in answers), is_exact=question.exact_letters)
        return _Asked(
            processing.response("RESPONSE", "single", "string", answers[:1], mapped),
            '<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>',
            processing.as_mapped(),
            self._names("answer"),
        )

    def number(self) -> _Asked:
        amount = amount_of(self._question.options[0].text)
        value, tolerance = (
            (plain_number(str(amount.amount.value)), plain_number(str(amount.amount.tolerance)))
            if amount
            else ("", "0")
        )
        unit = f' <span class="unit">{escape(amount.unit, quote=False)}</span>' if amount and amount.unit else ""
        return _Asked(
            processing.response("RESPONSE", "single", "float", [value]),
            f'<p><qti-text-entry-interaction response-identifier="RESPONSE"/>{unit}</p>',
            self._scored([processing.is_within(tolerance)]),
            self._names("answer"),
        )

    def essay(self) -> _Asked:
        return _Asked(
            processing.response("RESPONSE", "single", "string", []),
            '<qti-extended-text-interaction response-identifier="RESPONSE" expected-lines="15"/>',
        )

    def gaps(self) -> _Asked:
        gaps = gaps_in(self._question.prompt)
        names = [f"RESPONSE-{number}" for number in range(1, len(gaps) + 1)]
        fields = [self._field(name, gap) for name, gap in zip(names, gaps, strict=True)]
        body = fitted(self._draw.with_gaps(self._question.prompt, lambda number: f"\ue030{number}\ue031"), _KEPT)
        for number, (_declared, field, _condition) in enumerate(fields, 1):
            body = body.replace(f"\ue030{number}\ue031", field)
        return _Asked(
            "\n".join(declared for declared, _field, _condition in fields),
            body,
            self._scored([condition for _declared, _field, condition in fields]),
        )

    def _field(self, name: str, gap: GapText) -> tuple[str, str, str]:
        """What is declared of a gap, what stands in the text, and when it is right."""
        if gap.is_typed:
            mapped = processing.mapping(((word, 1) for word in gap.words), is_exact=self._question.exact_letters)
            declared = processing.response(name, "single", "string", gap.words[:1], mapped)
            return declared, f'<qti-text-entry-interaction response-identifier="{name}"/>', processing.is_accepted(name)
        choices = "".join(
            f'<qti-inline-choice identifier="choice-{number}">{escape(word, quote=False)}</qti-inline-choice>'
            for number, word in enumerate(gap.words, 1)
        )
        field = f'<qti-inline-choice-interaction response-identifier="{name}" shuffle="true">{choices}'
        declared = processing.response(name, "single", "identifier", ["choice-1"])
        return declared, f"{field}</qti-inline-choice-interaction>", processing.is_correct(name)

    def _scored(self, conditions: Sequence[str]) -> str:
        return processing.scored(conditions, self._question.points, self._question.credit)


_KINDS: Mapping[QuestionKind, Callable[[_Writer], _Asked]] = {
    QuestionKind.SINGLE: _Writer.choice,
    QuestionKind.MULTIPLE: _Writer.choice,
    QuestionKind.MATCHING: _Writer.pairs,
    QuestionKind.ORDERING: _Writer.steps,
    QuestionKind.TEXT: _Writer.words,
    QuestionKind.NUMBER: _Writer.number,
    QuestionKind.GAPS: _Writer.gaps,
    QuestionKind.ESSAY: _Writer.essay,
}
