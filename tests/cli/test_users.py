"""`helpcourse users`: the first administrator, and a way in without mail."""

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Role, RoleGrant
from helpcourse.accounts.queries import find_account
from helpcourse.cli import main
from helpcourse.db import make_engine

NEW = ["--surname", "Әбдіров", "--name", "Ерлан", "--password-stdin"]


@pytest.fixture
def users(tmp_path, monkeypatch):
    """users("add-admin", …) runs the command on a data directory of its own, with a good password on its input."""
    monkeypatch.setattr("sys.stdin", io.StringIO("тау бұлақ жол 7\n"))
    return lambda *args: main(["users", *args, "--data", str(tmp_path)])


@pytest.fixture
def database(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'helpcourse.db'}")
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_the_first_administrator_needs_no_mail(users, database):
    assert users("add-admin", "yerlan@example.kz", *NEW) == 0
    assert find_account(database, "yerlan@example.kz").is_confirmed
    assert database.execute(select(RoleGrant.role)).scalars().all() == [Role.ADMIN]


def test_whoever_has_an_account_keeps_it_and_becomes_administrator(users, database):
    users("add-admin", "yerlan@example.kz", *NEW)
    assert users("add-admin", "yerlan@example.kz") == 0
    assert len(database.execute(select(RoleGrant.id)).all()) == 1


def test_a_new_administrator_has_a_name(users, capsys):
    assert users("add-admin", "yerlan@example.kz", "--password-stdin") == 2
    assert "--surname" in capsys.readouterr().err


def test_a_reset_link_is_printed(users, capsys):
    users("add-admin", "yerlan@example.kz", *NEW)
    assert users("reset-link", "yerlan@example.kz") == 0
    assert "/kk/password/" in capsys.readouterr().out


def test_a_reset_link_needs_an_account(users, capsys):
    assert users("reset-link", "nobody@example.kz") == 2
    assert "nobody has registered" in capsys.readouterr().err
