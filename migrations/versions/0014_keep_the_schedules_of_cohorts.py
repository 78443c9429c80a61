"""Keep the schedules of cohorts."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0011'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'allowance_given', 'allowance_taken_back', 'refresher', 'statement_issued',
    'certificate_issued', 'certificate_revoked',
)  # fmt: skip
NEW_MAILS = (
    *MAILS[:11], 'schedule_changed', 'deadline_near', 'extension_given', 'extension_taken_back', *MAILS[11:],
)  # fmt: skip


def upgrade() -> None:
    op.create_table('calendar_feed',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_feed_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('token', name=op.f('uq_calendar_feed_token'))
    )
    op.create_table('extension',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('item', sa.String(length=200), nullable=False),
    sa.Column('wall_at', sa.DateTime(), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('given_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_back_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(taken_back_at IS NULL) = (taken_back_by_id IS NULL)', name=op.f('ck_extension_taken_back_whole')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_extension_cohort_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_extension_enrolment_id')),
    sa.ForeignKeyConstraint(['given_by_id'], ['person.id'], name=op.f('fk_extension_given_by_id')),
    sa.ForeignKeyConstraint(['taken_back_by_id'], ['person.id'], name=op.f('fk_extension_taken_back_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extension'))
    )
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extension_cohort_id'), ['cohort_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_extension_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('schedule_entry',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('launch', 'webinar', 'opening', 'deadline', name='entrykind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('item', sa.String(length=200), nullable=False),
    sa.Column('wall_at', sa.DateTime(), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('takes_registration', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_by_id', sa.Integer(), nullable=True),
    sa.Column('told', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(kind IN ('launch', 'webinar')) = (item = '')", name=op.f('ck_schedule_entry_item_of_dates')),
    sa.CheckConstraint("(kind IN ('launch', 'webinar')) = (minutes > 0)", name=op.f('ck_schedule_entry_length_of_events')),
    sa.CheckConstraint("(kind IN ('launch', 'webinar')) = (title <> '')", name=op.f('ck_schedule_entry_title_of_events')),
    sa.CheckConstraint('(cancelled_at IS NULL) = (cancelled_by_id IS NULL)', name=op.f('ck_schedule_entry_cancelled_whole')),
    sa.ForeignKeyConstraint(['cancelled_by_id'], ['person.id'], name=op.f('fk_schedule_entry_cancelled_by_id')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_schedule_entry_changed_by_id')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_schedule_entry_cohort_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_schedule_entry_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedule_entry'))
    )
    with op.batch_alter_table('schedule_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_schedule_entry_cohort_id'), ['cohort_id'], unique=False)
        batch_op.create_index('ix_schedule_entry_untold', ['changed_at'], unique=False, sqlite_where=sa.text('told_at IS NULL'), postgresql_where=sa.text('told_at IS NULL'))
        batch_op.create_index('uq_schedule_entry_item', ['cohort_id', 'kind', 'item'], unique=True, sqlite_where=sa.text("item <> ''"), postgresql_where=sa.text("item <> ''"))

    op.create_table('attendance',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('was_there', sa.Boolean(), nullable=False),
    sa.Column('marked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('marked_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_attendance_enrolment_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['schedule_entry.id'], name=op.f('fk_attendance_entry_id')),
    sa.ForeignKeyConstraint(['marked_by_id'], ['person.id'], name=op.f('fk_attendance_marked_by_id')),
    sa.PrimaryKeyConstraint('entry_id', 'enrolment_id', name=op.f('pk_attendance'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('deadline_reminder',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_deadline_reminder_enrolment_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['schedule_entry.id'], name=op.f('fk_deadline_reminder_entry_id')),
    sa.PrimaryKeyConstraint('entry_id', 'enrolment_id', 'due_at', name=op.f('pk_deadline_reminder'))
    )
    with op.batch_alter_table('deadline_reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deadline_reminder_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('event_registration',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('is_coming', sa.Boolean(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_event_registration_enrolment_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['schedule_entry.id'], name=op.f('fk_event_registration_entry_id')),
    sa.PrimaryKeyConstraint('entry_id', 'enrolment_id', name=op.f('pk_event_registration'))
    )
    with op.batch_alter_table('event_registration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_registration_enrolment_id'), ['enrolment_id'], unique=False)

    with op.batch_alter_table('cohort', schema=None) as batch_op:
        batch_op.add_column(sa.Column('order_number', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('order_on', sa.Date(), nullable=True))

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes(MAILS), type_=_codes(NEW_MAILS), existing_nullable=False)


def _codes(codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name='mailkind', native_enum=False, create_constraint=True, length=32)
