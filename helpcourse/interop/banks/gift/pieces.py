"""The pieces of a GIFT file: questions with their lines, answers with their weights, signs that are escaped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpcourse.interop.banks.amounts import amount_text, plain_number
from helpcourse.interop.banks.intake import Said, TextForm

_ESCAPED = {f"\\{sign}": chr(0xE030 + place) for place, sign in enumerate("\\:#={}~n")}
_BACK = {instead: "\n" if pair == "\\n" else pair[1] for pair, instead in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\[\\:#={}~n]")
_PRIVATE = re.compile("[\ue030-\ue037]")
_FORM = re.compile(r"\[(html|markdown|plain|moodle)\]")
_FORMS = {
    "html": TextForm.HTML,
    "markdown": TextForm.MARKDOWN,
    "plain": TextForm.PLAIN,
    "moodle": TextForm.AUTO,
}
_COMMENT = re.compile(r"\[(id|tag):([^\]]+)\]")
_SIGN = re.compile(r"[=~]")
_WEIGHT = re.compile(r"\s*%(-?[0-9]+(?:[.,][0-9]+)?)%")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two empty lines; escaped signs are put away."""

    line: int
    name: str
    text: str
    id: str  # from a comment, as Moodle 4 writes them
    tags: tuple[str, ...]

    @property
    def category(self) -> str:
        """The last part of `$CATEGORY: $course$/top/Law`; empty if it is none."""
        if not self.text.startswith("$CATEGORY:"):
            return ""
        path = plain(self.text.removeprefix("$CATEGORY:")).replace("//", "\0")
        parts = [part.strip().replace("\0", "/") for part in path.split("/")]
        return next((part for part in reversed(parts) if part and part != "top"), "")


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    weight: float  # percents of the points
    is_equal: bool  # whether it begins with `=`, not with `~`
    feedback: str = ""


def pieces_of(text: str) -> Iterator[Piece]:
    """Empty lines part questions; comments are lines of their own."""
    lines: list[str] = []
    comments: list[str] = []
    first = 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip().startswith("//"):
            comments.append(line.strip())
        elif line.strip():
            first = first if lines else number
            lines.append(line)
        elif lines:
            yield _piece(first, "\n".join(lines), "\n".join(comments))
            lines, comments = [], []


def _piece(line: int, text: str, comment: str) -> Piece:
    said = _COMMENT.findall(comment)
    id_ = next((value for kind, value in said if kind == "id"), "")
    escaped = _ESCAPE.sub(lambda match: _ESCAPED[match[0]], text).strip()
    name = ""
    if escaped.startswith("::") and "::" in escaped[2:]:
        name, _colons, escaped = escaped[2:].partition("::")
    return Piece(line, plain(name), escaped.strip(), id_, tuple(value for kind, value in said if kind == "tag"))


def plain(text: str) -> str:
    """With the signs that were escaped."""
    return _PRIVATE.sub(lambda match: _BACK[match[0]], text).strip()


def said(text: str, form: TextForm) -> Said:
    """A text in the form that it names, else in this one."""
    if found := _FORM.match(text.strip()):
        return Said(plain(text.strip()[found.end() :]), _FORMS[found[1]])
    return Said(plain(text), form)


def answers_in(body: str) -> list[Answer]:
    """Empty if they are not written as answers."""
    starts = [match.start() for match in _SIGN.finditer(body)]
    if not starts or body[: starts[0]].strip():
        return []
    ends = [*starts[1:], len(body)]
    return [answer(body[start + 1 : end], is_equal=body[start] == "=") for start, end in zip(starts, ends, strict=True)]


def answer(text: str, *, is_equal: bool) -> Answer:
    weight = 100.0 if is_equal else 0.0
    if found := _WEIGHT.match(text):
        weight, text = float(found[1].replace(",", ".")), text[found.end() :]
    words, _hash, feedback = text.partition("#")
    return Answer(words.strip(), weight, is_equal, feedback.strip())


def amount(text: str) -> str:
    """`30:0.5` or `29.5..30.5` as we write it; empty if it is none."""
    if ".." in text:
        low, high = (plain_number(end) for end in text.split("..", 1))
        if not low or not high:
            return ""
        middle, spread = (float(low) + float(high)) / 2, (float(high) - float(low)) / 2
        return amount_text(f"{middle:.6f}", f"{spread:.6f}")
    value, _colon, tolerance = text.partition(":")
    return amount_text(value, tolerance or "0")
