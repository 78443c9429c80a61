"""Editions stored by an older version of the product, compiled again before the site is served."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import manuscript, renew
from helpcourse.catalogue.older import Elsewhere, OlderEdition, older_editions
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.db import begin_write


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
