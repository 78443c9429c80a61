"""Tell of materials and questionnaires, and let people mute a thread."""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'attempt_awaits_review', 'reviewed', 'regraded', 'allowance_given',
    'allowance_taken_back', 'schedule_changed', 'deadline_near', 'extension_given', 'extension_taken_back',
    'cases_waiting', 'case_reviewed', 'application_received', 'application_accepted', 'application_waiting',
    'application_refused', 'call_withdrawn', 'tutor_wrote', 'grade_changed', 'group_announcement', 'group_mention',
    'group_answer', 'group_thread', 'digest', 'refresher', 'statement_issued', 'certificate_issued',
    'certificate_revoked',
)  # fmt: skip
BEFORE = MAILS.index('digest')
NEW_MAILS = (*MAILS[:BEFORE], 'group_material', 'questionnaire_waits', *MAILS[BEFORE:])


def upgrade() -> None:
    op.create_table('questionnaire_reminder',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('phase', _codes('phase', 'before', 'after'), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_questionnaire_reminder_cohort_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_questionnaire_reminder_enrolment_id')),
    sa.PrimaryKeyConstraint('cohort_id', 'phase', 'enrolment_id', name=op.f('pk_questionnaire_reminder'))
    )
    with op.batch_alter_table('questionnaire_reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_questionnaire_reminder_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('thread_mute',
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('muted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_thread_mute_person_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['group_thread.id'], name=op.f('fk_thread_mute_thread_id')),
    sa.PrimaryKeyConstraint('thread_id', 'person_id', name=op.f('pk_thread_mute'))
    )
    with op.batch_alter_table('thread_mute', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thread_mute_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('group_material', schema=None) as batch_op:
        batch_op.add_column(sa.Column('told_at', sa.DateTime(timezone=True), nullable=True))
    op.execute('UPDATE group_material SET told_at = made_at')  # of what was there before nobody is told

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes('mailkind', *MAILS), type_=_codes('mailkind', *NEW_MAILS), existing_nullable=False)


def _codes(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
