"""A thread that waits for the disk gives its turn to another one, where threads take turns: cli/turning.py."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Turns(Protocol):
    """Sees to it that one thread computes at a time."""

    def give_way(self) -> None: ...

    def come_back(self) -> None: ...


_of_thread = threading.local()


def take_turns(turns: Turns) -> None:
    """Said by a thread of itself, once."""
    _of_thread.turns = turns


@contextmanager
def giving_way() -> Iterator[None]:
    """Wait in it; in a thread that takes no turns it does nothing."""
    turns: Turns | None = getattr(_of_thread, "turns", None)
    if turns is None:
        yield
        return
    turns.give_way()
    try:
        yield
    finally:
        turns.come_back()
