"""A limit on how long something may take, in the processor's time: a busy machine fails no test."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlowError(Exception):
    """It took longer than an author waits."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends with TooSlowError what takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError(seconds)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
