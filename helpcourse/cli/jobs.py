"""Work on many courses on several cores."""

import argparse
import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_OBJECTS = 50_000  # new ones before they are looked through


def add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=cores(), help="courses read at once; else as many as cores")


def each(work: Callable[[T], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """What becomes of each, in their order; `work` is sent to other processes if there is more than one job."""
    at_once = min(jobs, len(things))
    with _collecting_seldom():
        if at_once < 2:
            yield from map(work, things)
            return
        with ProcessPoolExecutor(at_once) as pool:
            yield from pool.map(work, things)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """A course is a hundred thousand small objects that stay; to look for garbage among them takes a fifth of the time.

    Processes that are forked meanwhile take it over.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def cores() -> int:
    """Those that this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
