"""Say what a page is made of."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('edition_page', schema=None) as batch_op:
        batch_op.add_column(sa.Column('made_of', sa.String(length=64), server_default='', nullable=False))

