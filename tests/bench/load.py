"""The load tool: some connections, each with one request on its way, for some seconds."""

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tests.wire import HOST, find_answer

MOST = 20_000  # requests a round


class Visitor(Protocol):
    """Who sits at one connection."""

    def request(self, number: int) -> bytes:
        """The request number 0, 1, 2 …"""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round measured."""

    seconds: float
    waits_of: list[list[float]]  # by visitor: from sending to the last byte, in seconds
    sent: list[int]  # requests so far, by visitor: where the next round goes on
    failures: list[int]  # statuses other than 200

    @property
    def waits(self) -> list[float]:
        return [wait for waits in self.waits_of for wait in waits]


@dataclass(slots=True)
class _Line:
    """One connection under load."""

    visitor: Visitor
    socket: socket.socket
    number: int
    began: float = 0
    received: bytearray = field(default_factory=bytearray)
    waits: list[float] = field(default_factory=list)

    def send(self) -> None:
        request = self.visitor.request(self.number)
        self.number += 1
        self.received.clear()
        self.began = time.perf_counter()
        self.socket.sendall(request)


def run(port: int, visitors: Sequence[Visitor], sent: Sequence[int], seconds: float) -> Round:
    """Press the server; the time that making a request takes is not counted as waiting."""
    selector = selectors.DefaultSelector()
    lines = [_Line(who, socket.create_connection((HOST, port)), n) for who, n in zip(visitors, sent, strict=True)]
    began = time.perf_counter()
    for line in lines:
        selector.register(line.socket, selectors.EVENT_READ, line)
        line.send()
    failures = _listen(selector, began + seconds)
    took = time.perf_counter() - began
    for line in lines:
        line.socket.close()
    return Round(took, [line.waits for line in lines], [line.number for line in lines], failures)


def _listen(selector: selectors.BaseSelector, end: float) -> list[int]:
    """Read answers and ask again until the time is over, then read what is still on its way; bad statuses."""
    answered = 0
    failures: list[int] = []
    while selector.get_map():
        for key, _ in selector.select(timeout=30):
            line: _Line = key.data
            line.received += line.socket.recv(262_144)
            answer = find_answer(line.received)
            if answer is None:
                continue
            answered += 1
            line.waits.append(time.perf_counter() - line.began)
            if answer.status != 200:
                failures.append(answer.status)
            if time.perf_counter() < end and answered < MOST:
                line.send()
            else:
                selector.unregister(line.socket)
    return failures
