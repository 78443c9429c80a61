"""Keep sheets of quizzes too. Those that there are belong to final tests; the worker writes the others."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('sheet', schema=None) as batch_op:
        batch_op.add_column(sa.Column('module_id', sa.String(length=80), server_default='', nullable=False))
        batch_op.drop_index(batch_op.f('ix_sheet_enrolment_id_number'))
        batch_op.create_index('ix_sheet_enrolment_id_module_id_number', ['enrolment_id', 'module_id', 'number'], unique=False)
