"""Keep letters of tutors, and results that they have set."""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'attempt_awaits_review', 'reviewed', 'regraded', 'allowance_given',
    'allowance_taken_back', 'schedule_changed', 'deadline_near', 'extension_given', 'extension_taken_back',
    'cases_waiting', 'case_reviewed', 'application_received', 'application_accepted', 'application_waiting',
    'application_refused', 'call_withdrawn', 'group_announcement', 'group_mention', 'group_answer', 'group_thread',
    'digest', 'refresher', 'statement_issued', 'certificate_issued',
    'certificate_revoked',
)  # fmt: skip
BEFORE = MAILS.index('group_announcement')
NEW_MAILS = (*MAILS[:BEFORE], 'tutor_wrote', 'grade_changed', *MAILS[BEFORE:])


def upgrade() -> None:
    op.create_table('letter',
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_letter_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_by_id'), ['by_id'], unique=False)

    op.create_table('letter_reader',
    sa.Column('letter_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_letter_reader_cohort_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_letter_reader_enrolment_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_letter_reader_letter_id')),
    sa.PrimaryKeyConstraint('letter_id', 'enrolment_id', name=op.f('pk_letter_reader'))
    )
    with op.batch_alter_table('letter_reader', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_reader_cohort_id'), ['cohort_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_reader_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('grade_override',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('points', sa.Double(), nullable=True),
    sa.CheckConstraint('points >= 0', name=op.f('ck_grade_override_not_negative')),
    sa.ForeignKeyConstraint(['attempt_id', 'number'], ['grade.attempt_id', 'grade.number'], name=op.f('fk_grade_override_attempt_id_number')),
    sa.PrimaryKeyConstraint('attempt_id', 'number', name=op.f('pk_grade_override'))
    )
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes(MAILS), type_=_codes(NEW_MAILS), existing_nullable=False)


def _codes(codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name='mailkind', native_enum=False, create_constraint=True, length=32)
