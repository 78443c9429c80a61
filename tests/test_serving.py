"""The production server: slow senders keep nobody waiting, the dead are started again, it ends when it is told."""

import os
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from helpcourse.config import Settings
from helpcourse.db import make_engine
from helpcourse.tables import make_all
from tests.live import Server
from tests.wire import HOST, ask, get

SLOW = 300  # connections
WATCHED_S = 4.0
BYTE_EVERY_S = 0.1
HEADERS = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", b"a"
BODIES = b"POST /kk/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n", b"a"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A site with nothing in it."""
    made = Settings(data=tmp_path_factory.mktemp("site"), site_url="http://localhost")
    engine = make_engine(made.engine_url)
    make_all(engine)
    engine.dispose()
    return made


@pytest.fixture(scope="module")
def _many_files() -> None:
    """Files for 300 connections and room to spare; servers inherit the limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(4096, hard)), hard))


@pytest.fixture(scope="module")
def server(settings: Settings, _many_files: None) -> Iterator[Server]:
    with Server("tests.live", settings=settings) as running:
        yield running


@contextmanager
def slow_senders(port: int, start: bytes, slowly: bytes) -> Iterator[list[socket.socket]]:
    """Connections that send `start` at once and then a byte at a time; those that the server has not cut off."""
    senders = [socket.create_connection((HOST, port)) for _ in range(SLOW)]
    for sender in senders:
        sender.sendall(start)
    over = Event()
    feeding = Thread(target=_feed, args=(senders, slowly, over))
    feeding.start()
    try:
        yield senders
    finally:
        over.set()
        feeding.join()
        for sender in senders:
            sender.close()


def _feed(senders: list[socket.socket], byte: bytes, over: Event) -> None:
    while not over.wait(BYTE_EVERY_S):
        for sender in list(senders):
            try:
                sender.sendall(byte)
            except OSError:
                senders.remove(sender)


def waits(port: int, path: str) -> list[float]:
    """How long others wait for a page, asked again and again while they are watched."""
    end = time.monotonic() + WATCHED_S
    found = []
    while time.monotonic() < end:
        began = time.monotonic()
        assert ask(port, get(path)).status == 200
        found.append(time.monotonic() - began)
        time.sleep(0.05)
    return found


def until(happens: Callable[[], bool], *, within_s: float) -> bool:
    """Whether it happens in this time."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        with suppress(OSError):
            if happens():
                return True
        time.sleep(0.05)
    return False


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0


@pytest.mark.parametrize("sent", [HEADERS, BODIES], ids=["headers", "bodies"])
def test_others_are_answered_in_a_second_while_300_connections_send_a_byte_at_a_time(server, sent):
    with slow_senders(server.port, *sent) as senders:
        found = waits(server.port, "/kk/")
    assert max(found) < 1
    assert len(senders) == SLOW


def test_a_web_process_that_was_killed_is_started_again(server):
    before = server.children
    os.kill(before[0], signal.SIGKILL)
    assert until(lambda: before[0] not in server.children and len(server.children) == len(before), within_s=5)
    assert set(before[1:]) < set(server.children)
    assert ask(server.port, get("/healthz")).status == 200


def test_all_processes_end_within_seconds_when_told(settings):
    with Server("tests.live", settings=settings) as server:
        children = server.children
        assert server.stop() < 5
        assert [child for child in children if Path(f"/proc/{child}").exists()] == []


def test_no_process_outlives_a_supervisor_that_was_killed(settings):
    with Server("tests.live", settings=settings) as server:
        server.kill_supervisor()
        assert until(lambda: is_free(server.port), within_s=5)
        server.start_again()
        assert ask(server.port, get("/healthz")).status == 200
