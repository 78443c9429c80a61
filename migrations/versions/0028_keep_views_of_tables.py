"""Keep people's views of tables, and that a thread needs no word of a tutor."""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('own_view',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('table_name', sa.String(length=30), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('query', sa.String(length=1000), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_first', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("name <> '' OR NOT is_first", name=op.f('ck_own_view_first_has_a_name')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_own_view_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_view')),
    sa.UniqueConstraint('person_id', 'table_name', 'name', name=op.f('uq_own_view_person_id_table_name_name'))
    )
    with op.batch_alter_table('own_view', schema=None) as batch_op:
        batch_op.create_index('uq_own_view_first', ['person_id', 'table_name'], unique=True, sqlite_where=sa.text('is_first'), postgresql_where=sa.text('is_first'))

    with op.batch_alter_table('group_thread', schema=None) as batch_op:
        batch_op.add_column(sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True))
