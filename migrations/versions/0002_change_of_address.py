"""Links that change an e-mail address; mails about it, and to new tutors."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

MAILS = ('confirm', 'already_registered', 'reset', 'password_changed', 'cohort_added', 'attempt_result', 'statement_issued', 'certificate_issued', 'certificate_revoked')
NEW_MAILS = ('confirm', 'already_registered', 'reset', 'password_changed', 'new_email', 'email_change_asked', 'tutor_added', 'cohort_added', 'attempt_result', 'statement_issued', 'certificate_issued', 'certificate_revoked')
PURPOSES = ('confirm', 'reset')
NEW_PURPOSES = ('confirm', 'reset', 'new_email')


def upgrade() -> None:
    with op.batch_alter_table('token', schema=None) as batch_op:
        batch_op.add_column(sa.Column('email', sa.String(length=254), nullable=True))
        batch_op.alter_column('purpose', existing_type=_codes('tokenpurpose', PURPOSES), type_=_codes('tokenpurpose', NEW_PURPOSES), existing_nullable=False)
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=_codes('mailkind', MAILS), type_=_codes('mailkind', NEW_MAILS), existing_nullable=False)


def _codes(name: str, codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
