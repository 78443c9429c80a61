"""The server: processes that answer, one that works in the background, one that keeps them alive.

Waitress reads slow connections in its own loop and gives a thread only to whole requests, so hundreds of them that
send a byte at a time do not keep the others waiting; held by tests/test_serving.py.
"""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.context import ForkProcess
from types import FrameType

from flask import Flask
from waitress.adjustments import Adjustments

from helpcourse.app import create_app
from helpcourse.cli.balancing import BalancedServer, Shares
from helpcourse.cli.turning import TurningDispatcher
from helpcourse.config import Settings
from helpcourse.worker import run_worker

_fork = multiprocessing.get_context("fork")

LEAST_PROCESSES = 2  # so that one that hashes a password does not keep all waiting
THREADS = 16  # in a process: one computes, see turning.py; the others wait for the disk or for work
CONNECTIONS = 2000  # a process; waitress stops accepting at its default of 100
RESTART_PAUSE_S = 1.0  # a process that dies at once is not to eat the machine
STOP_WITHIN_S = 10.0


@dataclass
class Supervisor:
    """Starts processes and starts those that die again, until it is told to stop."""

    jobs: list[Callable[[], None]]
    running: dict[int, ForkProcess] = field(default_factory=dict)  # by the job's place
    is_stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        for kind in (signal.SIGTERM, signal.SIGINT):
            signal.signal(kind, self._stop)
        for place in range(len(self.jobs)):
            self._start(place)
        while not self.is_stopping.wait(0.5):
            self._restart_the_dead()
        self._end_all()

    def _start(self, place: int) -> None:
        self.running[place] = _fork.Process(target=self.jobs[place], daemon=False)
        self.running[place].start()

    def _restart_the_dead(self) -> None:
        for place, process in list(self.running.items()):
            if not process.is_alive():
                print(f"a process ended with {process.exitcode}; starting it again", file=sys.stderr)
                time.sleep(RESTART_PAUSE_S)
                self._start(place)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopping.set()

    def _end_all(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.join(STOP_WITHIN_S)
            if process.is_alive():
                process.kill()


def serve(settings: Settings, listener: socket.socket, *, processes: int, threads: int) -> None:
    """Serve until SIGTERM or Ctrl+C."""
    shares = Shares(processes)
    web = [
        partial(answer_requests, partial(create_app, settings), listener, threads, shares, n) for n in range(processes)
    ]
    Supervisor([*web, lambda: work(settings)]).run()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that all processes share; who connects before they run waits. OSError if it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(1024)
    return listener


def answer_requests(
    make_app: Callable[[], Flask], listener: socket.socket, threads: int, shares: Shares, place: int
) -> None:
    """One web process, the one in this place; it makes an application of its own."""
    _stop_with_parent()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # warns whenever a request waits for a thread
    dispatcher = TurningDispatcher()
    dispatcher.set_thread_count(threads)
    adjustments = Adjustments(
        sockets=[listener],
        threads=threads,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,
        channel_timeout=60,
        ident="",
        url_scheme="http",
    )
    sockinfo = (listener.family, listener.type, listener.proto, listener.getsockname())
    app = make_app()
    gc.collect()
    gc.freeze()  # what lives as long as the process is not looked through again and again while people wait
    server = BalancedServer(app, {}, True, listener, dispatcher, adjustments, bind_socket=False, sockinfo=sockinfo)
    server.shares, server.place = shares, place
    server.run()


def work(settings: Settings) -> None:
    """The background process: mails, statements, attempts out of time."""
    stop = _stop_with_parent()
    run_worker(settings, stop)


def _stop_with_parent() -> threading.Event:
    """End on SIGTERM, and when the parent is killed; Ctrl+C is the parent's to hear."""
    stop = threading.Event()
    threading.Thread(target=end_without_parent, daemon=True).start()

    def on_term(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, on_term)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return stop


def end_without_parent() -> None:
    """A process left alone would hold the address, and the next server could not have it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def default_processes() -> int:
    """One a core: with two, the slowest twentieth of the pages take twice as long (the bench, 2 cores)."""
    return max(LEAST_PROCESSES, len(os.sched_getaffinity(0)))
