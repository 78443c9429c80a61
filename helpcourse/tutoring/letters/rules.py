"""Decisions about letters: in which language somebody gets one, and to whom none can go."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpcourse.languages import LANGUAGES

LONGEST_SUBJECT, LONGEST_TEXT = 200, 5000


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in one language."""

    subject: str
    text: str  # as typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A learner to whom a letter may go."""

    enrolment_id: uuid.UUID
    cohort_id: uuid.UUID
    cohort: str  # its name
    course_id: str
    edition_id: int
    person_id: int
    name: str  # empty once erased
    language: str  # of mails to them
    is_reachable: bool  # neither erased nor deactivated


def language_for(language: str, written: Mapping[str, Words]) -> str:
    """In which of the languages that were written somebody gets the letter: their own, or the first that there is."""
    return language if language in written else next(code for code in LANGUAGES if code in written)


def each_once(readers: Sequence[Reader]) -> list[Reader]:
    """One line a person, who may learn in several cohorts."""
    return list({one.person_id: one for one in reversed(readers)}.values())[::-1]
