"""Keep questionnaires of cohorts, what was answered, and closing reports."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('questionnaire',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('phase', _phases(), nullable=False),
    sa.Column('questions', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('opens_on', sa.Date(), nullable=True),
    sa.Column('last_on', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(changed_at IS NULL) = (changed_by_id IS NULL)', name=op.f('ck_questionnaire_changed_whole')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_questionnaire_changed_by_id')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_questionnaire_cohort_id')),
    sa.PrimaryKeyConstraint('cohort_id', 'phase', name=op.f('pk_questionnaire'))
    )
    op.create_table('questionnaire_box',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('phase', _phases(), nullable=False),
    sa.Column('given', sa.JSON(), nullable=False),
    sa.Column('held', sa.JSON(), nullable=False),
    sa.Column('shown', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_questionnaire_box_cohort_id')),
    sa.PrimaryKeyConstraint('cohort_id', 'phase', name=op.f('pk_questionnaire_box'))
    )
    op.create_table('questionnaire_turnout',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('phase', _phases(), nullable=False),
    sa.Column('enrolments', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_questionnaire_turnout_cohort_id')),
    sa.PrimaryKeyConstraint('cohort_id', 'phase', name=op.f('pk_questionnaire_turnout'))
    )
    op.create_table('closing_report',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('is_drafted', sa.Boolean(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_closing_report_number_positive')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_closing_report_cohort_id')),
    sa.ForeignKeyConstraint(['written_by_id'], ['person.id'], name=op.f('fk_closing_report_written_by_id')),
    sa.PrimaryKeyConstraint('cohort_id', 'number', name=op.f('pk_closing_report'))
    )


def _phases() -> sa.Enum:
    return sa.Enum('before', 'after', name='phase', native_enum=False, create_constraint=True, length=32)
