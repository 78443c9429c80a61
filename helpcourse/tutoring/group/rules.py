"""Decisions about what a group says: who may write what, who is mentioned, how a message is quoted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from helpcourse.languages import beginning, folded

LONGEST_TEXT = 20_000  # characters, of a message
LONGEST_EXCERPT = 500  # characters of an announcement, in its mail
MOST_CALLED = 50  # names in one message: each is looked for among all of the group
LONGEST_QUOTE = 600  # characters of a message that an answer begins with
_QUOTED_LINE = re.compile(r"^>.*\n?", re.MULTILINE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Seat:
    """How somebody belongs to a group."""

    person_id: int
    leads: bool  # tutors it, or sees it as a coordinator or an admin
    is_closed: bool  # the cohort: then all is only read

    @property
    def may_write(self) -> bool:
        return not self.is_closed

    @property
    def may_moderate(self) -> bool:
        return self.leads


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a message: whose it is, and whether it is still to be read."""

    by_id: int
    is_withdrawn: bool
    is_hidden: bool


def may_answer(seat: Seat, *, is_thread_closed: bool) -> bool:
    """Who leads may have the last word in a thread that is closed to the others."""
    return seat.may_write and (seat.leads or not is_thread_closed)


def may_edit(seat: Seat, post: Standing, *, is_thread_closed: bool) -> bool:
    """Only one's own words, and not what was taken out of sight."""
    is_there = not post.is_withdrawn and not post.is_hidden
    return post.by_id == seat.person_id and is_there and may_answer(seat, is_thread_closed=is_thread_closed)


def may_withdraw(seat: Seat, post: Standing) -> bool:
    """One's own words may be taken back at any time, of a closed cohort too."""
    return post.by_id == seat.person_id and not post.is_withdrawn


def may_read(seat: Seat, post: Standing) -> bool:
    """What is hidden is still read by its author and by who leads."""
    return not post.is_withdrawn and (not post.is_hidden or seat.leads or post.by_id == seat.person_id)


def mentioned(text: str, names: Mapping[int, Iterable[str]]) -> set[int]:
    """Whom a text calls: `@` before one of the names that people go by; quoted lines call nobody.

    A name may go on with the ending of its case: @Серікова Айгерімге. Of names that begin alike the longest is meant;
    two people of one name are both. After MOST_CALLED signs nobody is called any more.
    """
    known = [(folded(_plain(name)), person_id) for person_id, forms in names.items() for name in forms if name.strip()]
    found: set[int] = set()
    for called in folded(_plain(_QUOTED_LINE.sub("", text))).split("@")[1 : MOST_CALLED + 1]:
        fitting = [(name, person_id) for name, person_id in known if called.startswith(name)]
        longest = max((len(name) for name, _ in fitting), default=0)
        found |= {person_id for name, person_id in fitting if len(name) == longest}
    return found


def quoted(text: str, name: str) -> str:
    """The beginning of an answer: whom it answers, and their own words as a Markdown quotation."""
    words = _QUOTED_LINE.sub("", text).strip()
    words = beginning(words, LONGEST_QUOTE)
    lines = "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
    return f"@{name}\n\n{lines}\n\n" if words else f"@{name}\n\n"


def listed_first(pinned_at: datetime | None, last_at: datetime) -> tuple[bool, datetime]:
    """Orders threads, the greatest first: what is pinned, then by the last message."""
    return pinned_at is not None, last_at


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text)
