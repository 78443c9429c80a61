"""Keep answers that came late."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('uncounted_answer',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('given', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('why', sa.Enum('out_of_time', 'submitted', 'logged_out', name='whyuncounted', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('counted_in', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id', 'counted_in'], ['grade.attempt_id', 'grade.number'], name=op.f('fk_uncounted_answer_attempt_id_counted_in')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_uncounted_answer_attempt_id')),
    sa.PrimaryKeyConstraint('attempt_id', 'question_id', 'number', name=op.f('pk_uncounted_answer'))
    )
