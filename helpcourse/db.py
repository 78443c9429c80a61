"""Base of the tables, UTC times, engines, and the one way to begin a write."""

import select
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from weakref import WeakKeyDictionary

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    DateTime,
    Engine,
    Enum,
    MetaData,
    Result,
    String,
    create_engine,
    event,
    type_coerce,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, MappedAsDataclass, Session, SessionTransaction
from sqlalchemy.types import TypeDecorator

from helpcourse.disk import SharedSync, WriteLock
from helpcourse.turns import giving_way

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


def _utc_of_text(value: str | None) -> datetime | None:
    """Out of a text without its zone."""
    return datetime.fromisoformat(value + "+00:00") if value else None


def _utc(value: datetime | None) -> datetime | None:
    return value.astimezone(UTC) if value else None


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Refuses naive values; SQLite, which keeps no zone, gives UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a time without its zone: {value!r}")
        return value.astimezone(UTC) if value is not None else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """In one step for each value: a page of a large cohort has thousands."""
        return _utc_of_text if dialect.name == "sqlite" else _utc


def bare(id_: InstrumentedAttribute[uuid.UUID]) -> ColumnElement[Any]:
    """As the driver gives it, to join rows by: thousands of UUIDs would take as long as all the rest of a page."""
    return type_coerce(id_, String)


def whole(bare_id: Any) -> uuid.UUID:
    """Out of what bare() gave: PostgreSQL's driver gives UUIDs already."""
    return bare_id if isinstance(bare_id, uuid.UUID) else uuid.UUID(bare_id)


def rows_touched(result: Result[Any]) -> int:
    """How many rows this INSERT, UPDATE or DELETE touched."""
    return cast(CursorResult[Any], result).rowcount


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


_locks: WeakKeyDictionary[Engine, WriteLock] = WeakKeyDictionary()
_syncs: WeakKeyDictionary[Engine, SharedSync] = WeakKeyDictionary()


def make_engine(url: str) -> Engine:
    """An engine set up as the product needs it: `sqlite:////path/to.db` or `postgresql+psycopg://…`.

    As many connections as threads: one that waited for a connection in its turn would keep all others waiting.
    """
    if not url.startswith("sqlite"):
        engine = create_engine(url, max_overflow=-1, isolation_level="READ COMMITTED")  # begin_write() reads anew
        event.listen(engine, "checkout", _refuse_the_dead)
        return _giving_way_at_commit(engine)
    engine = create_engine(
        url,
        module=sqlite,
        connect_args={"check_same_thread": False},
        max_overflow=-1,
        pool_reset_on_return=None,  # sessions and connections end their own transactions
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    if engine.url.database:
        _locks[engine] = WriteLock(Path(engine.url.database + ".lock"))
        _syncs[engine] = SharedSync(Path(engine.url.database + "-wal"))
    return engine


# What reading a SQLite file outside of an engine raises: it is damaged or no database; others have it open.
FileDamagedError = sqlite.DatabaseError
FileInUseError = sqlite.OperationalError


def open_file(path: Path, *, wait_s: float = 0, is_fixed: bool = False) -> sqlite.Connection:
    """A SQLite file as it lies there. `is_fixed`: nobody writes it meanwhile, and nothing is written beside it."""
    return sqlite.connect(f"{path.resolve().as_uri()}{'?immutable=1' if is_fixed else ''}", timeout=wait_s, uri=True)


def _giving_way_at_commit(engine: Engine) -> Engine:
    """PostgreSQL syncs once for all that commit at the same time: let them."""
    commit = engine.dialect.do_commit

    def do_commit(connection: Any) -> None:
        with giving_way():
            commit(connection)

    engine.dialect.do_commit = do_commit  # type: ignore[assignment,method-assign]  # its own hook
    return engine


def _refuse_the_dead(connection: Any, _record: Any, _proxy: Any) -> None:
    """The pool takes another one instead.

    An idle connection has something to read when the server has ended it; to ask the server would be a way there and
    back, twice in each save of an answer.
    """
    if connection.closed:
        raise DisconnectionError
    poll = select.poll()  # select() knows no descriptors over 1023
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        raise DisconnectionError


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("helpcourse_writes", False)
    driver: Any = connection.connection.dbapi_connection  # the shortest way: every page comes through here
    if writes is not connection.info.get("is_synced_after", False):
        driver.execute(f"PRAGMA synchronous={'NORMAL' if writes else 'FULL'}")
        connection.info["is_synced_after"] = writes
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def begin_write(session: Session) -> None:
    """Begin the write of this request, ending what was read before; commit or rollback ends it.

    On SQLite writers queue here and then begin IMMEDIATE: a write after a deferred read would fail
    at once with "database is locked". Call it before the first read that the write depends on, and
    do nothing slow until the commit, which returns when the write is on disk. On PostgreSQL row locks do this work.
    """
    lock = _locks.get(session.get_bind().engine)
    if lock is None:
        _begin_write_on_postgresql(session)
        return
    session.rollback()
    lock.acquire()
    session.info["write_lock"] = lock
    session.info["is_committed"] = False
    try:
        session.connection(execution_options={"helpcourse_writes": True})
    except BaseException:
        session.info.pop("write_lock").release()
        raise


def _begin_write_on_postgresql(session: Session) -> None:
    """What was read is read anew; a transaction that has only read goes on, which saves three ways to the server."""
    if session.info.get("is_writing") or session.new or session.dirty or session.deleted:
        session.rollback()
    session.expire_all()
    session.info["is_writing"] = True


@event.listens_for(Session, "after_commit")
def _note_commit(session: Session) -> None:
    session.info["is_committed"] = True


@event.listens_for(Session, "after_transaction_end")
def _release_lock(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is not None:
        return
    session.info.pop("is_writing", None)
    if lock := session.info.pop("write_lock", None):
        lock.release()
        if session.info["is_committed"]:
            _syncs[session.get_bind().engine].wait()
