"""What Alembic runs: migrations on the connection that helpcourse.migrating gives it, within its transaction."""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext

from helpcourse.db import UtcDateTime
from helpcourse.tables import metadata


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Migrations name no types of ours: those may change after a migration was written."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_item,
    render_as_batch=True,
    compare_server_default=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
