"""The cast, the application on both databases, and clients that are somebody."""

import gc
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, make_url, text
from sqlalchemy.orm import Session

from helpcourse.app import equip, make_pages
from helpcourse.catalogue.actions import manuscript, publish
from helpcourse.config import Settings
from helpcourse.content.load import load
from helpcourse.db import make_engine
from helpcourse.files.store import Store
from helpcourse.tables import make_all
from tests.builders import NOW, Someone, add_cast
from tests.case_world import WORK_FILE
from tests.crawling import Walk, Walker
from tests.keys import give_keys
from tests.pages import PageClient
from tests.postgres import running_server
from tests.scheduling import ByGroup, rank
from tests.world import World, add_world

COURSES = Path(__file__).parent.parent / "courses"


@dataclass
class Clock:
    """The application's clock; tests move it."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> None:
        self.time += timedelta(**by)


_pages: list[Flask] = []  # that no test has now: to make them takes longer than most tests


@dataclass(frozen=True, eq=False)
class Template:
    """A database with the cast and the published course, copied for each test."""

    url: str
    cast: dict[str, Someone]


@pytest.fixture(scope="module")
def tidy_memory() -> Iterator[None]:
    """For tests that bound the processor's time: what earlier tests have left is not looked through meanwhile.

    A search for garbage among three million objects takes seconds, and comes when nobody expects it.
    """
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    with running_server() as url:
        yield url
        _engine_of(url).dispose()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByGroup:
    return ByGroup(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.nodeid))


@pytest.fixture(scope="session")
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Template]:
    """templates("sqlite"), made once, in whatever order the tests on both databases come."""

    @cache
    def template(kind: str) -> Template:
        if kind == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('template') / 'template.db'}"
        else:
            url = create_database(request.getfixturevalue("postgres"), "template_of_tests")
        return Template(url, fill(url))

    return template


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest, templates: Callable[[str], Template]) -> Template:
    return templates(request.param)


def fill(url: str) -> dict[str, Someone]:
    engine = make_engine(url)
    make_all(engine)
    with Session(engine) as session:
        cast = add_cast(session)
        publish(session, manuscript(load(COURSES / "prohibition-of-torture", COURSES / "sources.yaml")), now=NOW)
        session.commit()
    engine.dispose()
    return cast


@pytest.fixture(scope="session")
def used_templates(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Template], tuple[str, World]]:
    """As `templates`, filled with the world."""

    @cache
    def used(template: Template) -> tuple[str, World]:
        url = copy_database(template.url, "used_template", tmp_path_factory.mktemp("used"), request)
        engine = make_engine(url)
        with Session(engine) as session:
            world = add_world(session, template.cast)
            session.commit()
        engine.dispose()
        return url, world

    return used


@pytest.fixture(scope="session")
def used_template(template: Template, used_templates: Callable[[Template], tuple[str, World]]) -> tuple[str, World]:
    """The address of a database that has been in use, and what is in it."""
    return used_templates(template)


def copy_database(url: str, name: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """The address of a new database like that one."""
    if url.startswith("sqlite"):
        shutil.copyfile(url.removeprefix("sqlite:///"), folder / f"{name}.db")
        return f"sqlite:///{folder / name}.db"
    return create_database(request.getfixturevalue("postgres"), name, str(make_url(url).database))


def create_database(server: str, name: str, template: str = "") -> str:
    _on_server(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {template} STRATEGY file_copy" if template else ""))
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _drop(url: str, request: pytest.FixtureRequest) -> None:
    if not url.startswith("sqlite"):
        name = make_url(url).database
        _on_server(request.getfixturevalue("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(server: str, statement: str) -> None:
    with _engine_of(server).connect() as connection:
        connection.execute(text(statement))


@cache
def _engine_of(server: str) -> Engine:
    """Kept for all tests; connecting takes as long as copying a database."""
    return make_engine(server).execution_options(isolation_level="AUTOCOMMIT")


@pytest.fixture
def database_url(template: Template, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the test's own: the cast and the published course."""
    url = copy_database(template.url, f"test_{secrets.token_hex(8)}", tmp_path, request)
    yield url
    _drop(url, request)


@pytest.fixture
def world(used_template: tuple[str, World]) -> World:
    """What is in the database of `used_app`."""
    return used_template[1]


@pytest.fixture
def used_app(
    used_template: tuple[str, World], tmp_path: Path, clock: Clock, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """The application of a site in use: tests/world.py."""
    url = copy_database(used_template[0], f"used_{secrets.token_hex(8)}", tmp_path, request)
    yield from _running(url, tmp_path, clock)
    _drop(url, request)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    yield from _running(database_url, tmp_path, clock)


def _running(url: str, folder: Path, clock: Clock) -> Iterator[Flask]:
    settings = Settings(data=folder / "data", database_url=url, site_url="http://localhost")
    give_keys(settings.keys)
    Store(settings.works).put(WORK_FILE)
    Store(settings.materials).put(WORK_FILE)
    application = _pages.pop() if _pages else make_pages()
    equip(application, settings, clock=clock)
    yield application
    application.extensions["engine"].dispose()
    _pages.append(application)


@pytest.fixture(scope="session")
def walk(
    used_template: tuple[str, World], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], Walk]:
    """walk("dana", "kk") -> what Dana met on all her pages in Kazakh; walked once."""

    @cache
    def walked(walker: str, language: str) -> Walk:
        folder = tmp_path_factory.mktemp(f"walk_{walker}_{language}")
        url = copy_database(used_template[0], f"walk_{walker}_{language}", folder, request)
        for app in _running(url, folder, Clock()):
            found = Walker(app, used_template[1], walker, language).go()
        return found

    return walked


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session beside the application's, to look at what it did; end it (commit, rollback) before the next request."""
    with Session(app.extensions["engine"], expire_on_commit=True) as own:
        yield own


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A visitor."""
    return PageClient(app)


@pytest.fixture
def log_in(app: Flask) -> Any:
    """log_in(dana) -> a client of its own that is Dana."""
    return lambda someone: PageClient(app).log_in(someone)


@pytest.fixture
def aigerim(template: Template) -> Someone:
    return template.cast["aigerim"]


@pytest.fixture
def bolat(template: Template) -> Someone:
    return template.cast["bolat"]


@pytest.fixture
def dana(template: Template) -> Someone:
    return template.cast["dana"]


@pytest.fixture
def yerlan(template: Template) -> Someone:
    return template.cast["yerlan"]


@pytest.fixture
def gulnara(template: Template) -> Someone:
    return template.cast["gulnara"]
