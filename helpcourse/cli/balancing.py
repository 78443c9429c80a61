"""Connections shared out evenly among the server's processes.

A connection stays with the process that accepted it. Left to chance, one of four had five of eight connections, and
whoever was on it waited three times as long as the others.
"""

import multiprocessing
import time
from typing import Any

from waitress.server import TcpWSGIServer

_HEAD_START_S = 0.001  # long enough to be woken and to accept; a process that hangs costs no more than this


class Shares:
    """How many connections each process holds, in memory that all of them share."""

    def __init__(self, processes: int) -> None:
        self._counts = multiprocessing.RawArray("i", processes)

    def note(self, place: int, count: int) -> None:
        self._counts[place] = count

    def has_fewest(self, place: int) -> bool:
        """Whether no process holds fewer than the one in this place."""
        return bool(self._counts[place] <= min(self._counts))


class BalancedServer(TcpWSGIServer):
    """Waitress, but a process that holds more connections than another lets that one go first."""

    shares: Shares
    place: int

    def readable(self) -> bool:
        """Asked before each wait for something to happen."""
        held: Any = self.active_channels  # a dictionary; its stub says otherwise
        self.shares.note(self.place, len(held))
        return super().readable()

    def handle_accept(self) -> None:
        if not self.shares.has_fewest(self.place):
            time.sleep(_HEAD_START_S)
        super().handle_accept()
