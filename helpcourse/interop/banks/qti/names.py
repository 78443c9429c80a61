"""QTI 3 and QTI 2 under one set of names: `qti-simple-choice` is `simpleChoice`."""

import re

from helpcourse.interop.banks.xml_tree import Element

_DASH = re.compile(r"-([a-z])")


def as_in_2(element: Element) -> Element:
    """The same tree with the names of QTI 2; HTML and what is not QTI stay as they are."""
    is_3 = element.tag.startswith("qti-")
    tag = _camel(element.tag.removeprefix("qti-")) if is_3 else element.tag
    attributes = {_camel(name) if is_3 else name: value for name, value in element.attributes.items()}
    children = [child if isinstance(child, str) else as_in_2(child) for child in element.children]
    return Element(tag, element.line, attributes, children)


def _camel(name: str) -> str:
    return name if name.startswith(("data-", "aria-")) else _DASH.sub(lambda match: match[1].upper(), name)
