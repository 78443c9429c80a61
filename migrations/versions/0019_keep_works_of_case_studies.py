"""Keep works of case studies."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked',
    'tutor_added', 'cohort_added', 'attempt_result', 'attempt_awaits_review', 'reviewed', 'regraded',
    'allowance_given', 'allowance_taken_back', 'schedule_changed', 'deadline_near', 'extension_given',
    'extension_taken_back', 'refresher', 'statement_issued', 'certificate_issued', 'certificate_revoked',
)  # fmt: skip
NEW_MAILS = (*MAILS[:18], 'cases_waiting', 'case_reviewed', *MAILS[18:])


def upgrade() -> None:
    op.create_table('phrase',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_phrase_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phrase'))
    )
    with op.batch_alter_table('phrase', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_phrase_person_id'), ['person_id'], unique=False)

    op.create_table('review_language',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_review_language_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'language', name=op.f('pk_review_language'))
    )
    op.create_table('case_done',
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('lesson_id', sa.String(length=80), nullable=False),
    sa.Column('block_id', sa.String(length=80), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_case_done_enrolment_id')),
    sa.PrimaryKeyConstraint('enrolment_id', 'lesson_id', 'block_id', name=op.f('pk_case_done'))
    )
    op.create_table('case_work',
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('lesson_id', sa.String(length=80), nullable=False),
    sa.Column('block_id', sa.String(length=80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('written', 'handed_in', 'returned', 'accepted', name='workstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_case_work_enrolment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_work')),
    sa.UniqueConstraint('enrolment_id', 'lesson_id', 'block_id', name=op.f('uq_case_work_enrolment_id_lesson_id_block_id'))
    )
    op.create_table('case_file',
    sa.Column('work_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['work_id'], ['case_work.id'], name=op.f('fk_case_file_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_file'))
    )
    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_file_digest'), ['digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_file_work_id'), ['work_id'], unique=False)

    op.create_table('case_hand_in',
    sa.Column('work_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('handed_in_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('reviewers', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('released_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.Enum('accept', 'return', name='decision', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.CheckConstraint('(released_at IS NULL) = (outcome IS NULL)', name=op.f('ck_case_hand_in_released_whole')),
    sa.ForeignKeyConstraint(['edition_id'], ['edition.id'], name=op.f('fk_case_hand_in_edition_id')),
    sa.ForeignKeyConstraint(['work_id'], ['case_work.id'], name=op.f('fk_case_hand_in_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_hand_in')),
    sa.UniqueConstraint('work_id', 'number', name=op.f('uq_case_hand_in_work_id_number'))
    )
    with op.batch_alter_table('case_hand_in', schema=None) as batch_op:
        batch_op.create_index('ix_case_hand_in_waiting', ['handed_in_at'], unique=False, sqlite_where=sa.text('released_at IS NULL AND taken_back_at IS NULL'), postgresql_where=sa.text('released_at IS NULL AND taken_back_at IS NULL'))

    op.create_table('case_hand_in_file',
    sa.Column('hand_in_id', sa.Uuid(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['case_file.id'], name=op.f('fk_case_hand_in_file_file_id')),
    sa.ForeignKeyConstraint(['hand_in_id'], ['case_hand_in.id'], name=op.f('fk_case_hand_in_file_hand_in_id')),
    sa.PrimaryKeyConstraint('hand_in_id', 'file_id', name=op.f('pk_case_hand_in_file'))
    )
    op.create_table('case_reply',
    sa.Column('hand_in_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hand_in_id'], ['case_hand_in.id'], name=op.f('fk_case_reply_hand_in_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_reply'))
    )
    with op.batch_alter_table('case_reply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_reply_hand_in_id'), ['hand_in_id'], unique=False)

    op.create_table('case_review',
    sa.Column('hand_in_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('points', sa.JSON(), nullable=False),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.Column('decision', sa.Enum('accept', 'return', name='decision', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('given_at IS NULL OR decision IS NOT NULL', name=op.f('ck_case_review_decided_when_given')),
    sa.ForeignKeyConstraint(['hand_in_id'], ['case_hand_in.id'], name=op.f('fk_case_review_hand_in_id')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['person.id'], name=op.f('fk_case_review_reviewer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_review')),
    sa.UniqueConstraint('hand_in_id', 'place', name=op.f('uq_case_review_hand_in_id_place')),
    sa.UniqueConstraint('hand_in_id', 'reviewer_id', name=op.f('uq_case_review_hand_in_id_reviewer_id'))
    )
    with op.batch_alter_table('case_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_review_reviewer_id'), ['reviewer_id'], unique=False)

    op.create_table('case_comment',
    sa.Column('review_id', sa.Uuid(), nullable=False),
    sa.Column('paragraph', sa.Integer(), nullable=False),
    sa.Column('begins', sa.Integer(), nullable=False),
    sa.Column('ends', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('paragraph > 0 AND begins >= 0 AND ends >= begins', name=op.f('ck_case_comment_passage')),
    sa.ForeignKeyConstraint(['review_id'], ['case_review.id'], name=op.f('fk_case_comment_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_comment'))
    )
    with op.batch_alter_table('case_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_comment_review_id'), ['review_id'], unique=False)

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes(MAILS), type_=_codes(NEW_MAILS), existing_nullable=False)


def _codes(codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name='mailkind', native_enum=False, create_constraint=True, length=32)
