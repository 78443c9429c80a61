"""Which migration a database has had last, found without Alembic, whose import costs more than most commands."""

from sqlalchemy import Engine, inspect, text

from helpcourse.config import bundled


def is_current(engine: Engine) -> bool:
    """Whether there is no migration of ours that this database has not had."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [_newest()]


def _newest() -> str:
    """Migrations are numbered, and their files begin with the number."""
    return max(path.name.partition("_")[0] for path in bundled("migrations").glob("versions/[0-9]*.py"))
