"""`make bench-corpus`: a site of two hundred courses: what checking, publishing and serving them cost."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from helpcourse.config import Settings
from tests.bench.corpus import change_a_sentence, generate
from tests.live import Server
from tests.wire import Wire, get

COURSES, LESSONS = 200, 40
COMMAND = [sys.executable, "-c", "from helpcourse.cli import main; raise SystemExit(main())"]
LANGUAGES = ("kk", "ru", "en")
TYPED = {"kk": "азаптауға тыйым салу", "ru": "запрет пыток", "en": "prohibition of torture"}
ROUNDS, PAGES = 7, 400  # of the comparison with a site of one course


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command, from its start to its end."""

    wall_s: float
    cpu_s: float  # of the process and of those that it started


def main(courses: int) -> None:
    with tempfile.TemporaryDirectory(prefix="helpcourse-corpus-") as name:
        folder = Path(name)
        corpus = generate(folder, courses, LESSONS)
        print(f"{courses} courses of {LESSONS} lessons in {len(LANGUAGES)} languages, {_size(corpus) / 1e6:.0f} MB")
        _tell("check", cost("check", str(corpus)))
        many, one = _settings(folder / "many"), _settings(folder / "one")
        _tell("publish all", _publish(many, corpus))
        first = corpus / "course-001"
        _publish(one, first)
        print(f"{(many.data / 'helpcourse.db').stat().st_size / 1e6:.0f} MB of database")
        change_a_sentence(first, "A sentence that was not there.")
        _tell("publish one changed lesson", _publish(many, first))
        _tell("publish all, nothing changed", _publish(many, corpus))
        _publish(one, first)
        with _server(many) as site, _server(one) as small:
            _compare(site, small, first)
            _read_through(site, corpus)


def cost(*command: str) -> Cost:
    wall, cpu = time.monotonic(), _cpu_s()
    subprocess.run([*COMMAND, *command], check=True, stdout=subprocess.DEVNULL)
    return Cost(time.monotonic() - wall, _cpu_s() - cpu)


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _publish(settings: Settings, folder: Path) -> Cost:
    return cost("publish", str(folder), "--data", str(settings.data))


def _settings(data: Path) -> Settings:
    return Settings(data=data, site_url="http://localhost")


def _server(settings: Settings) -> Server:
    return Server("tests.bench.server", "site", settings=settings)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.md"))


def _tell(what: str, spent: Cost) -> None:
    print(f"{what}: {spent.wall_s:.1f} s, {spent.cpu_s:.1f} s of CPU", flush=True)


def _compare(site: Server, small: Server, course: Path) -> None:
    """The same lesson on both sites, in turn: its time, and the CPU that the server spent."""
    path = _pages(course)[0]
    spent: dict[int, list[float]] = {site.port: [], small.port: []}
    for server in [site, small] * ROUNDS:
        before = _ticks(server)
        _ask(server, [path] * PAGES)
        spent[server.port].append((_ticks(server) - before) / os.sysconf("SC_CLK_TCK") / PAGES)
    with_many, with_one = (statistics.median(spent[server.port]) * 1000 for server in (site, small))
    print(f"lesson page: {with_many:.2f} ms of CPU, with one course {with_one:.2f} ms: {with_many / with_one:.0%}")


def _read_through(site: Server, corpus: Path) -> None:
    """Every lesson in every language, the pages about courses, and a search."""
    _ask(site, (f"/{language}/courses?page={page}" for language in LANGUAGES for page in range(1, 10)))
    _ask(site, (f"/{language}/search?q={quote(word)}" for language, word in TYPED.items()))
    for course in sorted(corpus.glob("course-*")):
        _ask(site, [*_pages(course), *(f"/{language}/courses/{course.name}" for language in LANGUAGES)])
    weights = ", ".join(f"{_memory_mb(pid):.0f} MB" for pid in site.children)
    print(f"memory of the processes after all lessons were read: {weights}")


def _pages(course: Path) -> list[str]:
    lessons = [path.name.removesuffix(".en.md")[3:] for path in sorted(course.glob("*/[0-9]*.en.md"))]
    return [f"/{language}/courses/{course.name}/{lesson}" for language in LANGUAGES for lesson in lessons]


def _ask(server: Server, paths: Iterable[str]) -> None:
    with Wire(server.port, timeout_s=60) as wire:
        for path in paths:
            assert wire.ask(get(path, accept_encoding="gzip")).status == 200, path


def _ticks(server: Server) -> int:
    ticks = 0
    for pid in server.children:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks


def _memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COURSES)
