"""The server itself, in processes of its own: `python -m tests.live <port>` serves the settings of the environment."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from helpcourse.cli.serving import THREADS, listen, serve
from helpcourse.config import Settings, read_settings
from tests.wire import HOST, ask, get

START_WITHIN_S = 60
STOP_WITHIN_S = 15


class Server:
    """Running server processes: one that supervises, and those that it started."""

    def __init__(self, module: str, *arguments: str, settings: Settings) -> None:
        self.port = free_port()
        self._command = [sys.executable, "-m", module, str(self.port), *arguments]
        self._environment = {**os.environ, **environment(settings)}
        self._process = self._started()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()

    @property
    def children(self) -> list[int]:
        """The processes that answer, then the one that works in the background."""
        pid = self._process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def stop(self) -> float:
        """Ask it to end, as an administrator does; how many seconds it took."""
        began = time.monotonic()
        self._process.terminate()
        self._process.wait(STOP_WITHIN_S)
        return time.monotonic() - began

    def kill(self) -> None:
        """End all of its processes at once and without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(STOP_WITHIN_S)

    def kill_supervisor(self) -> None:
        self._process.kill()
        self._process.wait(STOP_WITHIN_S)

    def start_again(self) -> None:
        """At the same address, as after a crash."""
        self._process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            self._command, env=self._environment, start_new_session=True, cwd=Path(__file__).parent.parent
        )
        wait_until_it_serves(process, self.port)
        return process


def wait_until_it_serves(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + START_WITHIN_S
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            if ask(port, get("/healthz"), timeout_s=2).status == 200:
                return
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"the server did not come up: {process.wait()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def environment(settings: Settings) -> Mapping[str, str]:
    return {
        "HELPCOURSE_DATA": str(settings.data),
        "HELPCOURSE_DATABASE_URL": settings.database_url,
        "HELPCOURSE_SITE_URL": settings.site_url,
    }


if __name__ == "__main__":
    serve(read_settings(), listen(HOST, int(sys.argv[1])), processes=2, threads=THREADS)
