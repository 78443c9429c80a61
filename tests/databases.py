"""Databases of the tests: made once, copied for each test, at places whose engines are kept.

An engine remembers how to say all that it was ever asked; with a new one for each test, SQLAlchemy would compile the
same statements thousands of times.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, make_url, text

from helpcourse.db import make_engine

_SQLITE = "sqlite:///"
_free: dict[str, list[Engine]] = {}  # by the database's kind: at places that no test has now


@contextmanager
def borrowed(template: str, new_folder: Callable[[], Path]) -> Iterator[Engine]:
    """The engine of a copy of that database, until the end."""
    places = _free.setdefault(make_url(template).get_backend_name(), [])
    engine = places.pop() if places else make_engine(_new_place(template, new_folder))
    _fill(engine, template)
    yield engine
    engine.dispose()
    _empty(engine)
    places.append(engine)


def _new_place(template: str, new_folder: Callable[[], Path]) -> str:
    name = f"test_{secrets.token_hex(8)}"
    return f"{_SQLITE}{new_folder() / name}.db" if template.startswith(_SQLITE) else _named(template, name)


def _fill(engine: Engine, template: str) -> None:
    if template.startswith(_SQLITE):
        shutil.copyfile(template.removeprefix(_SQLITE), str(engine.url.database))
    else:
        create_database(template, str(engine.url.database), str(make_url(template).database))


def _empty(engine: Engine) -> None:
    """The lock's file stays: whoever waits for it must wait for the same one."""
    if engine.url.get_backend_name() == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{engine.url.database}{ending}").unlink(missing_ok=True)
    else:
        _on_server(
            engine.url.render_as_string(hide_password=False), f"DROP DATABASE {engine.url.database} WITH (FORCE)"
        )


def copy_database(template: str, name: str, folder: Path) -> str:
    """The address of a new database like that one."""
    if template.startswith(_SQLITE):
        shutil.copyfile(template.removeprefix(_SQLITE), folder / f"{name}.db")
        return f"{_SQLITE}{folder / name}.db"
    return create_database(template, name, str(make_url(template).database))


def create_database(server: str, name: str, template: str = "") -> str:
    """The address of a new database on the PostgreSQL server of that address."""
    _on_server(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {template} STRATEGY file_copy" if template else ""))
    return _named(server, name)


def let_go(server: str) -> None:
    """Close what is kept open to a PostgreSQL server that is about to stop."""
    _engine_of(_named(server, "postgres")).dispose()


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _on_server(server: str, statement: str) -> None:
    with _engine_of(_named(server, "postgres")).connect() as connection:
        connection.execute(text(statement))


@cache
def _engine_of(server: str) -> Engine:
    """Kept for all tests; connecting takes as long as copying a database."""
    return make_engine(server).execution_options(isolation_level="AUTOCOMMIT")
