"""A table as its address asks for it: columns, order, filters; and the ways on from there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for

from helpcourse.accounts.own_views.queries import OwnTable, own_table
from helpcourse.web.access import me
from helpcourse.web.extensions import db
from helpcourse.web.tables.kinds import TableKind

NO_COLUMN = "-"
USUAL = "usual"  # asks for a table as it is without any view


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A view to go to."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column as the form offers it."""

    code: str
    words: Any
    is_shown: bool


@dataclass(frozen=True, slots=True)
class AskedTable:
    """What one wants to see of a table."""

    kind: TableKind
    own: OwnTable
    columns: frozenset[str]
    order: str

    def has(self, code: str) -> bool:
        """Whether the column is shown."""
        return code in self.columns

    @property
    def wide(self) -> int:
        """How many columns stand beside what names a row."""
        return len(self.columns)

    @property
    def choices(self) -> list[ColumnChoice]:
        return [ColumnChoice(code, words, code in self.columns) for code, words in self.kind.columns.items()]

    @property
    def query(self) -> str:
        """All that a view keeps of what is asked for, as an address has it."""
        return query_of(self.kind, {**request.args, "sort": self.order, "columns": _named(self.kind, self.columns)})

    @property
    def opens_with(self) -> str | None:
        """The address of the view with which the table opens; None: it is open already, or has none."""
        return _of_view(self.own.first.query) if self.own.first and not request.args else None

    @property
    def usual_url(self) -> str:
        """Of the table without any view; each starts there that goes back from a search."""
        return address(view=USUAL if self.own.first else None)

    @property
    def views(self) -> list[ViewLink]:
        here = self.query
        return [ViewLink(view.name, _of_view(view.query), view.query == here) for view in self.own.views]

    @property
    def is_usual(self) -> bool:
        """Whether nothing is asked for."""
        return not any(request.args.get(name) for name in self.kind.kept)

    @property
    def here(self) -> str:
        """This very page, to come back to."""
        return request.full_path.rstrip("?")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form that filters keeps of the address."""
        return [(name, value) for name in ("sort", "columns") if (value := request.args.get(name))]

    @property
    def sort_url(self) -> str:
        """It ends where the order is to be put."""
        return self._ending_with("sort", "page")

    @property
    def page_url(self) -> str:
        """It ends where the number of the page is to be put."""
        return self._ending_with("page")

    def _ending_with(self, last: str, *left_out: str) -> str:
        values = {name: value for name in self.kind.kept if (value := request.args.get(name))}
        kept = {name: value for name, value in values.items() if name not in (last, *left_out)}
        return address(**kept, **{last: ""})


def asked_table(kind: TableKind, order: str) -> AskedTable:
    """As the address asks for it, else as this person likes it; `order`: of a table of which none is asked."""
    own = own_table(db.session, me().id, kind.name)
    named = request.args.get("columns") or own.columns
    return AskedTable(kind, own, columns_of(kind, named), request.args.get("sort") or order)


def columns_of(kind: TableKind, named: str | None) -> frozenset[str]:
    """The columns that an address names; None: the usual ones. What nobody knows any more is left out."""
    return frozenset(kind.usual) if named is None else frozenset(named.split(".")) & kind.columns.keys()


def columns_named(kind: TableKind, codes: Sequence[str]) -> str:
    """As an address names them."""
    return _named(kind, frozenset(codes))


def _named(kind: TableKind, codes: frozenset[str]) -> str:
    return ".".join(code for code in kind.columns if code in codes) or NO_COLUMN


def query_of(kind: TableKind, values: Mapping[str, str]) -> str:
    """What a view keeps of an address, in one order, so that two can be compared."""
    return urlencode([(name, values[name]) for name in kind.kept if values.get(name)])


def known_query(kind: TableKind, query: str) -> str:
    """The same of what a form has sent."""
    return query_of(kind, dict(parse_qsl(query)))


def address(**values: Any) -> str:
    """This page with another question to it."""
    where = request.view_args or {}
    return url_for(request.endpoint or "", **where, **values)


def _of_view(query: str) -> str:
    return f"{address()}?{query}"
