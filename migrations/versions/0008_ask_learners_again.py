"""Ask learners again."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'allowance_given', 'allowance_taken_back', 'statement_issued',
    'certificate_issued', 'certificate_revoked',
)  # fmt: skip
NEW_MAILS = (*MAILS[:11], 'refresher', *MAILS[11:])


def upgrade() -> None:
    op.create_table('refresher',
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('end_token', sa.String(length=43), nullable=False),
    sa.Column('every_days', sa.Integer(), nullable=True),
    sa.Column('next_mail_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('ended_at IS NULL OR next_mail_at IS NULL', name=op.f('ck_refresher_no_mail_once_ended')),
    sa.CheckConstraint('every_days > 0', name=op.f('ck_refresher_days_from_one')),
    sa.CheckConstraint('next_mail_at IS NULL OR every_days IS NOT NULL', name=op.f('ck_refresher_mails_at_intervals')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_refresher_enrolment_id')),
    sa.PrimaryKeyConstraint('enrolment_id', name=op.f('pk_refresher')),
    sa.UniqueConstraint('end_token', name=op.f('uq_refresher_end_token'))
    )
    with op.batch_alter_table('refresher', schema=None) as batch_op:
        batch_op.create_index('ix_refresher_next_mail_at', ['next_mail_at'], unique=False, sqlite_where=sa.text('next_mail_at IS NOT NULL'), postgresql_where=sa.text('next_mail_at IS NOT NULL'))
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes(MAILS), type_=_codes(NEW_MAILS), existing_nullable=False)


def _codes(codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name='mailkind', native_enum=False, create_constraint=True, length=32)
