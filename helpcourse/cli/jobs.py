"""Work on many courses on several cores."""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=_cores(), help="courses read at once; else as many as cores")


def each(work: Callable[[T], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """What becomes of each, in their order; `work` is sent to other processes if there is more than one job."""
    at_once = min(jobs, len(things))
    if at_once < 2:
        yield from map(work, things)
        return
    with ProcessPoolExecutor(at_once) as pool:
        yield from pool.map(work, things)


def _cores() -> int:
    """Those that this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
