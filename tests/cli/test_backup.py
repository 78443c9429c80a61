"""A backup holds what the running site holds."""

from argparse import Namespace
from pathlib import Path

import pytest
from sqlalchemy import text

from helpcourse.cli import backup
from helpcourse.cli.renewing import migrated
from helpcourse.config import read_settings, secret_key
from helpcourse.db import make_engine


def test_a_backup_can_be_read_as_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = read_settings({}, data=tmp_path / "data")
    migrated(settings).dispose()
    secret_key(settings.data)
    assert backup.run(Namespace(data=str(settings.data), folder=tmp_path / "kept")) == 0
    folder = next((tmp_path / "kept").iterdir())
    with make_engine(f"sqlite:///{folder / 'helpcourse.db'}").connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 0
    assert (folder / "secret.key").read_bytes() == secret_key(settings.data)
    assert str(folder) in capsys.readouterr().out
