"""The words of a QTI item: its question, its options, its feedback; without what asks for the answer."""

from collections.abc import Mapping
from html import escape

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.intake import Item, Said
from helpcourse.interop.banks.xml_tree import Element

_FEEDBACK = ("feedbackInline", "feedbackBlock")
_WHOLE = "whole"


class Words:
    def __init__(self, root: Element, item: Item, files: Mapping[str, bytes]) -> None:
        self._item, self._files = item, files
        self._modal = {one.get("identifier"): one for one in root.all("modalFeedback")}
        self._root = root
        self._told: set[str] = set()
        self._put: Mapping[int, str] = {}

    def put(self, instead: Mapping[int, str]) -> None:
        """What stands in the text for these interactions."""
        self._put = instead

    def prompt(self, body: Element) -> str:
        return self._item.prompt(Said(self._markup(body), pictures=self._files))

    def line(self, choice: Element) -> str:
        return self._item.line_of(Said(self._markup(choice), pictures=self._files))

    def feedback_to(self, choice: Element) -> str:
        """What is said of an option: in it, or shown when it is chosen."""
        inside = "".join(self._markup(one) for one in choice.walk() if one.tag in _FEEDBACK)
        said = inside or self._modal_markup(choice.get("identifier"))
        return self._item.blocks(Said(said, pictures=self._files))

    def feedback_named(self, name: str) -> str:
        return self._item.blocks(Said(self._modal_markup(name), pictures=self._files))

    def feedback(self) -> str:
        """To the whole question."""
        return self.feedback_named(_WHOLE)

    def look_for_rest(self) -> None:
        """Tell what has no place in a question of ours; what was asked for has one."""
        if len(self._modal.keys() - self._told - {_WHOLE}):
            self._item.tell(phrase("feedback that depends on rules is left out"))
        for tag, what in _NO_PLACE.items():
            if any(one.tag == tag for one in self._root.walk()):
                self._item.tell(what)

    def _modal_markup(self, name: str) -> str:
        self._told.add(name)
        return self._markup(self._modal[name]) if name in self._modal else ""

    def _markup(self, one: Element) -> str:
        """The inside as HTML: interactions are gone but for their prompts."""
        return "".join(
            escape(child, quote=False) if isinstance(child, str) else self._outer(child) for child in one.children
        )

    def _outer(self, one: Element) -> str:
        if id(one) in self._put:
            return self._put[id(one)]
        if one.tag in (*_FEEDBACK, "rubricBlock"):
            return ""
        if one.tag.endswith("Interaction"):
            return "".join(f"<div>{self._markup(prompt)}</div>" for prompt in one.all("prompt"))
        if one.get("class") == "unit":
            return ""
        if one.tag == "object" and one.get("type").startswith("image/"):
            return f'<img src="{escape(one.get("data"))}" alt="{escape(one.words())}">'
        tag = _HTML.get(one.tag, one.tag)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in one.attributes.items())
        return f"<{tag}{attributes}>{self._markup(one)}</{tag}>"


_HTML = {"contentBody": "div", "templateInline": "span", "templateBlock": "div"}
_NO_PLACE = {
    "rubricBlock": phrase("what graders or candidates are told beside the question is left out"),
    "assessmentStimulusRef": phrase("a text that several questions share is left out: put it into the question"),
    "printedVariable": phrase("a value that is drawn anew each time is left out"),
}
