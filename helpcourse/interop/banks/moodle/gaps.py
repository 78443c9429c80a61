"""Questions of Moodle XML with gaps in their text: embedded answers, and words to select or to drag."""

import re
from dataclasses import replace

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import BankQuestion
from helpcourse.interop.banks.cloze import PATTERN, read_gap
from helpcourse.interop.banks.gap_words import GapWords, put_in, stand_in
from helpcourse.interop.banks.intake import Item
from helpcourse.interop.banks.moodle import fields
from helpcourse.interop.banks.xml_tree import Element

_PLACE = re.compile(r"\[\[\s*(\d+)[^\]]*\]\]")


def cloze(element: Element, item: Item, _language: str) -> BankQuestion | None:
    said = fields.said(element.find("questiontext"))
    found = [read_gap(match, item) for match in PATTERN.finditer(said.text)]
    numbers = iter(range(len(found)))
    text = PATTERN.sub(lambda _: stand_in(next(numbers)), said.text)
    if not found or not all(found):
        item.tell(phrase("left out: a gap that we cannot have"))
        return None
    weights = {gap.weight for gap in found if gap}
    if len(weights) > 1:
        item.tell(phrase("gaps that had more weight than others count alike now"))
    prompt = put_in(item.prompt(replace(said, text=text)), [gap.words for gap in found if gap])
    points = (
        fields.points(element, item) if element.find("defaultgrade") else float(sum(gap.weight for gap in found if gap))
    )
    return BankQuestion(
        id=item.id,
        kind=QuestionKind.GAPS,
        prompt=prompt,
        points=points,
        credit=Credit.PROPORTIONAL if len(found) > 1 else Credit.EXACT,
        exact_letters=any(gap.is_exact for gap in found if gap),
        line=element.line,
    )


def selected(element: Element, item: Item, _language: str) -> BankQuestion | None:
    """`gapselect` and `ddwtos`: a gap names its right choice, the others of the choice's group are wrong."""
    choices = [(one.words("text"), one.words("group") or "1") for one in element.all("selectoption", "dragbox")]
    said = fields.said(element.find("questiontext"))
    places = [int(match[1]) - 1 for match in _PLACE.finditer(said.text)]
    if not places or not all(0 <= place < len(choices) for place in places):
        item.tell(phrase("left out: a gap that we cannot have"))
        return None
    numbers = iter(range(len(places)))
    text = _PLACE.sub(lambda _: stand_in(next(numbers)), said.text)
    words = [_choices(choices, place) for place in places]
    if any(len(one.words) < 2 for one in words):
        item.tell(phrase("left out: a gap with one answer to choose from"))
        return None
    return BankQuestion(
        id=item.id,
        kind=QuestionKind.GAPS,
        prompt=put_in(item.prompt(replace(said, text=text)), words),
        points=fields.points(element, item),
        credit=Credit.PROPORTIONAL if len(words) > 1 else Credit.EXACT,
        line=element.line,
    )


def _choices(choices: list[tuple[str, str]], right: int) -> GapWords:
    word, group = choices[right]
    others = [other for other, of_group in choices if of_group == group and other != word]
    return GapWords(tuple(dict.fromkeys([word, *others])))
