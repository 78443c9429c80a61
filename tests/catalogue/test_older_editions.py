"""Editions stored by an older version of the product are compiled again."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import Edition, EditionPage
from helpcourse.catalogue.older import Elsewhere
from helpcourse.catalogue.shelf import Shelf
from helpcourse.cli.renewing import renew_editions
from helpcourse.config import Settings
from helpcourse.content import stored
from helpcourse.db import make_engine
from helpcourse.errors import NotFoundError
from helpcourse.tables import make_all
from tests.small_course import BAN, READING, publish_small

OLD = '{"format": 0, "content": {}}'


@pytest.fixture
def engine(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'site.db'}")
    make_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def old(engine, tmp_path):
    """An edition as an older version would have stored it."""
    with Session(engine) as session:
        edition = publish_small(session, tmp_path)
        session.execute(update(Edition).values(format=0, structure=OLD))
        session.execute(update(EditionPage).values(content=OLD))
        session.commit()
    return edition


def spoil(engine):
    """The older version took what this one refuses."""
    with Session(engine) as session:
        session.execute(update(Edition).values(source_files='{"course.yaml": "source: en"}'))
        session.commit()


def kept(engine, column):
    with Session(engine) as session:
        return session.scalars(select(column).distinct()).all()


def test_it_is_served_though_nothing_may_be_written(engine, old):
    shelf = Shelf()
    with Session(engine) as session:
        assert shelf.current(session, BAN) == old
        assert shelf.lesson_page(session, old, READING, "kk").language == "kk"
        assert shelf.course_page(session, old, "ru").language == "ru"
    assert kept(engine, Edition.format) == [0]


def test_it_is_stored_anew_before_the_site_is_served(engine, old, tmp_path):
    renew_editions(engine, Elsewhere.of(Settings(data=tmp_path)))
    assert kept(engine, Edition.format) == [stored.FORMAT]
    assert OLD not in kept(engine, EditionPage.content)
    with Session(engine) as session:
        assert Shelf().current(session, BAN) == old


def test_one_that_is_refused_is_told_and_hides_no_other_course(engine, old, tmp_path, capsys):
    spoil(engine)
    renew_editions(engine, Elsewhere.of(Settings(data=tmp_path)))
    assert f"{BAN}: edition 1 cannot be compiled again" in capsys.readouterr().out
    with Session(engine) as session:
        assert Shelf().courses(session) == []
        with pytest.raises(NotFoundError):
            Shelf().current(session, BAN)
