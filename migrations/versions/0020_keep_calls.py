"""Keep calls, applications and codes to join by."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'attempt_awaits_review', 'reviewed', 'regraded', 'allowance_given',
    'allowance_taken_back', 'schedule_changed', 'deadline_near', 'extension_given', 'extension_taken_back',
    'cases_waiting', 'case_reviewed', 'refresher', 'statement_issued', 'certificate_issued', 'certificate_revoked',
)  # fmt: skip
NEW_MAILS = (
    *MAILS[:20], 'application_received', 'application_accepted', 'application_waiting', 'application_refused',
    'call_withdrawn', *MAILS[20:],
)  # fmt: skip


def upgrade() -> None:
    op.create_table('call',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('state', sa.Enum('draft', 'open', 'closed', 'withdrawn', name='callstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('wall_at', sa.DateTime(), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('countries', sa.JSON(), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('criteria', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name=op.f('ck_call_opened_whole')),
    sa.CheckConstraint('places > 0', name=op.f('ck_call_places_positive')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_call_changed_by_id')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_call_cohort_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_call_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call')),
    sa.UniqueConstraint('code', name=op.f('uq_call_code')),
    sa.UniqueConstraint('cohort_id', name=op.f('uq_call_cohort_id'))
    )
    op.create_table('join_code',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('most', sa.Integer(), nullable=True),
    sa.Column('last_on', sa.Date(), nullable=True),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(revoked_at IS NULL) = (revoked_by_id IS NULL)', name=op.f('ck_join_code_revoked_whole')),
    sa.CheckConstraint('most > 0', name=op.f('ck_join_code_most_positive')),
    sa.CheckConstraint('most IS NULL OR used <= most', name=op.f('ck_join_code_used_within')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_join_code_cohort_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_join_code_made_by_id')),
    sa.ForeignKeyConstraint(['revoked_by_id'], ['person.id'], name=op.f('fk_join_code_revoked_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_join_code')),
    sa.UniqueConstraint('code', name=op.f('uq_join_code_code'))
    )
    with op.batch_alter_table('join_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_join_code_cohort_id'), ['cohort_id'], unique=False)

    op.create_table('application',
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('sent', 'accepted', 'waiting', 'refused', 'withdrawn', name='applicationstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('points', sa.JSON(), nullable=False),
    sa.Column('note_revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_application_call_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_application_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application')),
    sa.UniqueConstraint('call_id', 'person_id', name=op.f('uq_application_call_id_person_id'))
    )
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_application_person_id'), ['person_id'], unique=False)

    op.create_table('application_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('sent', 'accepted', 'waiting', 'refused', 'withdrawn', name='applicationstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_event_application_id')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_application_event_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_event'))
    )
    with op.batch_alter_table('application_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_application_event_application_id'), ['application_id'], unique=False)

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes(MAILS), type_=_codes(NEW_MAILS), existing_nullable=False)


def _codes(codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name='mailkind', native_enum=False, create_constraint=True, length=32)
