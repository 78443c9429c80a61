"""Reads of views: always of one person's own."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.own_views.models import OwnView
from helpcourse.languages import sort_key


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under its name."""

    id: uuid.UUID
    name: str
    query: str
    is_first: bool  # the table opens with it


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table as somebody has made it their own."""

    columns: str | None = None  # as an address names them; None: never chosen
    views: Sequence[SavedView] = ()  # in the order of a Kazakh dictionary

    @property
    def first(self) -> SavedView | None:
        """With which the table opens; None: with everything."""
        return next((view for view in self.views if view.is_first), None)


def own_table(session: Session, person_id: int, table_name: str) -> OwnTable:
    there = select(OwnView).where(OwnView.person_id == person_id, OwnView.table_name == table_name)
    rows = session.scalars(there).all()
    views = [SavedView(row.id, row.name, row.query, row.is_first) for row in rows if row.name]
    columns = next((row.query for row in rows if not row.name), None)
    return OwnTable(columns, sorted(views, key=lambda view: sort_key(view.name)))
