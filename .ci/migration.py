#!/usr/bin/env python3
"""Write the next migration from the models: `make migration SAYS="add phones to institutions"`.

Until the first release there is one migration, made anew each time the models change: `make migration`.
Read what it wrote: Alembic sees neither renames nor changed CHECKs.
"""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy.orm import Session

from helpcourse.db import make_engine
from helpcourse.migrating import alembic_config

VERSIONS = Path(__file__).resolve().parent.parent / "migrations" / "versions"
FIRST = "Make the first tables"


def main(says: str) -> None:
    if not says:
        (VERSIONS / "0001_first.py").unlink(missing_ok=True)
    number = f"{len(list(VERSIONS.glob('[0-9]*.py'))) + 1:04}"
    path = _written(number, says or FIRST)
    path.write_text(_with_late_foreign_keys(path.read_text("utf-8")), "utf-8")
    if not says:
        path = path.rename(VERSIONS / "0001_first.py")
    print(path)


def _written(number: str, says: str) -> Path:
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/empty.db")
        with Session(engine) as session:
            config = alembic_config(session.connection(), VERSIONS.parent)
            command.upgrade(config, "head")
            command.revision(config, message=says, autogenerate=True, rev_id=number)
        engine.dispose()
    return next(VERSIONS.glob(f"{number}_*.py"))


def _with_late_foreign_keys(text: str) -> str:
    """A circle of tables: PostgreSQL gets the key when both are there; Alembic leaves such keys out there."""
    late = re.findall(
        r"create_table\('(\w+)',(?:(?!create_table).)*?"
        r"ForeignKeyConstraint\(\['(\w+)'\], \['(\w+)\.(\w+)'\], name=(?:op\.f\()?'(\w+)'\)?, use_alter=True\)",
        text,
        re.DOTALL,
    )
    lines = [
        f"        op.create_foreign_key('{name}', '{table}', '{to}', ['{column}'], ['{key}'])\n"
        for table, column, to, key, name in late
    ]
    if lines:
        text = text.rstrip() + "\n    if op.get_context().dialect.name != 'sqlite':  # has it from the start\n"
    return text + "".join(lines)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
