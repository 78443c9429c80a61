"""Texts that need not be rendered to be checked: nothing can be wrong with them but the names in their links.

Most of a course is such prose. Rendering all of it took four fifths of the time of a check.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from helpcourse.content.bounds import may_exceed
from helpcourse.content.links import Problem, References, source_problem, term_problem
from helpcourse.content.parts import LINES, Role
from helpcourse.content.render import NOTHING, Rendered

_WEB = r"https?://[\w-][\w.-]*(?:/[\w./?=%,:-]*)?"
_LINK = re.compile(rf"\[[^\[\]\n]*\]\((?:(source|term):([\w./-]*)|{_WEB})\)")
_QUOTE = re.compile(r"^ {0,3}> ?", re.MULTILINE)

# What may begin HTML, code, an attribute, a table, a footnote, a heading, a picture or another link than ours.
_SIGN = re.compile(r"[\[\]<>`\\{}|~^#=&\x00-\x08\x0b-\x1f]")
# Code by its indent, a definition, a line that makes a heading of the one above, a list within a list.
_LINE = re.compile(r"\n(?: {4}| *:| *[-*_][-*_ ]*(?:\n|\Z)| *(?:[-*+]|\d+\.) +(?:[-*+]|\d+\.)(?:[ \n]|\Z))")
_NO_PARAGRAPH = re.compile(r" *(?:>|(?:[-*+]|\d+\.)(?: |\Z))")
_MOST_STARS = 100  # emphasis within emphasis


def read(markdown: str, role: Role, references: References) -> Rendered | None:
    """What rendering the text would find, without the HTML; None if it has to be rendered to know."""
    pieces = _pieces(markdown, is_line=role in LINES)
    if pieces is None:
        return None
    if len(pieces) == 1:
        return NOTHING
    problems, citations, terms = _links(pieces[1::3], pieces[2::3], references)
    return Rendered("", problems, tuple(dict.fromkeys(citations)), tuple(dict.fromkeys(terms)), (), ())


@lru_cache(maxsize=4096)
def _pieces(markdown: str, *, is_line: bool) -> tuple[str | None, ...] | None:
    """Words, kind of a link, target, words, kind, target, words …; kept, since a course is read again and again."""
    pieces = _LINK.split(markdown) if "](" in markdown else [markdown]
    if not _is_prose(pieces[::3], markdown) or may_exceed(markdown):
        return None
    if is_line and (not markdown.strip() or "\n" in markdown or _NO_PARAGRAPH.match(markdown)):
        return None
    return tuple(pieces)


def _is_prose(words: Sequence[str], markdown: str) -> bool:
    rest = _unquoted("".join(words))
    if _SIGN.search(rest) or "![" in markdown or rest.count("*") > _MOST_STARS:
        return False
    return not _LINE.search(f"\n{_unquoted(markdown)}")


def _unquoted(text: str) -> str:
    return _QUOTE.sub("", text) if ">" in text else text


def _links(
    kinds: Sequence[str | None], targets: Sequence[str | None], references: References
) -> tuple[tuple[Problem, ...], list[str], list[str]]:
    """What is wrong with them, what the good ones cite and which terms they use; a link to the web has no kind."""
    problems: list[Problem] = []
    good: dict[str, list[str]] = {"source": [], "term": []}
    for kind, target in zip(kinds, targets, strict=True):
        if kind is None or target is None:
            continue
        look_up = source_problem if kind == "source" else term_problem
        if problem := look_up(target, references):
            problems.append(problem)
        else:
            good[kind].append(target)
    return tuple(problems), good["source"], good["term"]
