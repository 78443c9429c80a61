"""Let cohorts give papers of three levels, to many at once."""

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

KINDS = ('statement', 'certificate')
NEW_KINDS = ('statement', 'attendance', 'achievement', 'certificate')
EVENTS = ('issued', 'revoked', 'replaced')


def upgrade() -> None:
    op.create_table('issue_batch',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('tell_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(undone_at IS NULL) = (undone_by_id IS NULL)', name=op.f('ck_issue_batch_undone_whole')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_issue_batch_cohort_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_issue_batch_made_by_id')),
    sa.ForeignKeyConstraint(['undone_by_id'], ['person.id'], name=op.f('fk_issue_batch_undone_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issue_batch'))
    )
    with op.batch_alter_table('issue_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issue_batch_cohort_id'), ['cohort_id'], unique=False)

    op.create_table('level_rule',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('level', sa.Enum('attendance', 'achievement', 'certificate', name='level', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('course', sa.Boolean(), nullable=False),
    sa.Column('lessons', sa.Integer(), nullable=False),
    sa.Column('events', sa.Integer(), nullable=False),
    sa.Column('cases', sa.Integer(), nullable=False),
    sa.Column('test', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('lessons BETWEEN 0 AND 100 AND events BETWEEN 0 AND 100 AND cases BETWEEN 0 AND 100 AND test BETWEEN 0 AND 100 AND minutes >= 0', name=op.f('ck_level_rule_in_range')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_level_rule_changed_by_id')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_level_rule_cohort_id')),
    sa.PrimaryKeyConstraint('cohort_id', 'level', name=op.f('pk_level_rule'))
    )
    op.create_table('issue_item',
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('level', sa.Enum('attendance', 'achievement', 'certificate', name='level', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('certificate_id', sa.Uuid(), nullable=True),
    sa.Column('skipped', sa.Enum('not_finished', 'not_reached', 'not_confirmed', 'erased', 'unprintable', 'issued', 'left', 'changed', name='obstacle', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('certificate_id IS NULL OR skipped IS NULL', name=op.f('ck_issue_item_one_outcome')),
    sa.CheckConstraint('told_at IS NULL OR certificate_id IS NOT NULL', name=op.f('ck_issue_item_told_of_paper')),
    sa.ForeignKeyConstraint(['batch_id'], ['issue_batch.id'], name=op.f('fk_issue_item_batch_id')),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_issue_item_certificate_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_issue_item_enrolment_id')),
    sa.PrimaryKeyConstraint('batch_id', 'enrolment_id', name=op.f('pk_issue_item')),
    sa.UniqueConstraint('certificate_id', name=op.f('uq_issue_item_certificate_id'))
    )
    with op.batch_alter_table('issue_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issue_item_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index('ix_issue_item_untold', ['batch_id'], unique=False, sqlite_where=sa.text('certificate_id IS NOT NULL AND told_at IS NULL'), postgresql_where=sa.text('certificate_id IS NOT NULL AND told_at IS NULL'))
        batch_op.create_index('ix_issue_item_waiting', ['batch_id', 'place'], unique=False, sqlite_where=sa.text('certificate_id IS NULL AND skipped IS NULL'), postgresql_where=sa.text('certificate_id IS NULL AND skipped IS NULL'))

    op.create_table('signed_file',
    sa.Column('certificate_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('signed_by', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(removed_at IS NULL) = (removed_by_id IS NULL)', name=op.f('ck_signed_file_removed_whole')),
    sa.ForeignKeyConstraint(['added_by_id'], ['person.id'], name=op.f('fk_signed_file_added_by_id')),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_signed_file_certificate_id')),
    sa.ForeignKeyConstraint(['removed_by_id'], ['person.id'], name=op.f('fk_signed_file_removed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signed_file'))
    )
    with op.batch_alter_table('signed_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signed_file_certificate_id'), ['certificate_id'], unique=False)

    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index('uq_certificate_valid_certificate')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('expires_on', sa.Date(), nullable=True))
        batch_op.alter_column('kind', existing_type=_codes('paperkind', *KINDS), type_=_codes('paperkind', *NEW_KINDS), existing_nullable=False)
        batch_op.drop_constraint(op.f('ck_certificate_cohort_of_certificate'), type_='check')
        batch_op.create_check_constraint(op.f('ck_certificate_cohort_of_paper'), "(kind = 'statement') = (cohort_id IS NULL)")
    _fill_expiry()
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index('uq_certificate_valid_of_cohort', ['enrolment_id', 'cohort_id', 'kind'], unique=True, sqlite_where=sa.text("kind <> 'statement' AND ended_at IS NULL"), postgresql_where=sa.text("kind <> 'statement' AND ended_at IS NULL"))

    with op.batch_alter_table('certificate_event', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes('eventkind', *EVENTS), type_=_codes('eventkind', *EVENTS, 'taken_back', 'expired'), existing_nullable=False)
        batch_op.add_column(sa.Column('cause', _codes('replacecause', 'name_changed', 'misprint', 'other'), nullable=True))

    with op.batch_alter_table('cohort_member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confirmed_for', _codes('level', 'attendance', 'achievement', 'certificate'), server_default='certificate', nullable=False))


def _codes(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)


def _fill_expiry() -> None:
    """The last day of papers that have one stands in their records."""
    table = sa.table('certificate', sa.column('id', sa.Uuid()), sa.column('record', sa.Text()), sa.column('expires_on', sa.Date()))
    connection = op.get_bind()
    for id_, record in connection.execute(sa.select(table.c.id, table.c.record)).all():
        last = json.loads(record).get('expires_on')
        if last:
            connection.execute(table.update().where(table.c.id == id_).values(expires_on=date.fromisoformat(last)))
