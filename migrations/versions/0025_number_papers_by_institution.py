"""Number papers by institution, and keep how the papers of each look."""

import json

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('number_register',
    sa.Column('prefix', sa.String(length=40), nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last_serial', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_number_register_institution_id')),
    sa.PrimaryKeyConstraint('prefix', 'year', name=op.f('pk_number_register'))
    )
    op.create_table('paper_logo',
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['person.id'], name=op.f('fk_paper_logo_added_by_id')),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_paper_logo'))
    )
    op.create_table('paper_template',
    sa.Column('institution_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('languages', sa.String(length=8), nullable=False),
    sa.Column('number_prefix', sa.String(length=12), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.Column('logo_sha256', sa.String(length=64), nullable=True),
    sa.Column('used_since', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_paper_template_changed_by_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_paper_template_institution_id')),
    sa.ForeignKeyConstraint(['logo_sha256'], ['paper_logo.sha256'], name=op.f('fk_paper_template_logo_sha256')),
    sa.PrimaryKeyConstraint('institution_id', name=op.f('pk_paper_template')),
    sa.UniqueConstraint('number_prefix', name=op.f('uq_paper_template_number_prefix'))
    )
    op.create_table('paper_template_text',
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('issuer', sa.String(length=300), nullable=False),
    sa.Column('signatory', sa.String(length=120), nullable=False),
    sa.Column('position', sa.String(length=200), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['paper_template.institution_id'], name=op.f('fk_paper_template_text_institution_id')),
    sa.PrimaryKeyConstraint('institution_id', 'language', name=op.f('pk_paper_template_text'))
    )
    op.create_table('paper_template_words',
    sa.Column('institution_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('statement', 'attendance', 'achievement', 'certificate', name='paperkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('heading', sa.String(length=60), nullable=False),
    sa.Column('lead', sa.String(length=80), nullable=False),
    sa.Column('sentence', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['paper_template.institution_id'], name=op.f('fk_paper_template_words_institution_id')),
    sa.PrimaryKeyConstraint('institution_id', 'kind', 'language', name=op.f('pk_paper_template_words'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('number', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('institution_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_certificate_institution_id'), 'institution', ['institution_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_certificate_institution_id'), ['institution_id'], unique=False)
    _fill_numbers()
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.alter_column('number', existing_type=sa.String(length=60), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_certificate_number'), ['number'])


def _fill_numbers() -> None:
    """They stand in the records. Each prefix goes on after its last number of the year."""
    table = sa.table('certificate', *(sa.column(name) for name in ('number', 'record', 'serial', 'year')), sa.column('id', sa.Uuid()))
    connection = op.get_bind()
    last: dict[tuple[str, int], int] = {}
    for row in connection.execute(sa.select(table).order_by(table.c.year, table.c.serial)).all():
        number = json.loads(row.record)['number']
        connection.execute(table.update().where(table.c.id == row.id).values(number=number))
        last[number.removesuffix(f'-{row.year}-{row.serial:05d}'), row.year] = row.serial
    register = sa.table('number_register', *(sa.column(name) for name in ('prefix', 'year', 'last_serial')))
    for (prefix, year), serial in last.items():
        connection.execute(register.insert().values(prefix=prefix, year=year, last_serial=serial))
