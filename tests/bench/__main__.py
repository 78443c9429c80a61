"""`make bench`: the lesson page, the catalogue and the answer save against the reference, in one run."""

import os
import statistics
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from helpcourse.app import create_app
from helpcourse.catalogue.actions import manuscript, publish
from helpcourse.config import Settings, bundled
from helpcourse.content.load import load as load_course
from helpcourse.db import begin_write
from helpcourse.tables import make_all
from tests.bench import load, reference, weight
from tests.bench.visitors import Reader, Writer
from tests.browsers import COURSE, Browser, browsers
from tests.live import Server
from tests.wire import ask, get, post

CONNECTIONS = 8
ROUNDS = 3
SECONDS = 5.0
WARM_UP_S = 1.0
LESSON = f"/kk/courses/{COURSE}/why-absolute"


@dataclass(slots=True)
class Subject:
    """What is measured: on which server, asked by whom."""

    name: str
    server: Server
    visitors: Sequence[load.Visitor]
    against: str = ""  # the name of what it is compared with
    sent: list[int] = field(default_factory=lambda: [0] * CONNECTIONS)
    seconds: float = 0
    cpu_s: float = 0
    waits: list[float] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Of the server, for one request."""
        return 1000 * self.cpu_s / len(self.waits)

    def percentile(self, percent: int) -> float:
        """In milliseconds."""
        return 1000 * statistics.quantiles(self.waits, n=100)[percent - 1]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="helpcourse-bench-") as folder, ExitStack() as stack:
        settings = Settings(data=Path(folder) / "site", site_url="http://localhost")
        learners = browsers(filled(settings), CONNECTIONS, now=datetime.now(UTC))
        site = stack.enter_context(Server("tests.bench.server", "site", settings=settings))
        print(weight.report(weight.parts(weight.over(site.port, cookie=learners[0].cookie_header), LESSON)))
        small = Settings(data=Path(folder) / "reference", site_url="http://localhost")
        reference.prepare(small.data, ask(site.port, _plain(learners[0], LESSON)).body.decode())
        bare = stack.enter_context(Server("tests.bench.server", "reference", settings=small))
        subjects = _subjects(site, bare, learners)
        _measure(subjects)
        print(_table(subjects))


def filled(settings: Settings) -> Flask:
    """The application on a new database with the real course."""
    app = create_app(settings)
    make_all(app.extensions["engine"])
    courses = bundled("courses")
    with Session(app.extensions["engine"], expire_on_commit=False) as session:
        begin_write(session)
        publish(session, manuscript(load_course(courses / COURSE, courses / "sources.yaml")), now=datetime.now(UTC))
        session.commit()
    return app


def _subjects(site: Server, bare: Server, learners: list[Browser]) -> list[Subject]:
    """In the order in which they take their turns: what is compared stands side by side."""
    page, insert = "reference: a row in a page", "reference: one insert"

    def on_reference(path: str) -> list[Reader]:
        return [Reader(post(path, {"answer": "lawyer"}))] * CONNECTIONS

    return [
        Subject(page, bare, [Reader(get("/rows/1"))] * CONNECTIONS),
        Subject("lesson page, gzipped", site, [Reader(one.get(LESSON)) for one in learners], page),
        Subject("lesson page, not gzipped", site, [Reader(_plain(one, LESSON)) for one in learners], page),
        Subject("catalogue, gzipped", site, [Reader(one.get("/kk/courses")) for one in learners], page),
        Subject(insert, bare, on_reference("/saved")),
        Subject("answer save", site, [Writer(one) for one in learners], insert),
        Subject("reference: insert by Core", bare, on_reference("/saved/core"), insert),
        Subject("reference: without begin_write", bare, on_reference("/saved/unqueued"), insert),
    ]


def _plain(browser: Browser, path: str) -> bytes:
    return get(path, cookie=browser.cookie_header)


def _measure(subjects: list[Subject]) -> None:
    """A B A B …, so that a busy minute of the machine falls on all alike."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as tool:
        for subject in subjects:
            warm = tool.submit(load.run, subject.server.port, subject.visitors, subject.sent, WARM_UP_S).result()
            subject.sent = warm.sent
        for subject in subjects * ROUNDS:
            before = _cpu_s(subject.server)
            measured = tool.submit(load.run, subject.server.port, subject.visitors, subject.sent, SECONDS).result()
            subject.cpu_s += _cpu_s(subject.server) - before
            subject.sent = measured.sent
            subject.seconds += measured.seconds
            subject.waits += measured.waits
            subject.failures += measured.failures


def _cpu_s(server: Server) -> float:
    """What the server's processes have used of the processors so far."""
    ticks = 0
    for pid in server.children:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # utime, stime; proc(5) counts from the third field on
    return ticks / os.sysconf("SC_CLK_TCK")


def _table(subjects: list[Subject]) -> str:
    by_name = {subject.name: subject for subject in subjects}
    head = f"{'':<32} {'req/s':>7} {'p50 ms':>7} {'p95 ms':>7} {'p99 ms':>7} {'CPU ms':>7} {'req/s':>7} {'CPU':>7}"
    said = (
        f"{CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS:.0f} s in turn, "
        f"{len(os.sched_getaffinity(0))} cores; the last columns: the reference's share, of requests and of CPU"
    )
    return "\n".join([said, head, *(_line(subject, by_name.get(subject.against)) for subject in subjects)])


def _line(one: Subject, against: Subject | None) -> str:
    figures = f"{one.rate:>7.0f} {one.percentile(50):>7.1f} {one.percentile(95):>7.1f} {one.percentile(99):>7.1f}"
    ratios = f"{one.rate / against.rate:>7.0%} {against.cpu_ms / one.cpu_ms:>7.0%}" if against else ""
    failed = f"  {len(one.failures)} not answered with 200" if one.failures else ""
    return f"{one.name:<32} {figures} {one.cpu_ms:>7.2f} {ratios}{failed}"


if __name__ == "__main__":
    main()
