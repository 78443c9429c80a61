"""Keep answer sheets for statistics. The worker writes those of attempts that were closed before."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sheet',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('format', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('points', sa.Double(), nullable=False),
    sa.Column('out_of', sa.Double(), nullable=False),
    sa.Column('is_passed', sa.Boolean(), nullable=False),
    sa.Column('entries', sa.Text(), nullable=False),
    sa.Column('seconds', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_sheet_attempt_id')),
    sa.ForeignKeyConstraint(['edition_id'], ['edition.id'], name=op.f('fk_sheet_edition_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_sheet_enrolment_id')),
    sa.PrimaryKeyConstraint('attempt_id', name=op.f('pk_sheet'))
    )
    with op.batch_alter_table('sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sheet_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index('ix_sheet_enrolment_id_number', ['enrolment_id', 'number'], unique=False)

    with op.batch_alter_table('grade', schema=None) as batch_op:
        batch_op.add_column(sa.Column('by_question', sa.JSON(none_as_null=True), nullable=True))
