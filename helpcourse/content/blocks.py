"""Text to blocks with their line numbers: the one segmenter, used for checking, rendering and translating."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from helpcourse.content.fences import FENCE, in_code
from helpcourse.content.mistakes import Mistake, MistakeLog, Phrase, phrase

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
OPENING = "opening"  # the id of what stands before the first heading

_HOLDERS = frozenset({"note", "warning", "example", "details", "national"})  # kinds that other blocks may stand in
_ALONE = frozenset({"keypoints", "national"})  # kinds that stand in no other block
_DEEPEST = 3  # blocks within blocks; more nobody can read

_HEADING = re.compile(r"(#{1,6})(.*)")
_HEADING_ID = re.compile(r"\s*\{\s*#([^}\s]*)\s*\}\s*$")
_BLOCK = re.compile(r":::\s*(\S+)(?:\s+(\S+))?\s*")
_HEADER_LINE = re.compile(r"[a-z_]+:(?:\s|$)")
_KEYS = "points|tags|credit|type|exact_letters|title|file|alt|captions|source|country|as_of|review_by|checked_by"
_LATE_HEADER = re.compile(rf"(?:{_KEYS}|source_language): ")
_FENCE_WORDS = re.compile(r" *\.?[\w#.+-]* *")  # what Python-Markdown takes after a fence, without attributes
_UNDERLINE = re.compile(r"(?:> ?)*(?:=+|-+) *")
_SUSPECT = re.compile(rf"\s+:::|```|~~~|{_UNDERLINE.pattern}\Z")  # no other line of prose can be wrong


@dataclass(frozen=True, slots=True)
class Segment:
    """A section or a block, as written."""

    kind: str  # "section", or the word after `:::`
    id: str
    line: int  # of the heading or of the `:::` line
    body: str
    body_line: int
    heading: str = ""
    header: str = ""  # the lines `points: 1` and so on, as YAML
    header_line: int = 0  # 0: there are none
    is_closed: bool = True  # if not, where it ends is a guess, which is told
    inside: tuple["Segment", ...] = ()  # the blocks that stand in it, and the prose after each


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file: its front matter, and its sections and blocks in order."""

    file: str
    front: str
    front_line: int
    segments: tuple[Segment, ...]


@dataclass(slots=True)
class _Open:
    """A segment whose lines are still coming."""

    kind: str
    id: str
    line: int
    heading: str = ""
    is_closed: bool = True
    lines: list[str] = field(default_factory=list)
    inside: list[Segment] = field(default_factory=list)


def segment(text: str, file: str, kinds: Collection[str], mistakes: MistakeLog) -> Document:
    """The document in this text; `kinds` are the blocks that may stand in it."""
    document, told = _segmented(text, file, frozenset(kinds))
    mistakes.add(told)
    return document


@lru_cache(maxsize=256)
def _segmented(text: str, file: str, kinds: frozenset[str]) -> tuple[Document, tuple[Mistake, ...]]:
    """Kept, since files are read again and again while one of them is being written."""
    mistakes = MistakeLog()
    lines = text.split("\n")
    front, first = _front_matter(lines, file, mistakes)
    found = _Segmenter(file, kinds, mistakes).segments(lines, first)
    return Document(file, front, 2 if first else 1, tuple(found)), mistakes.all()


def walk(segments: Iterable[Segment]) -> Iterator[Segment]:
    """All of them, and what stands in them, in the order of the page."""
    for one in segments:
        yield one
        yield from walk(one.inside)


def _front_matter(lines: list[str], file: str, mistakes: MistakeLog) -> tuple[str, int]:
    """The YAML between the two `---`, and the place of the first line after it."""
    if lines[0].rstrip() != "---":
        return "", 0
    for place in range(1, len(lines)):
        if lines[place].rstrip() == "---":
            return "\n".join(lines[1:place]), place + 1
    mistakes.tell(
        file, 1, phrase("the front matter is not closed"), phrase("write `---` on a line of its own after it")
    )
    return "", len(lines)


