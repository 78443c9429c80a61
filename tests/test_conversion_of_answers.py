"""A site that has been in use keeps its answers when a new version keeps them in another way."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from helpcourse.config import bundled
from helpcourse.migrating import upgrade
from tests.test_migrations import empty  # noqa: F401 - a fixture

LAST_OF_BEFORE = "0004"
ROWS = """
person (id, country, profession, language, registered_at, key) VALUES (1, 'KZ', 'judge', 'kk', NOW, ID)
course (id, position) VALUES ('ban', 1)
edition (id, course_id, number, digest, published_at, source_files, format, structure) VALUES (1, 'ban', 1, '', NOW, '', 1, '')
enrolment (person_id, course_id, enrolled_at, id) VALUES (1, 'ban', NOW, ID)
attempt (enrolment_id, number, edition_id, seed, questions, began_at, id, state) VALUES (ID, 1, 1, 1, '[]', NOW, ID, 'open')
answer (attempt_id, question_id, revision, options, language, saved_at) VALUES (ID, 'q', 1, '1', 'kk', NOW)
answer (attempt_id, question_id, revision, options, language, saved_at) VALUES (ID, 'q', 2, '10 2', 'kk', NOW)
answer (attempt_id, question_id, revision, options, language, saved_at) VALUES (ID, 'q', 3, '', 'kk', NOW)
answer (attempt_id, question_id, revision, options, language, saved_at) VALUES (ID, 'q', 4, '1', 'kk', NOW)
check_answer (enrolment_id, lesson_id, question_id, number, edition_id, language, options, answered_at) VALUES (ID, 'why', 'q', 1, 1, 'kk', '1 3', NOW)
"""  # noqa: E501 - one row a line


@pytest.fixture
def in_use(empty: Engine, tmp_path: Path) -> Engine:  # noqa: F811 - the fixture
    """A database of the version before, with answers."""
    folder = shutil.copytree(bundled("migrations"), tmp_path / "migrations")
    for path in (folder / "versions").glob("*.py"):
        if path.name[:4] > LAST_OF_BEFORE:
            path.unlink()
    upgrade(empty, folder)
    with empty.begin() as connection:
        for row in ROWS.replace("NOW", "'2026-11-03 09:00:00'").replace("ID", f"'{'1f' * 16}'").strip().split("\n"):
            connection.execute(text(f"INSERT INTO {row}"))
    return empty


@pytest.mark.parametrize(
    ("table", "kept"),
    [
        ("answer ORDER BY revision", ['{"1":"x"}', '{"10":"x","2":"x"}', "{}", '{"1":"x"}']),
        ("check_answer", ['{"1":"x","3":"x"}']),
    ],
)
def test_ticks_that_were_kept_by_their_ids_are_kept_part_by_part(in_use, table, kept):
    upgrade(in_use)
    with in_use.connect() as connection:
        assert connection.scalars(text(f"SELECT given FROM {table}")).all() == kept
