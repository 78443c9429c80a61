"""Moodle XML to a bank of ours."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import Bank, BankError, BankQuestion
from helpcourse.interop.banks.intake import Intake, Item
from helpcourse.interop.banks.limits import look_at_count
from helpcourse.interop.banks.marks import unmarked
from helpcourse.interop.banks.moodle import choices, fields, gaps, typed
from helpcourse.interop.banks.naming import slug
from helpcourse.interop.banks.xml_tree import Element, read_xml

Reader = Callable[[Element, Item, str], BankQuestion | None]

_READERS: Mapping[str, Reader] = {
    "multichoice": choices.multichoice,
    "multichoiceset": choices.all_or_nothing,
    "truefalse": choices.truefalse,
    "matching": choices.matching,
    "ddmatch": choices.matching,
    "ordering": choices.ordering,
    "shortanswer": typed.shortanswer,
    "numerical": typed.numerical,
    "essay": typed.essay,
    "cloze": gaps.cloze,
    "gapselect": gaps.selected,
    "ddwtos": gaps.selected,
}


def read(content: bytes, language: str, encoding: str = "") -> Bank:
    """Raises BankError if this is no Moodle XML."""
    root = read_xml(content, encoding)
    if root.tag != "quiz":
        raise BankError(root.line, phrase("this is no Moodle XML: it begins with `<%(tag)s>`", tag=root.tag))
    intake = Intake(language)
    categories = [one for one in root.all("question") if one.get("type") == "category"]
    paths = list(dict.fromkeys(_path(one) for one in categories))
    title = paths[0][-1] if len(paths) == 1 and paths[0] else ""
    questions: list[BankQuestion] = []
    tag = ""
    for element in look_at_count(root.all("question")):
        if element.get("type") == "category":
            path = _path(element)
            tag = slug(path[-1]) if path and not title else ""
        elif found := _question(element, intake, language):
            questions.append(replace(found, tags=_with(found.tags, tag)))
    return Bank(tuple(questions), title, "", intake.pictures, tuple(intake.notes))


def _path(element: Element) -> tuple[str, ...]:
    """`$course$/top/Law // practice` -> Law / practice, without what every course has."""
    words = element.words("category", "text").replace("//", "\0")
    parts = [part.strip().replace("\0", "/") for part in words.split("/")]
    return tuple(part for part in parts if part and part != "top" and not part.startswith("$"))


def _with(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tags if not tag or tag in tags else (*tags, tag)


def _question(element: Element, intake: Intake, language: str) -> BankQuestion | None:
    kind = element.get("type")
    item = intake.item(element.words("idnumber") or element.words("name", "text"), element.line)
    reader = _READERS.get(kind)
    if reader is None:
        item.tell(phrase("left out: a question of Moodle's type `%(type)s`, which we do not have", type=kind))
        return None
    found = reader(element, item, language)
    if found is None:
        return None
    fields.look_for_rest(element, item)
    tags, marked = unmarked([one.words("text") for one in element.all("tags") for one in one.all("tag")], found, item)
    return replace(marked, tags=tags, feedback=item.blocks(fields.said(element.find("generalfeedback"))))
