"""Let tutors read essays of tests."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'regraded', 'allowance_given', 'allowance_taken_back', 'schedule_changed',
    'deadline_near', 'extension_given', 'extension_taken_back', 'refresher', 'statement_issued', 'certificate_issued',
    'certificate_revoked',
)  # fmt: skip
NEW_MAILS = (*MAILS[:9], 'attempt_awaits_review', 'reviewed', *MAILS[9:])


def upgrade() -> None:
    op.add_column('grade', sa.Column('awaits', sa.Double(), server_default='0', nullable=False))
    op.add_column('grade', sa.Column('is_decided', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_index('ix_grade_awaits', 'grade', ['attempt_id', 'number'], sqlite_where=sa.text('awaits > 0'), postgresql_where=sa.text('awaits > 0'))
    op.create_table('essay_review',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('points', sa.Double(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('counted_in', sa.Integer(), nullable=False),
    sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reviewed_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('points >= 0', name=op.f('ck_essay_review_not_negative')),
    sa.ForeignKeyConstraint(['attempt_id', 'counted_in'], ['grade.attempt_id', 'grade.number'], name=op.f('fk_essay_review_attempt_id_counted_in')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_essay_review_attempt_id')),
    sa.ForeignKeyConstraint(['reviewed_by_id'], ['person.id'], name=op.f('fk_essay_review_reviewed_by_id')),
    sa.PrimaryKeyConstraint('attempt_id', 'question_id', 'number', name=op.f('pk_essay_review'))
    )
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes(MAILS), type_=_codes(NEW_MAILS), existing_nullable=False)


def _codes(codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name='mailkind', native_enum=False, create_constraint=True, length=32)
