"""Whether a translated question asks the same: as many answers, written in the same way, with feedback at the same."""

from collections.abc import Callable, Iterator

from helpcourse.content.asked import answers, gaps, pairs
from helpcourse.content.blocks import Segment
from helpcourse.content.gaps import gaps_in
from helpcourse.content.mistakes import Difference, phrase
from helpcourse.content.questions import Form, QuestionText, split_question
from helpcourse.content.typed import amount_of

_BOTH = phrase("give it in both or in none")


def question_differences(source: Segment, translated: Segment) -> Iterator[Difference]:
    """What a translator has to mend."""
    asked, said = split_question(source.body), split_question(translated.body)
    if not said.prompt:
        what = phrase("`%(id)s` asks nothing", id=source.id)
        yield translated.line, what, phrase("write the question before its options")
    if asked.form is not said.form:
        what = phrase("`%(id)s` is answered in another way than in the source", id=source.id)
        yield translated.line, what, phrase("write the answers as the source does")
        return
    if asked.form is not Form.TYPED and len(said.options) != len(asked.options):
        ours, theirs = len(said.options), len(asked.options)
        what = phrase("`%(id)s` has %(ours)s options, the source %(theirs)s", id=source.id, ours=ours, theirs=theirs)
        yield translated.line, what, phrase("give the same options in the same order")
        return
    for line, what, remedy in (*_of_options(asked, said), *_OF_FORM.get(asked.form, _alike)(asked, said)):
        yield translated.body_line + line, what.of(id=source.id), remedy


def _of_options(asked: QuestionText, said: QuestionText) -> Iterator[Difference]:
    for line in said.strays:
        remedy = phrase("indent them below their option, or move them above the options")
        yield line, phrase("words that belong to no option"), remedy
    for ours, theirs in zip(asked.options, said.options, strict=False):
        if not theirs.text and asked.form is not Form.TYPED:
            yield theirs.line, phrase("an option without words"), phrase("translate it")
        if bool(ours.feedback) != bool(theirs.feedback):
            yield theirs.line, phrase("an option's feedback stands in one language only"), _BOTH
    if bool(asked.feedback) != bool(said.feedback):
        yield said.feedback_line, phrase("the feedback of `%(id)s` stands in one language only"), _BOTH


def _alike(_asked: QuestionText, _said: QuestionText) -> Iterator[Difference]:
    yield from ()


def _pairs(_asked: QuestionText, said: QuestionText) -> Iterator[Difference]:
    yield from pairs(said)


def _typed(asked: QuestionText, said: QuestionText) -> Iterator[Difference]:
    yield from answers(said)
    ours, theirs = amount_of(asked.options[0].text), amount_of(said.options[0].text)
    if ours and ours.has_tolerance and (theirs is None or theirs.amount != ours.amount):
        remedy = phrase("only the unit is translated")
        yield said.options[0].line, phrase("another number than in the source"), remedy


def _gaps(asked: QuestionText, said: QuestionText) -> Iterator[Difference]:
    yield from gaps(said)
    before, after = gaps_in(asked.prompt), gaps_in(said.prompt)
    if len(before) != len(after):
        what = phrase("`%(id)s` has %(ours)s gaps, the source %(theirs)s", ours=len(after), theirs=len(before))
        yield 0, what, phrase("give the same gaps in the same order")
        return
    for ours, theirs in zip(before, after, strict=True):
        if ours.is_typed != theirs.is_typed or (not ours.is_typed and len(ours.words) != len(theirs.words)):
            remedy = phrase("give as many answers, in the same order: the first is right")
            yield theirs.line, phrase("a gap that is filled in another way than in the source"), remedy


_OF_FORM: dict[Form, Callable[[QuestionText, QuestionText], Iterator[Difference]]] = {
    Form.PAIRS: _pairs,
    Form.TYPED: _typed,
    Form.GAPS: _gaps,
}
