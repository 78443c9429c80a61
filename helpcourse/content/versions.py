"""Earlier versions of a source: the texts in an old file, and what has changed in words since."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from helpcourse.content import strict_yaml
from helpcourse.content.blocks import Segment, segment, walk
from helpcourse.content.documents import LABELS
from helpcourse.content.files import TextFile, cleaned
from helpcourse.content.glossary import terms_in
from helpcourse.content.headers import KINDS, labels
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import Text
from helpcourse.content.translations import text_hash

_PARAGRAPHS = re.compile(r"\n\s*\n")


def texts_by_hash(file: TextFile) -> dict[str, Text]:
    """All texts of a file that is or was a course's, by the hash that the lock keeps of them."""
    return {text_hash(*texts): texts[0] for texts in _texts(TextFile(file.name, cleaned(file.text)))}


def _texts(file: TextFile) -> Iterator[list[Text]]:
    """Each text, followed by those of the blocks in it."""
    unheard = MistakeLog()  # an old version may have had mistakes
    document = segment(file.text, file.name, KINDS, unheard)
    front = strict_yaml.read(document.front, file.name, document.front_line, unheard)
    said = front.value if front and isinstance(front.value, dict) else {}
    for key in LABELS:
        if isinstance(said.get(key), str):
            yield [Text("", file.name, 1, said[key])]
    for one in walk(document.segments):
        yield [_text(inner, file) for inner in walk([one])]
    if file.name.startswith("glossary."):
        yield from ([text] for text in terms_in(file).values())


def _text(one: Segment, file: TextFile) -> Text:
    return Text(one.body, file.name, one.line, one.heading, body_line=one.body_line, labels=labels(one))


def changes(old: Text, new: Text) -> list[str]:
    """The paragraphs that have changed, what is gone as `[-gone-]`, what has come as `{+come+}`."""
    before, after = _paragraphs(old), _paragraphs(new)
    found = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            pairs = zip_longest(before[start:end], after[new_start:new_end], fillvalue="")
            found += [_marked(one.split(), other.split()) for one, other in pairs]
    return found


def _paragraphs(text: Text) -> list[str]:
    whole = "\n\n".join((text.heading, *text.labels.values(), text.markdown)).strip()
    return [" ".join(paragraph.split()) for paragraph in _PARAGRAPHS.split(whole)]


def _marked(old: list[str], new: list[str]) -> str:
    words: list[str] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            words += old[start:end]
            continue
        words += [f"[-{' '.join(old[start:end])}-]"] if end > start else []
        words += [f"{{+{' '.join(new[new_start:new_end])}+}}"] if new_end > new_start else []
    return " ".join(words)
