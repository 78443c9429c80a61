"""Draws and signs papers: one after the other, or many at once in processes of their own.

Each process has read keys, certificate and fonts once. They are begun anew (spawn): the drawing library has threads,
and a forked process would have their locks without them.
"""

import multiprocessing
import os
import threading
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from helpcourse.certification.keys import KeyFolder, Signer
from helpcourse.certification.seal import Files, Sealer, Undrawn, seal
from helpcourse.config import Settings

WORTH_PROCESSES = 12  # papers; to begin processes takes as long as to draw some ten
_NICENESS = 10  # pages go before papers

log = structlog.get_logger("helpcourse.worker")

Waiting = tuple[uuid.UUID, Undrawn]
Drawn = tuple[uuid.UUID, Files | None]  # None: it cannot be drawn, which is logged


@dataclass(frozen=True, slots=True)
class Tools:
    """What a paper is signed with, read once."""

    signer: Signer
    sealer: Sealer | None  # of PDFs; None: the extra `sign` is not installed
    zone: ZoneInfo

    def make(self, paper: Undrawn, now: datetime) -> Files:
        return seal(paper, self.signer, self.zone, self.sealer, now=now)


def tools_of(settings: Settings, *, now: datetime) -> Tools:
    return Tools(KeyFolder(settings.keys).signer(), _sealer(settings, now), ZoneInfo(settings.timezone))


def _sealer(settings: Settings, now: datetime) -> Sealer | None:
    if find_spec("pyhanko") is None:
        return None
    pades = import_module("helpcourse.certification.pades")
    if settings.seal_pkcs12:
        made: Sealer = pades.configured_sealer(Path(settings.seal_pkcs12), settings.seal_password)
    else:
        made = pades.own_sealer(KeyFolder(settings.keys), settings.printed("issuer"), now=now)
    return made


class Drawers:
    """Begins processes when there is much to draw, and ends them when it is done."""

    def __init__(self, settings: Settings, processes: int | None = None) -> None:
        self.settings = settings
        self.processes = processes or len(os.sched_getaffinity(0))
        self._pool: Executor | None = None

    def draw(self, waiting: Sequence[Waiting], *, now: datetime) -> Iterator[Drawn]:
        """Each as soon as it is ready."""
        if len(waiting) < WORTH_PROCESSES or self.processes < 2:
            self.close()
            return self._draw_here(waiting, now)
        return self._draw_in_pool(waiting, now)

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _draw_here(self, waiting: Sequence[Waiting], now: datetime) -> Iterator[Drawn]:
        tools = tools_of(self.settings, now=now) if waiting else None
        for id_, paper in waiting:
            try:
                yield id_, tools.make(paper, now) if tools else None
            except Exception:  # whatever it is, the others are drawn
                log.exception("paper not drawn", number=paper.record.number)
                yield id_, None

    def _draw_in_pool(self, waiting: Sequence[Waiting], now: datetime) -> Iterator[Drawn]:
        """Few are given out at a time, so that the worker can end at any moment."""
        pool, rest = self._begun(now), iter(waiting)
        given = {pool.submit(_make, one[1], now): one for one in islice(rest, 2 * self.processes)}
        while given:
            for future in wait(given, return_when=FIRST_COMPLETED).done:
                one = given.pop(future)
                given |= {pool.submit(_make, more[1], now): more for more in islice(rest, 1)}
                yield self._result(one, future)

    def _result(self, one: Waiting, future: Future[Files]) -> Drawn:
        try:
            return one[0], future.result()
        except BrokenExecutor:  # a process died: others are begun for what is left
            self._pool = None
            raise
        except Exception:  # whatever it is, the others are drawn
            log.exception("paper not drawn", number=one[1].record.number)
            return one[0], None

    def _begun(self, now: datetime) -> Executor:
        if self._pool is None:
            KeyFolder(self.settings.keys).signer()  # made by one, if there are none
            self._pool = ProcessPoolExecutor(
                self.processes,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(self.settings, now),
            )
        return self._pool


_own: list[Tools] = []  # of a process that draws


def _begin(settings: Settings, now: datetime) -> None:
    """What such a process does first."""
    os.nice(_NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _own.append(tools_of(settings, now=now))


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(paper: Undrawn, now: datetime) -> Files:
    return _own[0].make(paper, now)
