"""Keep answers to questions of all kinds: what was given for each part, as JSON."""

import json

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ('answer', 'check_answer'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('given', sa.Text(), nullable=True))
        _convert(table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column('given', existing_type=sa.Text(), nullable=False)
            batch_op.drop_column('options')


def _convert(table: str) -> None:
    """`1 3` becomes `{"1":"x","3":"x"}`: there are few different ones, however many rows."""
    rows = sa.table(table, sa.column('options', sa.String), sa.column('given', sa.Text))
    connection = op.get_bind()
    for options in connection.scalars(sa.select(rows.c.options).distinct()).all():
        given = json.dumps(dict.fromkeys(sorted(options.split()), 'x'), separators=(',', ':'))
        connection.execute(sa.update(rows).where(rows.c.options == options).values(given=given))
