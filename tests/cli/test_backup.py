"""A backup holds what the running site holds, and is put back whole or not at all."""

import shutil
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from helpcourse.cli import backup, restore
from helpcourse.cli.renewing import migrated
from helpcourse.config import Settings, read_settings, secret_key
from helpcourse.db import make_engine


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a site that nobody has used."""
    settings = read_settings({}, data=tmp_path_factory.mktemp("site") / "data")
    migrated(settings).dispose()
    secret_key(settings.data)
    settings.works.mkdir()
    (settings.works / "1a2b").write_bytes(b"a work")
    return settings.data


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Settings:
    shutil.copytree(prepared, tmp_path / "data")
    return read_settings({}, data=tmp_path / "data")


@pytest.fixture
def running(site: Settings) -> Iterator[Engine]:
    """The site with its database open, as a server has it."""
    engine = make_engine(site.engine_url)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM person"))
        connection.rollback()
        yield engine
    engine.dispose()


def back_up(site: Settings, folder: Path, keep: int | None = None) -> Path:
    """The newest copy."""
    assert backup.run(Namespace(data=str(site.data), folder=folder, keep=keep)) == 0
    return max(folder.iterdir())


def put_back(site: Settings, folder: Path) -> int:
    return restore.run(Namespace(data=str(site.data), folder=folder))


def write(settings: Settings, statement: str) -> None:
    engine = make_engine(settings.engine_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def words(data: Path) -> str | None:
    """What the trial has written into the database."""
    engine = make_engine(f"sqlite:///{data / 'helpcourse.db'}")
    with engine.connect() as connection:
        found: str | None = connection.scalar(text("SELECT words FROM trial"))
    engine.dispose()
    return found


def test_a_backup_of_a_running_site_can_be_read_as_a_database(site, running, tmp_path, capsys):
    folder = back_up(site, tmp_path / "kept")
    with make_engine(f"sqlite:///{folder / 'helpcourse.db'}").connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 0
    assert (folder / "secret.key").read_bytes() == secret_key(site.data)
    assert (folder / "works" / "1a2b").read_bytes() == b"a work"
    assert str(folder) in capsys.readouterr().out


def test_as_many_backups_are_kept_as_asked_for_and_nothing_else_is_touched(site, tmp_path):
    kept = tmp_path / "kept"
    for name in (
        "helpcourse-20250101-000000",
        "helpcourse-20250102-000000",
        "photos",
        "helpcourse-20250103-000000.part",
    ):
        (kept / name).mkdir(parents=True)
    backup.run(Namespace(data=str(site.data), folder=kept, keep=2))
    names = sorted(path.name for path in kept.iterdir())
    assert names[0] == "helpcourse-20250102-000000"
    assert names[-1] == "photos"
    assert len(names) == 4


@pytest.mark.parametrize("typed", ["0", "-1", "all"])
def test_a_number_to_keep_that_would_keep_nothing_is_refused(typed):
    with pytest.raises(backup.argparse.ArgumentTypeError):
        backup._count(typed)


def test_a_folder_without_a_site_is_not_backed_up(tmp_path, capsys):
    assert backup.run(Namespace(data=str(tmp_path / "empty"), folder=tmp_path / "kept", keep=None)) == 2
    assert "name the data directory" in capsys.readouterr().out
    assert not (tmp_path / "kept").exists()


def test_what_was_backed_up_comes_back_and_what_was_there_is_kept_aside(site, tmp_path, capsys):
    write(site, "CREATE TABLE trial AS SELECT 'before' AS words")
    folder = back_up(site, tmp_path / "kept")
    write(site, "UPDATE trial SET words = 'after'")
    (site.works / "1a2b").unlink()
    assert put_back(site, folder) == 0
    assert words(site.data) == "before"
    assert (site.works / "1a2b").read_bytes() == b"a work"
    assert words(next(site.data.glob("replaced-*"))) == "after"
    assert "0 people" in capsys.readouterr().out


def test_a_log_that_was_not_yet_in_the_old_database_does_not_get_into_the_new_one(site, tmp_path):
    """A server that was killed leaves one; SQLite would read it into whatever database stands beside it."""
    write(site, "CREATE TABLE trial AS SELECT 'before' AS words")
    folder = back_up(site, tmp_path / "kept")
    killed = make_engine(site.engine_url)
    with killed.begin() as connection:
        connection.exec_driver_sql("UPDATE trial SET words = 'after'")
    shutil.copytree(site.data, tmp_path / "left")
    left = read_settings({}, data=tmp_path / "left")
    assert (left.data / "helpcourse.db-wal").stat().st_size
    assert put_back(left, folder) == 0
    assert words(left.data) == "before"
    killed.dispose()


def test_a_restore_that_was_cut_off_can_be_repeated(site, tmp_path):
    write(site, "CREATE TABLE trial AS SELECT 'before' AS words")
    folder = back_up(site, tmp_path / "kept")
    restore.restore(site.data, site.data / "helpcourse.db", folder)
    (site.data / "helpcourse.db").rename(site.data / "helpcourse.db.part")
    assert put_back(site, folder) == 0
    assert words(site.data) == "before"


def test_an_empty_directory_takes_a_backup(site, tmp_path):
    folder = back_up(site, tmp_path / "kept")
    other = read_settings({}, data=tmp_path / "other")
    assert put_back(other, folder) == 0
    assert secret_key(other.data) == secret_key(site.data)
    assert not list(other.data.glob("replaced-*"))


def test_a_database_that_lies_elsewhere_is_backed_up_and_put_back_there(site, tmp_path, monkeypatch):
    elsewhere = tmp_path / "disk" / "site.db"
    elsewhere.parent.mkdir()
    (site.data / "helpcourse.db").rename(elsewhere)
    monkeypatch.setenv("HELPCOURSE_DATABASE_URL", f"sqlite:///{elsewhere}")
    folder = back_up(site, tmp_path / "kept")
    elsewhere.unlink()
    assert put_back(site, folder) == 0
    assert elsewhere.exists()
    assert not (site.data / "helpcourse.db").exists()


def test_a_running_site_is_left_alone(site, running, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(restore, "_WAIT_S", 0.0)
    folder = back_up(site, tmp_path / "kept")
    before = sorted(site.data.iterdir())
    assert put_back(site, folder) == 2
    assert "stop it" in capsys.readouterr().out
    assert sorted(site.data.iterdir()) == before


def damaged(copy: Path) -> None:
    whole = bytearray((copy / "helpcourse.db").read_bytes())
    whole[5000:200_000] = b"x" * 195_000
    (copy / "helpcourse.db").write_bytes(whole)


def no_database(copy: Path) -> None:
    (copy / "helpcourse.db").write_bytes(b"not a database at all" * 100)


def missing(copy: Path) -> None:
    (copy / "helpcourse.db").unlink()


def empty(copy: Path) -> None:
    (copy / "helpcourse.db").write_bytes(b"")


def newer(copy: Path) -> None:
    write(Settings(data=copy), "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (damaged, "damaged"),
        (no_database, "damaged"),
        (missing, "no backup"),
        (empty, "not the database of a site"),
        (newer, "newer version"),
    ],
)
def test_a_copy_that_is_no_good_changes_nothing(site, tmp_path, capsys, spoil, said):
    folder = back_up(site, tmp_path / "kept")
    spoil(folder)
    before = {path: path.stat().st_mtime_ns for path in site.data.iterdir() if path.suffix != ".lock"}
    assert put_back(site, folder) == 2
    assert said in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in site.data.iterdir() if path.suffix != ".lock"} == before
