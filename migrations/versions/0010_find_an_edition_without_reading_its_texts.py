"""Find an edition without reading its texts"""

from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.create_index('ix_edition_formats', ['format', 'search_format'], unique=False)

    with op.batch_alter_table('search_posting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_posting_edition_id'), ['edition_id'], unique=False)
