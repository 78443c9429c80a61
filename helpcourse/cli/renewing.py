"""The database that a command works on: what an older version of the product stored is renewed first."""

from importlib import import_module

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import manuscript, renew
from helpcourse.catalogue.older import Elsewhere, OlderEdition, older_editions
from helpcourse.catalogue.search.index import index_of, outdated, write
from helpcourse.config import Settings
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.db import begin_write, make_engine
from helpcourse.revision import is_current


def migrated(settings: Settings) -> Engine:
    """The database of these settings, with the tables of this version and every edition in its format."""
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.engine_url)
    if not is_current(engine):
        import_module("helpcourse.migrating").upgrade(engine)
    renew_editions(engine, Elsewhere.of(settings))
    _index_again(engine)
    return engine


def renew_editions(engine: Engine, elsewhere: Elsewhere) -> None:
    """Those that this version refuses are told and left as they are: published again they will be well."""
    with Session(engine) as session:
        older = older_editions(session)
    for edition in older:
        try:
            _renew(engine, edition, elsewhere)
        except CourseMistakes as error:
            print(f"{edition.course_id}: edition {edition.number} cannot be compiled again; mend it and publish it")
            print(error)


def _renew(engine: Engine, edition: OlderEdition, elsewhere: Elsewhere) -> None:
    course = manuscript(edition.read(elsewhere))
    with Session(engine) as session:
        begin_write(session)
        renew(session, edition.id, course)
        session.commit()


def _index_again(engine: Engine) -> None:
    """What an older version published and indexed otherwise, or not at all."""
    with Session(engine) as session:
        for edition_id in outdated(session):
            postings = index_of(session, edition_id)
            begin_write(session)
            write(session, edition_id, postings)
            session.commit()
