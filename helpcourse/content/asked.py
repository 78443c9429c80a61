"""What a question says once, in its source language: its kind, and what is right."""

from collections import Counter
from collections.abc import Callable, Iterator

from helpcourse.assessment.questions import PARTLY, Credit, Gap, Question, QuestionKind
from helpcourse.content.blocks import Segment
from helpcourse.content.gaps import GapText, gaps_in, is_left_open
from helpcourse.content.mistakes import Difference, MistakeLog, phrase
from helpcourse.content.questions import Form, QuestionText, pair_of, split_question
from helpcourse.content.settings import QuestionHeader
from helpcourse.content.typed import amount_of, typed

_KINDS = {
    Form.CHOICE: (QuestionKind.SINGLE, QuestionKind.MULTIPLE),
    Form.PAIRS: (QuestionKind.MATCHING,),
    Form.ORDER: (QuestionKind.ORDERING,),
    Form.TYPED: (QuestionKind.TEXT, QuestionKind.NUMBER),
    Form.GAPS: (QuestionKind.GAPS,),
    Form.NONE: (QuestionKind.ESSAY,),
}
_TYPED = (QuestionKind.TEXT, QuestionKind.GAPS)
_SHARED = (QuestionKind.MATCHING, QuestionKind.GAPS)  # several small questions: each counts, unless `credit: exact`


def read_question(block: Segment, header: QuestionHeader | None, file: str, mistakes: MistakeLog) -> Question | None:
    """The question, but for the typed answers of its languages; whatever is wrong with it is told."""
    text = split_question(block.body)
    for line, what, remedy in look_at_body(block, text, _LOOKS[text.form]):
        mistakes.tell(file, line, what, remedy)
    if header is None:
        return None
    kind = _kind(text, header)
    for line, what, remedy in _contradictions(block, text, kind, header):
        mistakes.tell(file, line, what, remedy)
    ids = tuple(str(number) for number in range(1, len(text.options) + 1))
    right = frozenset(id_ for id_, option in zip(ids, text.options, strict=True) if option.mark in ("x", "X"))
    exact = header.exact_letters or False
    amount = amount_of(text.options[0].text) if kind is QuestionKind.NUMBER and text.options else None
    return Question(
        block.id,
        kind,
        () if text.form is Form.TYPED else ids,
        right,
        header.points,
        header.credit or (Credit.PROPORTIONAL if kind in _SHARED else Credit.EXACT),
        tuple(header.tags),
        typed(exact_letters=exact) if kind is QuestionKind.TEXT else None,
        amount.amount if amount else None,
        tuple(_gap(gap, exact=exact) for gap in gaps_in(block.body)) if text.form is Form.GAPS else (),
    )


def look_at_body(
    block: Segment, text: QuestionText, look: Callable[[QuestionText], Iterator[Difference]]
) -> Iterator[Difference]:
    """What is wrong in the words themselves; lines of `look` are within the body."""
    if not text.prompt:
        what = phrase("`%(id)s` asks nothing", id=block.id)
        yield block.line, what, phrase("write the question before its options")
    for line in text.strays:
        remedy = phrase("indent them below their option, or move them above the options")
        yield block.body_line + line, phrase("words that belong to no option"), remedy
    for line, what, remedy in look(text):
        yield block.body_line + line, what.of(id=block.id), remedy


def _kind(text: QuestionText, header: QuestionHeader) -> QuestionKind:
    if header.type in _KINDS[text.form]:
        return header.type
    if text.form is Form.CHOICE and sum(option.mark in ("x", "X") for option in text.options) > 1:
        return QuestionKind.MULTIPLE
    if text.form is Form.TYPED and len(text.options) == 1:
        return QuestionKind.NUMBER if _is_amount(text.options[0].text) else QuestionKind.TEXT
    return _KINDS[text.form][0]


