"""Base of the tables, UTC times, engines, and the one way to begin a write."""

import fcntl
import os
import threading
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, DateTime, Engine, Enum, MetaData, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, Session, SessionTransaction
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """All tables; constraints are named, so that migrations can name them too."""

    metadata = MetaData(naming_convention=_NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Refuses naive values; SQLite, which keeps no zone, gives UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a time without its zone: {value!r}")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC) if value is not None else None


def code_column(codes: type[StrEnum]) -> Enum:
    """The type of a column that keeps a code by its value, with a CHECK; plain text in both databases."""
    return Enum(
        codes,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=codes.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


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


_WAIT_S = 60
_locks: WeakKeyDictionary[Engine, WriteLock] = WeakKeyDictionary()


def make_engine(url: str) -> Engine:
    """An engine set up as the product needs it: `sqlite:////path/to.db` or `postgresql+psycopg://…`."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=5, max_overflow=5, pool_pre_ping=True)
    engine = create_engine(
        url,
        module=sqlite,
        connect_args={"check_same_thread": False},
        pool_reset_on_return=None,  # sessions and connections end their own transactions
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    if engine.url.database:
        _locks[engine] = WriteLock(Path(engine.url.database + ".lock"))
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("helpcourse_writes", False)
    driver: Any = connection.connection.dbapi_connection  # the shortest way: every page comes through here
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def begin_write(session: Session) -> None:
    """Begin the write of this request, ending what was read before; commit or rollback ends it.

    On SQLite writers queue here and then begin IMMEDIATE: a write after a deferred read would fail
    at once with "database is locked". Call it before the first read that the write depends on, and
    do nothing slow until the commit. On PostgreSQL row locks do this work.
    """
    session.rollback()
    lock = _locks.get(session.get_bind().engine)
    if lock is None:
        return
    lock.acquire()
    session.info["write_lock"] = lock
    try:
        session.connection(execution_options={"helpcourse_writes": True})
    except BaseException:
        session.info.pop("write_lock").release()
        raise


@event.listens_for(Session, "after_transaction_end")
def _release_lock(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None and (lock := session.info.pop("write_lock", None)):
        lock.release()
