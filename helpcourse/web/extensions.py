"""What every view shares: the database session, CSRF, the clock, the settings in force."""

from datetime import UTC, date, datetime

from flask import Flask, current_app, g
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.config import Settings
from helpcourse.files.store import Store
from helpcourse.web.i18n import Calendar
from helpcourse.web.static_files import StaticFiles

csrf = CSRFProtect()


class Database:
    """One engine an application, one session a request."""

    def init_app(self, app: Flask) -> None:
        app.teardown_appcontext(self._close)

    @property
    def engine(self) -> Engine:
        engine: Engine = current_app.extensions["engine"]
        return engine

    @property
    def session(self) -> Session:
        """The session of this request; whoever writes commits it."""
        session: Session | None = g.get("session")
        if session is None:
            session = g.session = Session(self.engine, expire_on_commit=False)
        return session

    def _close(self, _error: BaseException | None) -> None:
        if session := g.pop("session", None):
            session.close()


db = Database()


def now() -> datetime:
    """The time of this request, UTC: the same for all that it does. Tests set the application's clock."""
    moment: datetime | None = g.get("now")
    if moment is None:
        moment = g.now = current_app.extensions["clock"]()
    return moment


def today() -> date:
    """The day of this request where the site is."""
    return calendar().today(now())


def system_clock() -> datetime:
    return datetime.now(UTC)


def settings() -> Settings:
    in_force: Settings = current_app.extensions["settings"]
    return in_force


def on_site(path: str) -> str:
    """The whole address of a page, to be given to others."""
    return settings().site_url.rstrip("/") + path


def calendar() -> Calendar:
    shown: Calendar = current_app.extensions["calendar"]
    return shown


def store() -> Store:
    """Of media."""
    return Store(settings().media)


def materials_store() -> Store:
    """Of the files that tutors give their groups."""
    return Store(settings().materials)


def works_store() -> Store:
    """Of the files of case studies' works."""
    return Store(settings().works)


def static_files() -> StaticFiles:
    served: StaticFiles = current_app.extensions["static_files"]
    return served


def shelf() -> Shelf:
    published: Shelf = current_app.extensions["shelf"]
    return published
