"""When a mail is tried again and given up; of what people are told, and when its mail goes out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

LEASE = timedelta(minutes=5)  # a try that has not ended by then died with its worker
MOST_TRIES = 12
MOST_AN_HOUR = 6  # mails of what people choose how to be told of; what is more comes together in one
TOO_OLD = timedelta(days=3)  # what nobody could be told of in time is not told by mail any more
KEPT = timedelta(days=90)  # on the site

_DIGEST_AT = time(13)  # UTC: in the evening of Central Asia
_HOUR = timedelta(hours=1)
_WAITS = (1, 5, 15, 60, 60, 120, 240, 480, 480, 480, 480)  # minutes after the first try, the second …


class Subject(StrEnum):
    """What people choose for themselves how to be told of; mails of no subject always go out."""

    ANNOUNCEMENTS = "announcements"  # of tutors, to a group; their materials
    MENTIONS = "mentions"  # by name, in a message
    ANSWERS = "answers"  # in threads in which one has written
    THREADS = "threads"  # new ones, in one's groups
    SCHEDULE = "schedule"  # its changes, deadlines that come near, extensions, questionnaires
    RESULTS = "results"  # of tests and case studies
    REVIEWING = "reviewing"  # works that wait for a tutor


class How(StrEnum):
    """How somebody is told by mail; on the site they always are."""

    AT_ONCE = "at_once"
    DIGEST = "digest"  # with all the others in one mail a day
    NEVER = "never"


DEFAULTS: Mapping[Subject, How] = dict.fromkeys(Subject, How.AT_ONCE) | {Subject.THREADS: How.DIGEST}


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries (1 or more); None: give up."""
    return timedelta(minutes=_WAITS[tries - 1]) if tries < MOST_TRIES else None


def mail_at(how: How, last_hour: Sequence[datetime], *, now: datetime) -> datetime | None:
    """When somebody is written to of what happens now: at once, when the hour has room again, with the others of the
    day; None: not at all. `last_hour`: when such mails of the last hour were written."""
    match how:
        case How.NEVER:
            return None
        case How.DIGEST:
            return next_digest(now)
    if len(last_hour) < MOST_AN_HOUR:
        return now
    return sorted(last_hour)[-MOST_AN_HOUR] + _HOUR


def next_digest(now: datetime) -> datetime:
    """The next time at which the mails of a day go out."""
    today = datetime.combine(now.astimezone(UTC).date(), _DIGEST_AT, UTC)
    return today if today > now else today + timedelta(days=1)


def hour_before(now: datetime) -> datetime:
    return now - _HOUR
