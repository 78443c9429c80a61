"""Keep credentials of papers."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('status_list',
    sa.Column('purpose', sa.Enum('revocation', 'refresh', name='statuspurpose', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('page', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('ended', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('purpose', 'year', 'page', name=op.f('pk_status_list'))
    )
    op.create_table('certificate_file',
    sa.Column('certificate_id', sa.Uuid(), nullable=False),
    sa.Column('form', sa.Enum('json', 'jwt', 'png', 'svg', name='credentialform', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_certificate_file_certificate_id')),
    sa.PrimaryKeyConstraint('certificate_id', 'form', name=op.f('pk_certificate_file'))
    )
    with op.batch_alter_table('certificate_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_file_sha256'), ['sha256'], unique=False)
