"""What a database itself says about its tables, in a form that two databases can be compared by."""

import re

from sqlalchemy import Engine, text

_POSTGRES = {
    "columns": """
        SELECT table_name || '.' || column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable,
               column_default, is_identity)
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def catalogue(engine: Engine) -> dict[str, object]:
    """Name of each table, column, constraint and index -> its definition; Alembic's own table left out."""
    found = _of_sqlite(engine) if engine.dialect.name == "sqlite" else _of_postgres(engine)
    return {name: definition for name, definition in found.items() if not name.startswith("alembic_version")}


def _of_sqlite(engine: Engine) -> dict[str, object]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    return {name: sorted(_parts(sql)) for name, sql in rows}


def _of_postgres(engine: Engine) -> dict[str, object]:
    with engine.connect() as connection:
        found = {kind: connection.execute(text(query)).all() for kind, query in _POSTGRES.items()}
    return {f"{name} ({kind})": definition for kind, rows in found.items() for name, definition in rows}


def _parts(sql: str) -> list[str]:
    """The columns and constraints of a CREATE TABLE, whose order means nothing here."""
    flat = " ".join(sql.replace('"', "").split())
    if not flat.upper().startswith("CREATE TABLE"):
        return [flat]
    head, body = flat.split("(", 1)
    depth, parts = 0, [""]
    for letter in body.rstrip(" )") + ")" * (body.count("(") - body.rstrip(" )").count(")")):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [head.strip(), *(re.sub(r"\s+", " ", part).strip() for part in parts)]
