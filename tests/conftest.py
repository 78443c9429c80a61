"""The cast, the application on both databases, and clients that are somebody."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event
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
from tests.databases import borrowed, copy_database, create_database, let_go
from tests.keys import give_keys
from tests.pages import PageClient
from tests.postgres import memory, running_server
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
        let_go(url)


def pytest_configure() -> None:
    """Tests' own folders are in memory where there is room: thousands of small databases are slow on a disk."""
    if folder := memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))


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
def used_templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Template], tuple[str, World]]:
    """As `templates`, filled with the world."""

    @cache
    def used(template: Template) -> tuple[str, World]:
        url = copy_database(template.url, "used_template", tmp_path_factory.mktemp("used"))
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


@pytest.fixture
def database(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database of the test's own: the cast and the published course."""
    with borrowed(template.url, lambda: tmp_path_factory.mktemp("databases")) as engine:
        yield engine


@pytest.fixture
def database_url(database: Engine) -> str:
    return database.url.render_as_string(hide_password=False)


@pytest.fixture
def world(used_template: tuple[str, World]) -> World:
    """What is in the database of `used_app`."""
    return used_template[1]


@pytest.fixture
def used_app(
    used_template: tuple[str, World], tmp_path: Path, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application of a site in use: tests/world.py."""
    with borrowed(used_template[0], lambda: tmp_path_factory.mktemp("databases")) as engine:
        yield from _running(engine, tmp_path, clock)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(database: Engine, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    yield from _running(database, tmp_path, clock)


def _running(engine: Engine, folder: Path, clock: Clock) -> Iterator[Flask]:
    url = engine.url.render_as_string(hide_password=False)
    settings = Settings(data=folder / "data", database_url=url, site_url="http://localhost")
    give_keys(settings.keys)
    Store(settings.works).put(WORK_FILE)
    Store(settings.materials).put(WORK_FILE)
    application = _pages.pop() if _pages else make_pages()
    equip(application, settings, engine=engine, clock=clock)
    yield application
    _pages.append(application)


@pytest.fixture(scope="session")
def walk(used_template: tuple[str, World], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Walk]:
    """walk("dana", "kk") -> what Dana met on all her pages in Kazakh; walked once."""

    @cache
    def walked(walker: str, language: str) -> Walk:
        folder = tmp_path_factory.mktemp(f"walk_{walker}_{language}")
        with borrowed(used_template[0], lambda: folder) as engine:
            for app in _running(engine, folder, Clock()):
                found = Walker(app, used_template[1], walker, language).go()
        return found

    return walked


@pytest.fixture
def listen() -> Iterator[Callable[[Engine, str, Callable[..., object]], None]]:
    """listen(engine, "commit", function), for this test."""
    heard: list[tuple[Engine, str, Callable[..., object]]] = []

    def begin(engine: Engine, name: str, function: Callable[..., object]) -> None:
        heard.append((engine, name, function))
        event.listen(engine, name, function)

    yield begin
    for one in heard:
        event.remove(*one)


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
