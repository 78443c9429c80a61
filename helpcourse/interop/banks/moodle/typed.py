"""Questions of Moodle XML in which something is typed."""

import re

from helpcourse.assessment.questions import QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.amounts import amount_text, plain_number
from helpcourse.interop.banks.bank import BankQuestion, Option
from helpcourse.interop.banks.intake import Item
from helpcourse.interop.banks.moodle import fields
from helpcourse.interop.banks.xml_tree import Element

_WILDCARD = re.compile(r"(?<!\\)\*")


def shortanswer(element: Element, item: Item, _language: str) -> BankQuestion | None:
    options = []
    for answer in element.all("answer"):
        words = item.plain(fields.said(answer))
        if fields.fraction(answer) < 100:
            item.tell(phrase("an answer that is not wholly right is left out: `%(words)s`", words=words), answer.line)
        elif _WILDCARD.search(words):
            what = phrase("an answer with `*` for any words is left out: `%(words)s`; list what is right", words=words)
            item.tell(what, answer.line)
        else:
            feedback = item.blocks(fields.said(answer.find("feedback")))
            options.append(Option(words.replace("\\*", "*"), feedback=feedback))
    if not options:
        item.tell(phrase("left out: no answer that is wholly right"))
        return None
    return BankQuestion(
        id=item.id,
        kind=QuestionKind.TEXT,
        prompt=fields.prompt(element, item),
        options=tuple(options),
        points=fields.points(element, item),
        exact_letters=element.words("usecase") == "1",
        line=element.line,
    )


def numerical(element: Element, item: Item, _language: str) -> BankQuestion | None:
    answers = element.all("answer")
    right = [answer for answer in answers if fields.fraction(answer) >= 100 and answer.words("text") != "*"]
    for answer in answers:
        if answer not in right[:1]:
            words = answer.words("text")
            what = phrase("a number has one right value: the answer `%(words)s` is left out", words=words)
            item.tell(what, answer.line)
    units = [
        (one.words("unit_name"), one.words("multiplier")) for all_ in element.all("units") for one in all_.all("unit")
    ]
    same = [name for name, multiplier in units if plain_number(multiplier or "1") == "1"]
    if len(same) < len(units):
        item.tell(phrase("a unit that has to be converted is left out"))
    given = (right[0].words("text"), right[0].words("tolerance") or "0") if right else ("", "0")
    written = amount_text(*given, " | ".join(same))
    if not written:
        item.tell(phrase("left out: no number that we can have (`%(words)s`)", words=given[0]))
        return None
    feedback = item.blocks(fields.said(right[0].find("feedback")))
    return BankQuestion(
        id=item.id,
        kind=QuestionKind.NUMBER,
        prompt=fields.prompt(element, item),
        options=(Option(written, feedback=feedback),),
        points=fields.points(element, item),
        line=element.line,
    )


def essay(element: Element, item: Item, _language: str) -> BankQuestion:
    if element.words("attachments") not in ("", "0"):
        item.tell(phrase("files cannot be handed in with an essay"))
    return BankQuestion(
        id=item.id,
        kind=QuestionKind.ESSAY,
        prompt=fields.prompt(element, item),
        points=fields.points(element, item),
        line=element.line,
    )
