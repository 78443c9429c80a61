"""Keep what groups say and are given, and what people are told."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'attempt_awaits_review', 'reviewed', 'regraded', 'allowance_given',
    'allowance_taken_back', 'schedule_changed', 'deadline_near', 'extension_given', 'extension_taken_back',
    'cases_waiting', 'case_reviewed', 'application_received', 'application_accepted', 'application_waiting',
    'application_refused', 'call_withdrawn', 'refresher', 'statement_issued', 'certificate_issued',
    'certificate_revoked',
)  # fmt: skip
BEFORE = MAILS.index('refresher')
NEW_MAILS = (
    *MAILS[:BEFORE], 'group_announcement', 'group_mention', 'group_answer', 'group_thread', 'digest', *MAILS[BEFORE:],
)  # fmt: skip


def upgrade() -> None:
    op.create_table('notice',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('about_id', sa.Uuid(), nullable=True),
    sa.Column('mail_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_notice_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_about_id'), ['about_id'], unique=False)
        batch_op.create_index('ix_notice_mail_at', ['mail_at'], unique=False, sqlite_where=sa.text('mail_at IS NOT NULL'), postgresql_where=sa.text('mail_at IS NOT NULL'))
        batch_op.create_index('ix_notice_person_id_made_at', ['person_id', 'made_at'], unique=False)
        batch_op.create_index('ix_notice_unseen', ['person_id'], unique=False, sqlite_where=sa.text('seen_at IS NULL'), postgresql_where=sa.text('seen_at IS NULL'))

    op.create_table('notice_choice',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.Enum('announcements', 'mentions', 'answers', 'threads', 'schedule', 'results', 'reviewing', name='subject', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('how', sa.Enum('at_once', 'digest', 'never', name='how', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_notice_choice_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'subject', name=op.f('pk_notice_choice'))
    )
    op.create_table('group_material',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_group_material_cohort_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_group_material_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_material'))
    )
    with op.batch_alter_table('group_material', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_material_cohort_id'), ['cohort_id'], unique=False)

    op.create_table('group_thread',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('is_announcement', sa.Boolean(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pinned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(closed_at IS NULL) = (closed_by_id IS NULL)', name=op.f('ck_group_thread_closed_whole')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_group_thread_closed_by_id')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_group_thread_cohort_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_group_thread_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_thread'))
    )
    with op.batch_alter_table('group_thread', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_thread_cohort_id'), ['cohort_id'], unique=False)

    op.create_table('group_file',
    sa.Column('material_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['material_id'], ['group_material.id'], name=op.f('fk_group_file_material_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_file'))
    )
    with op.batch_alter_table('group_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_file_material_id'), ['material_id'], unique=False)

    op.create_table('group_post',
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('answers_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_by_id', sa.Integer(), nullable=True),
    sa.Column('hidden_reason', sa.Text(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(hidden_at IS NULL) = (hidden_by_id IS NULL)', name=op.f('ck_group_post_hidden_whole')),
    sa.ForeignKeyConstraint(['answers_id'], ['group_post.id'], name=op.f('fk_group_post_answers_id')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_group_post_by_id')),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['person.id'], name=op.f('fk_group_post_hidden_by_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['group_thread.id'], name=op.f('fk_group_post_thread_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_post')),
    sa.UniqueConstraint('thread_id', 'number', name=op.f('uq_group_post_thread_id_number'))
    )
    with op.batch_alter_table('group_post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_post_by_id'), ['by_id'], unique=False)
        batch_op.create_index('ix_group_post_untold', ['written_at'], unique=False, sqlite_where=sa.text('told_at IS NULL'), postgresql_where=sa.text('told_at IS NULL'))

    op.create_table('group_mention',
    sa.Column('post_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_group_mention_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['group_post.id'], name=op.f('fk_group_mention_post_id')),
    sa.PrimaryKeyConstraint('post_id', 'person_id', name=op.f('pk_group_mention'))
    )
    with op.batch_alter_table('group_mention', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_mention_person_id'), ['person_id'], unique=False)

    op.create_table('group_post_version',
    sa.Column('post_id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['post_id'], ['group_post.id'], name=op.f('fk_group_post_version_post_id')),
    sa.PrimaryKeyConstraint('post_id', 'revision', name=op.f('pk_group_post_version'))
    )
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes(MAILS), type_=_codes(NEW_MAILS), existing_nullable=False)
        batch_op.add_column(sa.Column('leave_token', sa.String(length=43), nullable=True))
        batch_op.add_column(sa.Column('leaves', sa.JSON(), server_default='[]', nullable=False))
        batch_op.create_unique_constraint(batch_op.f('uq_mail_leave_token'), ['leave_token'])


def _codes(codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name='mailkind', native_enum=False, create_constraint=True, length=32)