def _contradictions(
    block: Segment, text: QuestionText, kind: QuestionKind, header: QuestionHeader
) -> Iterator[Difference]:
    right = sum(option.mark in ("x", "X") for option in text.options)
    if header.type and header.type not in _KINDS[text.form]:
        known = {"id": block.id, "type": header.type, "kind": kind}
        what = phrase("`%(id)s` is said to be of type `%(type)s` and is written as `%(kind)s`", **known)
        yield block.line, what, phrase("remove `type`, or write the answers as that type is written")
    if text.form is Form.CHOICE and not right:
        yield block.line, phrase("`%(id)s` has no right answer", id=block.id), phrase("mark it with `[x]`")
    if kind is QuestionKind.SINGLE and right > 1:
        what = phrase("`%(id)s` is a single choice with %(count)s right answers", id=block.id, count=right)
        yield block.line, what, phrase("keep one `[x]`, or write `type: multiple`")
    if header.credit is Credit.PROPORTIONAL and kind is QuestionKind.SINGLE:
        what = phrase("`%(id)s` is a single choice with proportional credit", id=block.id)
        yield block.line, what, phrase("remove `credit`, or mark several options")
    elif header.credit is Credit.PROPORTIONAL and kind not in PARTLY:
        yield block.line, phrase("`%(id)s` cannot be partly right", id=block.id), phrase("remove `credit`")
    if header.exact_letters is not None and kind not in _TYPED:
        what = phrase("`exact_letters` in a question in which no words are typed")
        yield block.header_line, what, phrase("remove it")
    if kind is QuestionKind.NUMBER and text.options and not _is_amount(text.options[0].text):
        line = block.body_line + text.options[0].line
        yield line, phrase("this is no number"), phrase("write value, tolerance and unit: `= 30 ± 0 days`")
    if kind is QuestionKind.NUMBER and len(text.options) > 1:
        line = block.body_line + text.options[1].line
        yield line, phrase("a number has one right value"), phrase("keep one line, or widen the tolerance")


def _is_amount(text: str) -> bool:
    amount = amount_of(text)
    return amount is not None and amount.has_tolerance


def _gap(gap: GapText, *, exact: bool) -> Gap:
    return Gap(0, typed(exact_letters=exact)) if gap.is_typed else Gap(len(gap.words))


def _choice(text: QuestionText) -> Iterator[Difference]:
    if len(text.options) < 2:
        what = phrase("`%(id)s` has fewer than two options")
        yield text.feedback_line, what, phrase("write options as `- [ ]` and `- [x]`")
    for option in text.options:
        if not option.mark:
            yield option.line, phrase("an option without a mark"), phrase("write `- [ ]`, or `- [x]` if it is right")
        elif option.mark not in " xX":
            what = phrase("the mark `[%(mark)s]` is not known", mark=option.mark)
            yield option.line, what, phrase("write `[ ]` or `[x]`")
    yield from _options(text)


def _options(text: QuestionText) -> Iterator[Difference]:
    counts = Counter(option.text for option in text.options if option.text)
    for option in text.options:
        if not option.text:
            yield option.line, phrase("an option without words"), phrase("write them, or remove it")
        elif counts[option.text] > 1:
            yield option.line, phrase("the same option twice"), phrase("remove one, or word it differently")


def pairs(text: QuestionText) -> Iterator[Difference]:
    if len(text.options) < 2:
        yield text.feedback_line, phrase("`%(id)s` has fewer than two pairs"), phrase("write them as `- term :: match`")
    cut = [pair_of(option.text) for option in text.options]
    for option, (term, match) in zip(text.options, cut, strict=True):
        if not term or not match:
            yield option.line, phrase("half a pair"), phrase("write both: `- term :: match`")
    for side in (0, 1):
        counts = Counter(pair[side] for pair in cut if pair[side])
        for option, pair in zip(text.options, cut, strict=True):
            if counts[pair[side]] > 1:
                what = phrase("`%(words)s` stands in two pairs", words=pair[side])
                yield option.line, what, phrase("word one of them differently: each has its own match")


def _order(text: QuestionText) -> Iterator[Difference]:
    if len(text.options) < 2:
        what = phrase("`%(id)s` has fewer than two steps to put in order")
        yield text.feedback_line, what, phrase("number them in the right order: `1. …`")
    yield from _options(text)


def answers(text: QuestionText) -> Iterator[Difference]:
    for option in text.options:
        if not option.text:
            yield option.line, phrase("an empty answer"), phrase("write it after `= `, or remove the line")


def gaps(text: QuestionText) -> Iterator[Difference]:
    if is_left_open(text.prompt):
        what = phrase("`%(id)s` has a gap that is not closed")
        yield 0, what, phrase("write `{{first|second}}`, or `{{= answer}}`")
    for gap in gaps_in(text.prompt):
        if not all(gap.words):
            yield gap.line, phrase("a gap with an empty answer"), phrase("write it, or remove the `|`")
        elif len(set(gap.words)) < len(gap.words):
            yield gap.line, phrase("the same answer twice in a gap"), phrase("remove one")
        elif len(gap.words) < 2 and not gap.is_typed:
            remedy = phrase("add wrong ones, or write `{{= %(answer)s}}` to have it typed", answer=gap.words[0])
            yield gap.line, phrase("a gap with one answer to choose from"), remedy


def _nothing(_text: QuestionText) -> Iterator[Difference]:
    yield from ()


_LOOKS: dict[Form, Callable[[QuestionText], Iterator[Difference]]] = {
    Form.CHOICE: _choice,
    Form.PAIRS: pairs,
    Form.ORDER: _order,
    Form.TYPED: answers,
    Form.GAPS: gaps,
    Form.NONE: _nothing,
}
