"""Keep how pages look to a person, what they note in lessons, on which days they learn, and their weekly goals."""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('display', sa.String(length=120), nullable=True))

    op.create_table('own_note',
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('lesson_id', sa.String(length=80), nullable=False),
    sa.Column('block_id', sa.String(length=80), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('occurrence', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("quote <> '' OR words <> ''", name=op.f('ck_own_note_says_something')),
    sa.CheckConstraint('occurrence >= 0', name=op.f('ck_own_note_not_negative')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_own_note_enrolment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_note'))
    )
    with op.batch_alter_table('own_note', schema=None) as batch_op:
        batch_op.create_index('ix_own_note_enrolment_id_lesson_id', ['enrolment_id', 'lesson_id'], unique=False)

    op.create_table('study_day',
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=False),
    sa.CheckConstraint('seconds >= 0', name=op.f('ck_study_day_not_negative')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_study_day_enrolment_id')),
    sa.PrimaryKeyConstraint('enrolment_id', 'day', name=op.f('pk_study_day'))
    )

    op.create_table('weekly_goal',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('lessons', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('lessons > 0', name=op.f('ck_weekly_goal_lessons_from_one')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_weekly_goal_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_weekly_goal'))
    )
