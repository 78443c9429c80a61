"""Bring a database to the tables that this version of the product knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from helpcourse.config import bundled
from helpcourse.db import begin_write

_ONE_AT_A_TIME = 4_220_511  # any number of our own: who holds this lock migrates, other processes wait


class BrokenReferencesError(Exception):
    """Rows would point to rows that are not there; nothing was changed."""


def upgrade(engine: Engine, folder: Path | None = None) -> None:
    """Run the migrations that this database has not had, all or none; the product's own without a `folder`."""
    with engine.connect() as connection:
        _check_foreign_keys(connection, at_once=False)
        try:
            _migrate(connection, folder or bundled("migrations"))
        finally:
            _check_foreign_keys(connection, at_once=True)


def _migrate(connection: Connection, folder: Path) -> None:
    with Session(connection) as session:
        begin_write(session)
        held = session.connection()
        if held.dialect.name == "postgresql":
            held.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ONE_AT_A_TIME})
        before = _revision(held)
        command.upgrade(alembic_config(held, folder), "head")
        if _revision(held) != before:
            _refuse_broken_references(held)
        session.commit()


def _revision(connection: Connection) -> str | None:
    """The last migration that this database has had."""
    return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> set[str]:
    """The migrations that this version has; a database that has had another one is of a newer version."""
    return {script.revision for script in ScriptDirectory(str(bundled("migrations"))).walk_revisions()}


def alembic_config(connection: Connection, folder: Path) -> Config:
    """Alembic's configuration, made here: no alembic.ini can be out of step with the settings."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config


def _check_foreign_keys(connection: Connection, *, at_once: bool) -> None:
    """SQLite alters a table by copying and dropping it, and a drop deletes the children of all its rows.

    The switch works outside of a transaction only, so the driver's own connection is asked.
    """
    if connection.dialect.name == "sqlite":
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101  # an open connection has one
        driver.cursor().execute(f"PRAGMA foreign_keys={'ON' if at_once else 'OFF'}")


def _refuse_broken_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise BrokenReferencesError(f"rows that point nowhere: {broken[:10]}")
