"""What all questions of Moodle XML have: texts with their pictures, points, and parts that we have no place for."""

from collections.abc import Iterator
from urllib.parse import quote

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.intake import Item, Said, TextForm, unbased
from helpcourse.interop.banks.marks import as_points
from helpcourse.interop.banks.xml_tree import Element

_FORMS = {
    "html": TextForm.HTML,
    "moodle_auto_format": TextForm.AUTO,
    "plain_text": TextForm.PLAIN,
    "markdown": TextForm.MARKDOWN,
}
_USUAL_PENALTIES = {"", "0", "0.1", "0.3333333", "0.5", "1"}  # what Moodle sets by itself
_NO_PLACE = {
    "correctfeedback": phrase("feedback to a right answer as a whole is left out"),
    "partiallycorrectfeedback": phrase("feedback to a partly right answer as a whole is left out"),
    "incorrectfeedback": phrase("feedback to a wrong answer as a whole is left out"),
}


def said(element: Element | None) -> Said:
    """A text with its pictures."""
    if element is None:
        return Said("")
    form = _FORMS.get(element.get("format", "html"), TextForm.HTML)
    return Said(element.words("text"), form, dict(_pictures(element)))


def _pictures(element: Element) -> Iterator[tuple[str, bytes]]:
    for file in element.all("file"):
        content = unbased(file.words()) if file.get("encoding", "base64") == "base64" else None
        if content is not None:
            name = file.get("name")
            yield f"@@PLUGINFILE@@{file.get('path', '/')}{name}", content
            yield f"@@PLUGINFILE@@{file.get('path', '/')}{quote(name)}", content


def prompt(element: Element, item: Item) -> str:
    return item.prompt(said(element.find("questiontext")))


def points(element: Element, item: Item) -> float:
    """What a question is worth; what we cannot have is told, and counts 1."""
    given = element.words("defaultgrade") or "1"
    found = as_points(given)
    if not found:
        item.tell(phrase("%(points)s points: it has 1 now, ours have more than 0 and 100 at most", points=given))
    return found or 1.0


def fraction(answer: Element) -> float:
    """Percents of the points."""
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


def look_for_rest(element: Element, item: Item) -> None:
    """Tell what has no place in a question of ours."""
    for tag, what in _NO_PLACE.items():
        if said(element.find(tag)):
            item.tell(what)
    if any(said(hint) for hint in element.all("hint")):
        item.tell(phrase("hints are left out"))
    if element.words("penalty") not in _USUAL_PENALTIES:
        item.tell(phrase("the penalty for further tries is left out: a try counts as it is"))
    if said(element.find("graderinfo")):
        item.tell(phrase("what graders are told is left out: put it into the feedback"))
    if said(element.find("responsetemplate")):
        item.tell(phrase("the template of an answer is left out: put it into the question"))
    if element.words("hidden") == "1":
        item.tell(phrase("it is hidden in Moodle, and is in the bank now"))
