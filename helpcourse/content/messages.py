"""A course as messages for translators: one for each paragraph, option, feedback, title, with what it is and where.

A message is known by its context and its source text. The context is the place of its block without the language
(`lessons/why-absolute#no-exception`, then `/option-2` and so on): what is inserted before it does not change it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from helpcourse.content.coverage import in_order
from helpcourse.content.model import BlockKind, Course, Freshness, Passage, Text, walk
from helpcourse.content.paragraphs import cut
from helpcourse.content.parts import Part, Role
from helpcourse.content.slots import Key, parts_by_key
from helpcourse.content.translations import freshness_in, place


@dataclass(frozen=True, slots=True)
class Message:
    context: str
    source: str
    translation: str = ""
    is_fuzzy: bool = False  # made from another source: to be looked at
    previous: str = ""  # the source that it was made from, if that is known and another
    note: str = ""  # what it is
    file: str = ""  # of the source
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by; how its source is broken into lines does not matter."""
        return self.context, " ".join(self.source.split())


def messages(course: Course, language: str, old: Mapping[str, Text]) -> list[Message]:
    """All that is to be said in this language, in the order of the course.

    `old` says by place what the source of a stale block was; of what was not changed in it the translation stays.
    """
    found: list[Message] = []
    for passage in in_order(course):
        if passage.block.source_language != language:
            where = place(passage.document, language, passage.block.id)
            found += _of_passage(passage, language, old.get(where))
    return found


def of_part(passage: Passage, part: Part) -> list[Message]:
    """The messages of a part of the source; the same paragraph once more in it has a number in its context."""
    context = _context(passage, (part.role, part.option))
    text = passage.block.texts[passage.block.source_language]
    seen: Counter[str] = Counter()
    found = []
    for unit in cut(part.markdown).units:
        message = Message(context, unit.text, note=_note(passage, part), file=text.file, line=part.line + unit.line)
        seen[message.key[1]] += 1
        again = seen[message.key[1]]
        found.append(message if again == 1 else replace(message, context=f"{context}/again-{again}"))
    return found


def whole(passage: Passage, part: Part) -> Message:
    """A part as one message, where the translation's paragraphs do not answer to the source's."""
    text = passage.block.texts[passage.block.source_language]
    context = _context(passage, (part.role, part.option))
    return Message(context, part.markdown, note=_note(passage, part), file=text.file, line=part.line)


def _of_passage(passage: Passage, language: str, old: Text | None) -> list[Message]:
    block = passage.block
    source = parts_by_key(block.kind, block.texts[block.source_language])
    translated = parts_by_key(block.kind, block.texts[language]) if language in block.texts else {}
    before = parts_by_key(block.kind, old) if old else {}
    is_stale = freshness_in(block, language) is Freshness.STALE
    found: list[Message] = []
    for key, part in source.items():
        theirs = translated[key].markdown if key in translated else ""
        if is_stale:
            found += _stale(passage, part, theirs, before[key].markdown if key in before else "")
        else:
            found += _paired(passage, part, theirs)
    is_inside = any(freshness_in(inner, language) is not Freshness.CURRENT for inner in walk(block.inside))
    if is_stale and not is_inside and all(message.translation and not message.is_fuzzy for message in found):
        return [replace(message, is_fuzzy=True) for message in found]  # something was taken out, or moved
    return found


def _paired(passage: Passage, part: Part, theirs: str) -> list[Message]:
    ours, texts = of_part(passage, part), cut(theirs).texts
    if not theirs:
        return ours
    if len(ours) != len(texts):
        return [replace(whole(passage, part), translation=theirs)]
    return [replace(message, translation=text) for message, text in zip(ours, texts, strict=True)]


def _stale(passage: Passage, part: Part, theirs: str, before: str) -> list[Message]:
    """What has not changed keeps its translation; what has is fuzzy, with what it was."""
    made_from, texts = cut(before).texts, cut(theirs).texts
    if not before:
        return [replace(message, is_fuzzy=bool(message.translation)) for message in _paired(passage, part, theirs)]
    if len(made_from) != len(texts):
        is_other = before.split() != part.markdown.split()
        one = replace(whole(passage, part), translation=theirs, is_fuzzy=is_other, previous=before if is_other else "")
        return [one]
    ours = of_part(passage, part)
    known = dict(_answers(made_from, [message.source for message in ours]))
    return [_made_from(message, known.get(number), made_from, texts) for number, message in enumerate(ours)]


def _made_from(message: Message, number: int | None, made_from: Sequence[str], texts: Sequence[str]) -> Message:
    if number is None:
        return message
    if made_from[number].split() == message.source.split():
        return replace(message, translation=texts[number])
    return replace(message, translation=texts[number], is_fuzzy=True, previous=made_from[number])


def _answers(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each new text that has one, its number and that of the old text that it has come from."""
    before, after = ([" ".join(text.split()) for text in texts] for texts in (old, new))
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what in ("equal", "replace"):
            yield from zip(range(new_start, new_end), range(start, end), strict=False)


def _context(passage: Passage, key: Key) -> str:
    role, option = key
    block = place(passage.document, "", passage.block.id).replace(".", "", 1)
    if role is Role.BODY or passage.block.id.startswith("@"):
        return block
    return f"{block}/{role.replace(' ', '-')}{'-' if option else ''}{option}"


def _note(passage: Passage, part: Part) -> str:
    """What the message is, in words for the translator."""
    document, id_ = passage.document, passage.block.id
    if id_.startswith("@"):
        return f"{id_[1:]} of {document}"
    if document == "glossary":
        return f"term {id_}" if part.role is Role.HEADING else f"definition of the term {id_}"
    what = part.role.value if part.role is not Role.BODY else "text"
    of_option = f" of option {part.option}" if part.option and part.role is not Role.OPTION else f" {part.option}"
    kind = "" if passage.block.kind is BlockKind.SECTION else f"{passage.block.kind} "
    return f"{what}{of_option.rstrip()} of {kind}{id_}, {document}"
