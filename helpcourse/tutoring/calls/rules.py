"""Decisions about calls: until when one applies, who may, who may be decided on, who is next, who is listed."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from helpcourse.accounts.models import Country, Profession
from helpcourse.accounts.rules import Limit
from helpcourse.languages import folded
from helpcourse.tutoring.schedule.rules import WallTime

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
CODE_LENGTH = 8
JOIN_BY_EMAIL = Limit("join_email", 10, timedelta(minutes=15))
JOIN_BY_ADDRESS = Limit("join_address", 100, timedelta(minutes=15))  # a launch seminar has one address


class CallState(StrEnum):
    DRAFT = "draft"  # nobody but its makers sees it
    OPEN = "open"
    CLOSED = "closed"  # before its deadline, by hand
    WITHDRAWN = "withdrawn"  # for good: the training does not take place


class Standing(StrEnum):
    """How a call stands at a moment."""

    DRAFT = "draft"
    OPEN = "open"
    OVER = "over"  # closed, or its deadline has passed
    WITHDRAWN = "withdrawn"


class ApplicationState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    WAITING = "waiting"  # on the waiting list
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by the applicant, or with the call


DECIDED = frozenset({ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.REFUSED})
HOPING = frozenset({ApplicationState.SENT, ApplicationState.WAITING})  # for a place
IN_PLAY = frozenset({ApplicationState.SENT, ApplicationState.ACCEPTED, ApplicationState.WAITING})


class Obstacle(StrEnum):
    """Why an application cannot be sent or changed."""

    OVER = "over"
    WITHDRAWN = "withdrawn"
    COUNTRY = "country"
    MEMBER = "member"  # of this cohort already
    DECIDED = "decided"
    OVERTAKEN = "overtaken"  # changed in another tab or on another device


class Skip(StrEnum):
    """Why an applicant was not decided on."""

    CHANGED = "changed"  # somebody else was faster, or it was withdrawn
    MEMBER = "member"  # accepted before: whoever is to leave is taken out of the cohort
    OTHER_COHORT = "other_cohort"
    GONE = "gone"  # the account was deactivated or erased


class JoinObstacle(StrEnum):
    """Why a code lets nobody in."""

    UNKNOWN = "unknown"  # or revoked
    OVER = "over"  # its last day has passed
    USED_UP = "used_up"
    CLOSED = "closed"  # the cohort
    MEMBER = "member"
    OTHER_COHORT = "other_cohort"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An application as those who choose see it in their table."""

    id: uuid.UUID
    person_id: int
    person_key: uuid.UUID
    name: str  # empty: erased
    name_key: str
    search_text: str
    email: str
    country: Country
    profession: Profession
    institution_id: int | None
    mail_language: str  # of the letters
    language: str  # of the training, as they wish
    state: ApplicationState
    sent_at: datetime
    points: Mapping[str, int]  # by criterion; those that were given
    note: str

    @property
    def total(self) -> int | None:
        """None: no points yet."""
        return sum(self.points.values()) if self.points else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which applicants are to be listed, and in what order; empty: any."""

    text: str = ""
    state: str = ""
    country: str = ""
    profession: str = ""
    institution: str = ""  # id, or NO_INSTITUTION
    language: str = ""
    order: str = "sent"  # with "-" before it: turned round


NO_INSTITUTION = "none"
_ORDERS: Mapping[str, Callable[[Applicant], Any]] = {
    "name": lambda one: one.name_key,
    "sent": lambda one: one.sent_at,
    "points": lambda one: -1 if one.total is None else one.total,
    "state": lambda one: list(ApplicationState).index(one.state),
    "country": lambda one: list(Country).index(one.country),
}


def standing(state: CallState, deadline: WallTime, *, now: datetime) -> Standing:
    if state is CallState.OPEN:
        return Standing.OPEN if now < deadline.moment(later=True) else Standing.OVER
    return Standing.OVER if state is CallState.CLOSED else Standing(state.value)


def obstacle(
    found: Standing, countries: Collection[str], country: str, state: ApplicationState | None, *, is_member: bool
) -> Obstacle | None:
    """What keeps somebody from applying, or from changing what they sent (`state`: of that; None: nothing yet)."""
    if found is not Standing.OPEN:
        return Obstacle.WITHDRAWN if found is Standing.WITHDRAWN else Obstacle.OVER
    if state in DECIDED:
        return Obstacle.DECIDED
    if is_member:
        return Obstacle.MEMBER
    is_invited = not countries or country in countries or state is ApplicationState.SENT
    return None if is_invited else Obstacle.COUNTRY


def may_withdraw(state: ApplicationState, *, is_closed: bool) -> bool:
    """A place may be given up until the cohort ends (`is_closed`)."""
    return state in IN_PLAY and not is_closed


def may_decide(state: ApplicationState, verdict: ApplicationState) -> bool:
    """Whether a decision may follow; accepted ones are members, and are taken out of the cohort instead."""
    return state in {ApplicationState.SENT, ApplicationState.WAITING, ApplicationState.REFUSED} and state != verdict


def excess(places: int, accepted: int, more: int) -> int:
    """By how many the places would be exceeded."""
    return max(0, accepted + more - places)


def waiting_list(applicants: Iterable[Applicant]) -> list[Applicant]:
    """In the order of being offered a place: by points, then by the time of applying."""
    waiting = [one for one in applicants if one.state is ApplicationState.WAITING]
    return sorted(waiting, key=lambda one: (-(one.total or 0), one.sent_at, one.id))


def counts(applicants: Iterable[Applicant]) -> dict[ApplicationState, int]:
    """Of each state, those of nobody too."""
    found = dict.fromkeys(ApplicationState, 0)
    for one in applicants:
        found[one.state] += 1
    return found


def listed(applicants: Sequence[Applicant], wanted: Wanted) -> list[Applicant]:
    """Those that are wanted, in the order that is wanted."""
    key = wanted.order.removeprefix("-")
    found = sorted((one for one in applicants if _is_wanted(one, wanted)), key=lambda one: (one.name_key, one.id))
    return sorted(found, key=_ORDERS.get(key, _ORDERS["sent"]), reverse=wanted.order.startswith("-"))


def _is_wanted(one: Applicant, wanted: Wanted) -> bool:
    institution = str(one.institution_id or NO_INSTITUTION)
    pairs = (
        (wanted.state, one.state.value),
        (wanted.country, one.country.value),
        (wanted.profession, one.profession.value),
        (wanted.institution, institution),
        (wanted.language, one.language),
    )
    has_words = all(word in one.search_text for word in folded(wanted.text).split())
    return has_words and all(value in ("", its) for value, its in pairs)


def code_of(typed: str) -> str:
    """A code as it is kept, however it was typed; empty if it cannot be one."""
    letters = "".join(sign for sign in typed.upper() if sign.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(CODE_LETTERS) else ""


def shown_code(code: str) -> str:
    """ABCD-EFGH"""
    return f"{code[:4]}-{code[4:]}"


def join_obstacle(
    *, is_revoked: bool, last_on: date | None, most: int | None, used: int, is_closed: bool, today: date
) -> JoinObstacle | None:
    """Why a code lets nobody in any more, whoever it is."""
    if is_revoked:
        return JoinObstacle.UNKNOWN
    if last_on and today > last_on:
        return JoinObstacle.OVER
    if most is not None and used >= most:
        return JoinObstacle.USED_UP
    return JoinObstacle.CLOSED if is_closed else None
