"""Quizzes of modules; more time or attempts for one learner; a language that a cohort's tests are taken in."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

MAILS = ('confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added', 'cohort_added', 'attempt_result', 'statement_issued', 'certificate_issued', 'certificate_revoked')
NEW_MAILS = ('confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added', 'cohort_added', 'attempt_result', 'allowance_given', 'allowance_taken_back', 'statement_issued', 'certificate_issued', 'certificate_revoked')


def upgrade() -> None:
    op.create_table('allowance',
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('module_id', sa.String(length=80), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('given_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_back_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(taken_back_at IS NULL) = (taken_back_by_id IS NULL)', name=op.f('ck_allowance_taken_back_whole')),
    sa.CheckConstraint('minutes >= 0 AND attempts >= 0 AND minutes + attempts > 0', name=op.f('ck_allowance_gives_something')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_allowance_enrolment_id')),
    sa.ForeignKeyConstraint(['given_by_id'], ['person.id'], name=op.f('fk_allowance_given_by_id')),
    sa.ForeignKeyConstraint(['taken_back_by_id'], ['person.id'], name=op.f('fk_allowance_taken_back_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_allowance'))
    )
    with op.batch_alter_table('allowance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_allowance_enrolment_id'), ['enrolment_id'], unique=False)

    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index('uq_attempt_open')
        batch_op.add_column(sa.Column('module_id', sa.String(length=80), server_default='', nullable=False))
        batch_op.add_column(sa.Column('language', sa.String(length=2), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_attempt_enrolment_id_number'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_attempt_enrolment_id_module_id_number'), ['enrolment_id', 'module_id', 'number'])
        batch_op.create_index('uq_attempt_open', ['enrolment_id', 'module_id'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    with op.batch_alter_table('cohort', schema=None) as batch_op:
        batch_op.add_column(sa.Column('test_language', sa.String(length=2), nullable=True))

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes('mailkind', MAILS), type_=_codes('mailkind', NEW_MAILS), existing_nullable=False)


def _codes(name: str, codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
