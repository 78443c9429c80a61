"""When a mail is tried again, and when it is given up."""

from datetime import timedelta

LEASE = timedelta(minutes=5)  # a try that has not ended by then died with its worker
MOST_TRIES = 12

_WAITS = (1, 5, 15, 60, 60, 120, 240, 480, 480, 480, 480)  # minutes after the first try, the second …


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries (1 or more); None: give up."""
    return timedelta(minutes=_WAITS[tries - 1]) if tries < MOST_TRIES else None
