"""A bank of ours as Moodle XML."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from html import escape

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.gaps import gaps_in
from helpcourse.content.mistakes import Phrase, phrase
from helpcourse.content.typed import amount_of
from helpcourse.interop.banks.amounts import plain_number
from helpcourse.interop.banks.bank import Bank, BankQuestion, Note, Option, Written
from helpcourse.interop.banks.cloze import written_gap
from helpcourse.interop.banks.html_out import Drawing, Target
from helpcourse.interop.banks.marks import mark
from helpcourse.interop.banks.ours import pictures_in_text
from helpcourse.interop.banks.weights import weights_of

_MEDIA = "@@PLUGINFILE@@/"
_TYPES = {
    QuestionKind.SINGLE: "multichoice",
    QuestionKind.MULTIPLE: "multichoice",
    QuestionKind.MATCHING: "matching",
    QuestionKind.ORDERING: "ordering",
    QuestionKind.TEXT: "shortanswer",
    QuestionKind.NUMBER: "numerical",
    QuestionKind.GAPS: "cloze",
    QuestionKind.ESSAY: "essay",
}
_USUAL = {QuestionKind.MATCHING: Credit.PROPORTIONAL, QuestionKind.MULTIPLE: Credit.PROPORTIONAL}  # as Moodle grades


def write(bank: Bank, target: Target) -> Written:
    """The file, and what Moodle does not do as we do."""
    writer = _Writer(bank.pictures, target)
    path = f"$course$/top/{bank.title.replace('/', '//')}"
    category = f'<question type="category"><category>{_text(path)}</category></question>'
    questions = [writer.question(question) for question in bank.questions]
    body = "\n".join([*([category] if bank.title else []), *questions])
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{body}\n</quiz>\n'
    return Written(text.encode(), len(questions), tuple(writer.notes))


class _Writer:
    def __init__(self, pictures: Mapping[str, bytes], target: Target) -> None:
        self.pictures, self.draw = pictures, Drawing(target, _MEDIA)
        self.notes: list[Note] = []

    def question(self, question: BankQuestion) -> str:
        credit = _usual_credit(question)
        marks = [mark("credit", question.credit)] if question.credit is not credit else []
        marks += [mark("exact_letters", "true")] if _must_say_exact(question) else []
        if marks and question.credit is Credit.EXACT:
            self._tell(question, phrase("Moodle gives points to a partly right answer; here it is all or nothing"))
        parts = [
            f"<name>{_text(question.id)}</name>",
            self._html("questiontext", self._prompt(question), question.prompt),
            self._html("generalfeedback", self.draw.text(question.feedback), question.feedback),
            f"<defaultgrade>{question.points:g}</defaultgrade>",
            "<penalty>0</penalty>",
            "<hidden>0</hidden>",
            f"<idnumber>{escape(question.id)}</idnumber>",
            *_BODIES[question.kind](self, question),
            _tags([*question.tags, *marks]),
        ]
        body = "\n".join(f"  {part}" for part in parts if part)
        return f'<question type="{_TYPES[question.kind]}">\n{body}\n</question>'

    def _tell(self, question: BankQuestion, what: Phrase) -> None:
        self.notes.append(Note(0, question.id, what))

    def _prompt(self, question: BankQuestion) -> str:
        if question.kind is not QuestionKind.GAPS:
            return self.draw.text(question.prompt)
        gaps = gaps_in(question.prompt)
        exact = question.exact_letters
        return self.draw.with_gaps(
            question.prompt,
            lambda number: written_gap(gaps[number - 1].words, is_typed=gaps[number - 1].is_typed, is_exact=exact),
        )

    def _choices(self, question: BankQuestion) -> Iterator[str]:
        is_single = question.kind is QuestionKind.SINGLE
        rights = [option.is_right for option in question.options]
        weights = [100.0 * is_right for is_right in rights] if is_single else weights_of(rights)
        yield f"<single>{str(is_single).lower()}</single>"
        yield "<shuffleanswers>true</shuffleanswers>"
        yield "<answernumbering>none</answernumbering>"
        for option, weight in zip(question.options, weights, strict=True):
            yield self._answer(option, weight)

    def _pairs(self, question: BankQuestion) -> Iterator[str]:
        yield "<shuffleanswers>true</shuffleanswers>"
        if any(option.feedback for option in question.options):
            self._tell(question, phrase("Moodle has no feedback at pairs: it is left out"))
        for option in question.options:
            match = escape(option.match, quote=False)
            if self.draw.line(option.match) != match:
                self._tell(question, phrase("Moodle shows matches as plain words: their marks are left out"))
            yield self._html(
                "subquestion",
                self.draw.line(option.text),
                option.text,
                f"<answer>{_text(match)}</answer>",
            )

    def _steps(self, question: BankQuestion) -> Iterator[str]:
        grading = "ABSOLUTE_POSITION" if question.credit is Credit.PROPORTIONAL else "ALL_OR_NOTHING"
        yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
        yield f"<gradingtype>{grading}</gradingtype><showgrading>SHOW</showgrading>"
        yield "<numberingstyle>none</numberingstyle>"
        for option in question.options:
            yield self._answer(option, 100)

    def _words(self, question: BankQuestion) -> Iterator[str]:
        yield f"<usecase>{int(question.exact_letters)}</usecase>"
        for option in question.options:
            words = escape(option.text.replace("*", "\\*"), quote=False)
            feedback = self._html("feedback", self.draw.text(option.feedback), option.feedback)
            yield f'<answer fraction="100" format="plain_text"><text>{words}</text>{feedback}</answer>'

    def _amount(self, question: BankQuestion) -> Iterator[str]:
        option = question.options[0]
        amount = amount_of(option.text)
        if amount is None:
            return
        feedback = self._html("feedback", self.draw.text(option.feedback), option.feedback)
        value, tolerance = plain_number(str(amount.amount.value)), plain_number(str(amount.amount.tolerance))
        yield (
            f'<answer fraction="100" format="plain_text"><text>{value}</text>'
            f"<tolerance>{tolerance}</tolerance>{feedback}</answer>"
        )
        if amount.units:
            names = (f"<unit_name>{escape(unit, quote=False)}</unit_name>" for unit in amount.units)
            yield f"<units>{''.join(f'<unit><multiplier>1</multiplier>{name}</unit>' for name in names)}</units>"
        yield "<unitgradingtype>0</unitgradingtype><unitpenalty>0</unitpenalty>"
        yield f"<showunits>{0 if amount.unit else 3}</showunits><unitsleft>0</unitsleft>"

    def _essay(self, _question: BankQuestion) -> Iterator[str]:
        yield "<responseformat>editor</responseformat><responserequired>1</responserequired>"
        yield "<responsefieldlines>15</responsefieldlines><attachments>0</attachments>"

    def _gaps(self, _question: BankQuestion) -> Iterator[str]:
        yield from ()

    def _answer(self, option: Option, weight: float) -> str:
        feedback = self._html("feedback", self.draw.text(option.feedback), option.feedback)
        words = self.draw.line(option.text)
        return self._html("answer", words, option.text, feedback, f' fraction="{weight:.7g}"')

    def _html(self, tag: str, text: str, markdown: str, inside: str = "", attributes: str = "") -> str:
        files = "".join(self._file(name) for name in pictures_in_text(markdown) if name in self.pictures)
        return f'<{tag}{attributes} format="html">{_text(text)}{files}{inside}</{tag}>'

    def _file(self, name: str) -> str:
        content = b64encode(self.pictures[name]).decode()
        return f'<file name="{escape(name)}" path="/" encoding="base64">{content}</file>'


_BODIES: Mapping[QuestionKind, Callable[[_Writer, BankQuestion], Iterator[str]]] = {
    QuestionKind.SINGLE: _Writer._choices,
    QuestionKind.MULTIPLE: _Writer._choices,
    QuestionKind.MATCHING: _Writer._pairs,
    QuestionKind.ORDERING: _Writer._steps,
    QuestionKind.TEXT: _Writer._words,
    QuestionKind.NUMBER: _Writer._amount,
    QuestionKind.GAPS: _Writer._gaps,
    QuestionKind.ESSAY: _Writer._essay,
}


def _usual_credit(question: BankQuestion) -> Credit:
    """What the reader takes it for without a mark."""
    if question.kind is QuestionKind.GAPS:
        return Credit.PROPORTIONAL if len(gaps_in(question.prompt)) > 1 else Credit.EXACT
    return question.credit if question.kind is QuestionKind.ORDERING else _USUAL.get(question.kind, Credit.EXACT)


def _must_say_exact(question: BankQuestion) -> bool:
    return question.exact_letters and question.kind is QuestionKind.GAPS


def _text(text: str) -> str:
    """CDATA where it is easier to read; it cannot hold its own end."""
    if "<" in text and "]]>" not in text:
        return f"<text><![CDATA[{text}]]></text>"
    return f"<text>{escape(text, quote=False)}</text>"


def _tags(tags: list[str]) -> str:
    inside = "".join(f"<tag>{_text(tag)}</tag>" for tag in tags)
    return f"<tags>{inside}</tags>" if inside else ""
