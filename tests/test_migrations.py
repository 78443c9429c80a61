"""Migrations make the tables that the models describe."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, inspect, select, text

from helpcourse.cli import main
from helpcourse.config import bundled
from helpcourse.db import make_engine
from helpcourse.migrating import BrokenReferencesError, upgrade
from helpcourse.revision import is_current
from helpcourse.tables import make_all, metadata
from tests.catalogue_of_database import catalogue
from tests.databases import create_database

DATABASES = ["sqlite", "postgresql"]


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(_new_database(request, tmp_path))
    yield engine
    engine.dispose()


@pytest.fixture
def made_from_models(empty: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A second database of the same kind, made without migrations."""
    engine = make_engine(_new_database(request, tmp_path))
    make_all(engine)
    yield engine
    engine.dispose()


def _new_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    name = f"empty_{secrets.token_hex(6)}"
    if "sqlite" in request.node.callspec.id:
        return f"sqlite:///{tmp_path / name}.db"
    return create_database(request.getfixturevalue("postgres"), name)


def test_migrating_an_empty_database_makes_what_the_models_describe(empty, made_from_models):
    upgrade(empty)
    assert catalogue(empty) == catalogue(made_from_models)


def test_a_database_is_current_when_it_has_had_the_last_migration(empty):
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)


def test_the_comparison_sees_an_index_that_lost_its_condition(empty, made_from_models):
    upgrade(empty)
    _make_index_whole(empty)
    assert catalogue(empty) != catalogue(made_from_models)


def _make_index_whole(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_attempt_open"))
        connection.execute(text("CREATE UNIQUE INDEX uq_attempt_open ON attempt (enrolment_id)"))


def test_migrating_again_changes_nothing(empty):
    upgrade(empty)
    before = catalogue(empty)
    upgrade(empty)
    assert catalogue(empty) == before


def test_references_are_enforced_after_migrating(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_a_migration_does_not_leave_rows_that_point_nowhere(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'broken.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.connection.dbapi_connection.cursor().execute("PRAGMA foreign_keys=OFF")
        connection.execute(text("INSERT INTO consent VALUES (1, 99, '1', 'kk', '2026-11-03')"))
        connection.commit()
    upgrade(engine)  # nothing is migrated, and nothing looked through
    with pytest.raises(BrokenReferencesError):
        upgrade(engine, _one_more(tmp_path)[0])
    engine.dispose()


_TIGHTEN_PERSON = """
revision, down_revision = "9999", "LAST"
from alembic import op

def upgrade():
    with op.batch_alter_table("person") as person:
        person.create_check_constraint("language_known", "language IN ('kk', 'ru', 'en')")
"""


def test_altering_a_table_keeps_the_rows_that_point_to_it(app, tmp_path):
    """SQLite alters by copying and dropping, and a drop would take the children of every row along."""
    engine = app.extensions["engine"]
    folder, last = _one_more(tmp_path)
    before = _rows(engine)
    _stamp(engine, last)
    upgrade(engine, folder)
    assert _rows(engine) == before
    assert "language_known" in str(catalogue(engine))


def _one_more(tmp_path: Path) -> tuple[Path, str]:
    """The product's migrations and one that alters a table; and the last of the product's."""
    folder = shutil.copytree(bundled("migrations"), tmp_path / "migrations")
    last = max(path.name[:4] for path in (folder / "versions").glob("*.py"))
    (folder / "versions" / "9999_tighten.py").write_text(_TIGHTEN_PERSON.replace("LAST", last))
    return folder, last


def _rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        count = {table.name: select(func.count()).select_from(table) for table in metadata.sorted_tables}
        return {name: connection.execute(query).scalar_one() for name, query in count.items()}


def _stamp(engine: Engine, last: str) -> None:
    """The tests' tables were made from the models: say that the migrations up to this one made them."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:last)"), {"last": last})


def test_the_command_makes_the_database_of_a_data_directory(tmp_path, capsys):
    assert main(["migrate", "--data", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site" / "helpcourse.db").exists()
    assert "up to date" in capsys.readouterr().out


def test_tables_that_refer_in_a_circle_are_whole_after_postgresql_too(postgres, tmp_path):
    first = make_engine(create_database(postgres, f"circle_{secrets.token_hex(6)}"))
    second = make_engine(f"sqlite:///{tmp_path / 'circle.db'}")
    make_all(first)
    make_all(second)
    assert [key["referred_table"] for key in inspect(second).get_foreign_keys("course")] == ["edition"]
    first.dispose()
    second.dispose()
