"""Keep what groups say."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
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
