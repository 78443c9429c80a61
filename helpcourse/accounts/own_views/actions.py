"""Writes of views: always of one person's own."""

import uuid
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.accounts.own_views.models import OwnView
from helpcourse.accounts.own_views.rules import LONGEST_QUERY, MOST_VIEWS
from helpcourse.errors import ConflictError, NotFoundError


def choose_columns(session: Session, person_id: int, table_name: str, columns: str, *, now: datetime) -> None:
    """Of a table wherever no view says otherwise."""
    _put(session, person_id, table_name, "", columns, now=now)


def save(
    session: Session, person_id: int, table_name: str, name: str, query: str, *, is_first: bool, now: datetime
) -> None:
    """Keep a view under a name; one of this name is changed, and stays the first if it was.

    Raises ConflictError if there are too many.
    """
    view = _put(session, person_id, table_name, name, query, now=now)
    _keep(session, view, is_first=is_first or view.is_first)


def rename(session: Session, person_id: int, table_name: str, view_id: uuid.UUID, name: str, *, is_first: bool) -> None:
    """Raises NotFoundError, for somebody else's too; ConflictError if another view has the name."""
    _lock(session, person_id)
    view = _get(session, person_id, table_name, view_id)
    other = _find(session, person_id, table_name, name)
    if other and other.id != view.id:
        raise ConflictError("view_name_taken")
    view.name = name
    _keep(session, view, is_first=is_first)


def drop(session: Session, person_id: int, table_name: str, view_id: uuid.UUID) -> str:
    """Returns its name. Raises NotFoundError, for somebody else's too."""
    view = _get(session, person_id, table_name, view_id)
    session.delete(view)
    return view.name


def erase_views(session: Session, person_id: int) -> None:
    """Their names are people's own words."""
    session.execute(delete(OwnView).where(OwnView.person_id == person_id))


def _put(session: Session, person_id: int, table_name: str, name: str, query: str, *, now: datetime) -> OwnView:
    if len(query) > LONGEST_QUERY:
        raise ConflictError("view_too_long")
    _lock(session, person_id)
    if known := _find(session, person_id, table_name, name):
        known.query = query
        return known
    named = (OwnView.person_id == person_id, OwnView.table_name == table_name, OwnView.name != "")
    if name and session.scalars(select(func.count(OwnView.id)).where(*named)).one() >= MOST_VIEWS:
        raise ConflictError("view_too_many")
    view = OwnView(person_id=person_id, table_name=table_name, name=name, query=query, made_at=now)
    session.add(view)
    return view


def _keep(session: Session, view: OwnView, *, is_first: bool) -> None:
    """With one view a table opens."""
    session.flush()
    if is_first:
        beside = (OwnView.person_id == view.person_id, OwnView.table_name == view.table_name, OwnView.id != view.id)
        session.execute(update(OwnView).where(*beside).values(is_first=False))
    view.is_first = is_first


def _lock(session: Session, person_id: int) -> None:
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def _find(session: Session, person_id: int, table_name: str, name: str) -> OwnView | None:
    there = (OwnView.person_id == person_id, OwnView.table_name == table_name, OwnView.name == name)
    return session.scalar(select(OwnView).where(*there))


def _get(session: Session, person_id: int, table_name: str, view_id: uuid.UUID) -> OwnView:
    there = (
        OwnView.person_id == person_id,
        OwnView.table_name == table_name,
        OwnView.id == view_id,
        OwnView.name != "",
    )
    view = session.scalar(select(OwnView).where(*there))
    if view is None:
        raise NotFoundError
    return view
