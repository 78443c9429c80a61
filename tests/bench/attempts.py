"""`make bench-attempts`: 10,000 attempts are open, 32 clients save answers in them, then the server is killed."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from helpcourse.config import Settings
from tests.bench import load
from tests.bench.__main__ import filled
from tests.bench.crowd import Crowd, many_open_attempts
from tests.bench.visitors import Reader
from tests.browsers import COURSE, Browser
from tests.live import Server
from tests.postgres import running_server
from tests.savers import acknowledged, kept, killed_while_saving

ATTEMPTS, CLIENTS = 10_000, 32
SECONDS, WARM_UP_S = 10.0, 2.0
READERS = 4  # besides, so that it is seen how long a page waits behind the saves
ALLOWED_MS = 150
KILLED_AFTER, EACH = 3000, 1000  # acknowledged answers; at most so many of a client
LESSON = f"/kk/courses/{COURSE}/why-absolute"


def main(databases: list[str]) -> None:
    for name in databases or ["sqlite", "postgresql"]:
        with _settings(name) as settings:
            _measure(name, settings)


@contextmanager
def _settings(database: str) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="helpcourse-attempts-") as folder:
        made = Settings(data=Path(folder), site_url="http://localhost")
        if database == "sqlite":
            yield made
            return
        with running_server(is_durable=True) as url:
            yield Settings(data=made.data, site_url=made.site_url, database_url=url)


def _measure(name: str, settings: Settings) -> None:
    app, began = filled(settings), time.monotonic()
    learners = many_open_attempts(app, ATTEMPTS, now=datetime.now(UTC))
    app.extensions["engine"].dispose()
    made_s = time.monotonic() - began
    print(f"{name}: {len(learners)} open attempts, made in {made_s:.0f} s; load {os.getloadavg()[0]:.1f}", flush=True)
    apart = len(learners) // 2  # who saves until the server is killed begins with no answer
    with Server("tests.live", settings=settings) as server:
        _press(server, learners[:apart])
        _kill(server, settings, learners[apart:])


def _press(server: Server, learners: list[Browser]) -> None:
    savers = [Crowd(learners[place::CLIENTS]) for place in range(CLIENTS)]
    readers = [Reader(learner.get(LESSON)) for learner in learners[:READERS]]
    sent = load.run(server.port, savers, [0] * CLIENTS, WARM_UP_S).sent
    saving = load.run(server.port, savers, sent, SECONDS)
    _tell("saving alone", saving, saving.waits)
    both = load.run(server.port, [*savers, *readers], [*saving.sent, *[0] * READERS], SECONDS)
    _tell("saving", both, chain.from_iterable(both.waits_of[:CLIENTS]))
    _tell("reading beside", both, chain.from_iterable(both.waits_of[CLIENTS:]))


def _tell(what: str, measured: load.Round, found: Iterable[float]) -> None:
    waits = sorted(found)
    p50, p99 = (1000 * statistics.quantiles(waits, n=100)[percent - 1] for percent in (50, 99))
    verdict = "" if p99 <= ALLOWED_MS and not measured.failures else f"  MORE THAN {ALLOWED_MS} ms, OR FAILED"
    print(
        f"  {what}: {len(waits) / measured.seconds:.0f}/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms, "
        f"longest {1000 * waits[-1]:.0f} ms, {len(measured.failures)} failed{verdict}",
        flush=True,
    )


def _kill(server: Server, settings: Settings, learners: list[Browser]) -> None:
    givers = [Crowd(learners[place::CLIENTS]) for place in range(CLIENTS)]
    savers = killed_while_saving(server, givers, each=EACH, killed_after=KILLED_AFTER)
    told = acknowledged(savers)
    lost = told - set(kept(settings))
    print(f"  killed with SIGKILL: {len(told)} answers were acknowledged, {len(lost)} of them are lost", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