class _Segmenter:
    def __init__(self, file: str, kinds: Collection[str], mistakes: MistakeLog) -> None:
        self._file, self._kinds, self._mistakes = file, kinds, mistakes
        self._done: list[Segment] = []
        self._lines_of_ids: dict[str, int] = {OPENING: 1}
        self._blocks: list[_Open] = []  # that are open, the outermost first
        self._prose: _Open | None = None  # what is read outside of blocks, or after one in another

    def segments(self, lines: list[str], first: int) -> list[Segment]:
        self._prose = _Open("section", OPENING, first + 1)
        before = ""
        for number, (is_code, line) in enumerate(in_code(lines[first:]), start=first + 1):
            if is_code:
                self._look_at_fence(line, number)
                self._lines.append(line)
            else:
                self._take(line, number, before)
            before = "" if is_code else line
        self._end_blocks(phrase("the block `%(id)s` is not closed before the end of the file"))
        self._end_prose()
        return self._done

    @property
    def _lines(self) -> list[str]:
        """Of what is being read."""
        return (self._prose or self._blocks[-1]).lines

    def _take(self, line: str, number: int, before: str) -> None:
        if line.startswith(":::"):
            self._fence(line, number)
        elif line.startswith("#") and (heading := _HEADING.fullmatch(line)):
            self._heading(heading[1], heading[2], line, number)
        else:
            self._look_at(line, number, before)
            self._lines.append(line)

    def _fence(self, line: str, number: int) -> None:
        if line.strip(": "):
            match = _BLOCK.fullmatch(line)
            what = phrase("the block `%(id)s` is not closed before the block in line %(line)s", line=number)
            self._end_blocks(what, but_for=match[1] if match else "note")
            self._end_prose()
            self._blocks.append(self._opened(match, number))
            return
        if line.rstrip() != ":::":
            self._tell(number, phrase("a block is closed with three colons"), phrase("write `:::`"))
        if not self._blocks:
            self._tell(
                number,
                phrase("`:::` closes nothing"),
                phrase("remove it, or give the block's first line its kind and id"),
            )
            return
        after = self._blocks[-1].id
        self._end_block()
        self._prose = _Open("section", f"after-{after}", number + 1)

    def _opened(self, match: re.Match[str] | None, number: int) -> _Open:
        kind, id_ = (match[1], match[2] or "") if match else ("", "")
        if not match or kind.startswith(":"):
            self._tell(
                number,
                phrase("a block's first line is not understood"),
                phrase("write `::: kind id`, for instance `::: note law`"),
            )
        elif kind not in self._kinds:
            known = ", ".join(f"`{known}`" for known in sorted(self._kinds))
            remedy = phrase("blocks that may: %(known)s", known=known) if known else phrase("write it without a block")
            self._tell(number, phrase("a block of kind `%(kind)s` may not stand here", kind=kind), remedy)
        if id_:
            self._look_at_id(id_, number)
        else:
            self._tell(number, phrase("the block has no id"), phrase("write `::: kind id`"))
        return _Open(kind or "note", id_ or f"line-{number}", number)

    def _heading(self, marks: str, words: str, line: str, number: int) -> None:
        if len(marks) > 2:
            self._lines.append(line)
            return
        self._end_blocks(phrase("the block `%(id)s` is not closed before the heading in line %(line)s", line=number))
        self._end_prose()
        if len(marks) == 1:
            self._tell(
                number, phrase("a heading with one `#`"), phrase("write `##`: the title stands in the front matter")
            )
        if not words.startswith(" "):
            self._tell(number, phrase("no space after `##`"), phrase("write `## Heading {#id}`"))
        found = _HEADING_ID.search(words)
        id_ = found[1] if found else ""
        if id_:
            self._look_at_id(id_, number)
        else:
            remedy = phrase("end it with `{#id}`, the same in every language")
            self._tell(number, phrase("the heading has no id"), remedy)
        heading = _HEADING_ID.sub("", words).strip().rstrip("#").strip()
        if not heading:
            self._tell(number, phrase("a heading without words"), phrase("write `## Heading {#id}`"))
        self._prose = _Open("section", id_ or f"line-{number}", number, heading)

    def _look_at_id(self, id_: str, number: int) -> None:
        if not ID.fullmatch(id_) or len(id_) > 80:
            self._tell(
                number, phrase("`%(id)s` is no id", id=id_), phrase("use a-z, 0-9 and single hyphens, 80 at most")
            )
        elif id_ in self._lines_of_ids:
            self._tell(
                number,
                phrase("the id `%(id)s` is used already, in line %(line)s", id=id_, line=self._lines_of_ids[id_]),
                phrase("choose another"),
            )
        self._lines_of_ids.setdefault(id_, number)

    def _look_at(self, line: str, number: int, before: str) -> None:
        if not _SUSPECT.match(line):
            return
        if line.lstrip().startswith(":::"):
            self._tell(number, phrase("`:::` is indented"), phrase("move it to the start of the line"))
        if FENCE.match(line):
            remedy = phrase("write the same marks on a line of their own after the code")
            self._tell(number, phrase("a code fence is not closed"), remedy)
        if _UNDERLINE.fullmatch(line) and before.lstrip("> ").strip() and "|" not in before:
            what = phrase("a line of `-` or `=` makes the line above a heading")
            self._tell(number, what, phrase("write `##`, or an empty line between"))

    def _look_at_fence(self, line: str, number: int) -> None:
        opened = FENCE.match(line)
        if opened and not _FENCE_WORDS.fullmatch(opened[2]):
            self._tell(number, phrase("only a language may follow a code fence"), phrase("remove the rest of the line"))

    def _end_blocks(self, before: Phrase, but_for: str = "") -> None:
        """End the open blocks that something follows which cannot stand in them: all, or all that may not hold this."""
        while self._blocks and not self._may_hold(but_for):
            block = self._blocks[-1]
            block.is_closed = False
            self._tell(block.line, before.of(id=block.id), phrase("write `:::` on a line of its own"))
            self._end_block()

    def _may_hold(self, kind: str) -> bool:
        """Whether a block of this kind may stand in the innermost open block; nothing else may."""
        is_holder = self._blocks[-1].kind in _HOLDERS and len(self._blocks) < _DEEPEST
        return bool(kind) and kind not in _ALONE and is_holder

    def _end_block(self) -> None:
        self._end_prose()
        self._keep(self._blocks.pop())

    def _end_prose(self) -> None:
        prose, self._prose = self._prose, None
        if prose:
            self._keep(prose)

    def _keep(self, block: _Open) -> None:
        """Put what was read where it stands; a section without a heading begins where its words begin."""
        has_first_line = block.kind != "section" or bool(block.heading)
        header = _header(block.lines) if block.kind != "section" else []
        rest = block.lines[len(header) :]
        leading = sum(1 for _ in takewhile(lambda line: not line.strip(), rest))
        body = "\n".join(rest[leading:]).rstrip()
        if not body and not has_first_line:
            return
        if not has_first_line and block.id != OPENING:
            self._look_at_id(block.id, block.line)
        body_line = block.line + has_first_line + len(header) + leading
        self._look_at_body(body, body_line, block)
        line = block.line if has_first_line else body_line
        words = (block.heading, "\n".join(header), block.line + 1 if header else 0, block.is_closed)
        siblings = self._blocks[-1].inside if self._blocks else self._done
        siblings.append(Segment(block.kind, block.id, line, body, body_line, *words, tuple(block.inside)))

    def _look_at_body(self, body: str, line: int, block: _Open) -> None:
        if block.kind != "section" and _LATE_HEADER.match(body):
            self._tell(
                line, phrase("a header line after an empty line"), phrase("move it to directly below the `:::` line")
            )

    def _tell(self, line: int, what: Phrase, remedy: Phrase) -> None:
        self._mistakes.tell(self._file, line, what, remedy)


def _header(lines: list[str]) -> list[str]:
    """The lines directly below the `:::` line that say what is said once; an empty line ends them."""
    if not lines or not _HEADER_LINE.match(lines[0]):
        return []
    return list(takewhile(str.strip, lines))
