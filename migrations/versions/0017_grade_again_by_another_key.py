"""Grade again by another key."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0015'
branch_labels = None
depends_on = None

MAILS = (
    'confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added',
    'cohort_added', 'attempt_result', 'allowance_given', 'allowance_taken_back', 'schedule_changed', 'deadline_near',
    'extension_given', 'extension_taken_back', 'refresher', 'statement_issued', 'certificate_issued',
    'certificate_revoked',
)  # fmt: skip
NEW_MAILS = (*MAILS[:9], 'regraded', *MAILS[9:])


def upgrade() -> None:
    op.create_table('key_change',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('module_id', sa.String(length=80), nullable=False),
    sa.Column('question_id', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('from_edition_id', sa.Integer(), nullable=True),
    sa.Column('key', sa.Text(), nullable=True),
    sa.Column('only_improves', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(key IS NULL) = (from_edition_id IS NULL)', name=op.f('ck_key_change_key_whole')),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_key_change_has_reason')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['person.id'], name=op.f('fk_key_change_changed_by_id')),
    sa.ForeignKeyConstraint(['edition_id'], ['edition.id'], name=op.f('fk_key_change_edition_id')),
    sa.ForeignKeyConstraint(['from_edition_id'], ['edition.id'], name=op.f('fk_key_change_from_edition_id')),
    sa.PrimaryKeyConstraint('edition_id', 'module_id', 'question_id', 'number', name=op.f('pk_key_change'))
    )
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes('mailkind', MAILS), type_=_codes('mailkind', NEW_MAILS), existing_nullable=False)


def _codes(name: str, codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
