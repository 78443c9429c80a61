"""A SQLite file among threads and processes: one writer at a time, and one sync for all who wait for the disk."""

import fcntl
import os
import threading
from pathlib import Path

from helpcourse.turns import giving_way

_WAIT_S = 60


def sync(path: Path) -> None:
    """A file or a folder is on disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class WriteLock:
    """One writer at a time on a SQLite file: first among our threads, then among our processes.

    SQLite's own busy handler starves writers and fails after its time-out; a queue does neither.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.Lock()
        self._descriptor = -1
        self._pid = 0

    def acquire(self) -> None:
        if not self._threads.acquire(timeout=_WAIT_S):
            raise TimeoutError("another write in this process has not ended")
        try:
            fcntl.flock(self._file(), fcntl.LOCK_EX)
        except BaseException:
            self._threads.release()
            raise

    def release(self) -> None:
        fcntl.flock(self._file(), fcntl.LOCK_UN)
        self._threads.release()

    def _file(self) -> int:
        """A lock belongs to the opened file, which a forked process would share with its parent."""
        if self._pid != os.getpid():
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._pid = os.getpid()
        return self._descriptor


class SharedSync:
    """Brings what was committed to a SQLite file to the disk, with one sync for all threads that wait for it.

    A sync inside the commit would be one a write, each under the write lock: 150 saves a second where the disk takes
    6 ms. The folder is synced too when the log file is a new one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state, self._syncing = threading.Lock(), threading.Lock()
        self._asked = self._done = 0
        self._file_number = 0

    def wait(self) -> None:
        """Return when all that this thread has committed is on disk."""
        with self._state:
            self._asked += 1
            mine = self._asked
        with giving_way(), self._syncing:
            if self._done >= mine:
                return
            upto = self._asked
            self._sync()
            self._done = upto

    def _sync(self) -> None:
        try:
            log = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return  # the last connection was closed: SQLite has brought everything into the database itself
        try:
            os.fdatasync(log)
            number = os.fstat(log).st_ino
        finally:
            os.close(log)
        if number != self._file_number:
            sync(self.path.parent)
            self._file_number = number
