"""Which learners a tutor's table lists: filters, order and page, as the address or a form asks for them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from helpcourse.languages import folded
from helpcourse.tutoring.rules import Learner, Show, listed
from helpcourse.web.paging import Page, page_of
from helpcourse.web.tables.asked import address

ROWS = (100, 300)  # on a page, as one likes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a table is asked for."""

    order: str
    show: Show
    text: str
    cohort: str = ""  # an id; empty: all
    rows: int = ROWS[0]

    def choose(self, learners: Sequence[Learner]) -> list[Learner]:
        """Those that are listed, in their order."""
        ours = [one for one in learners if self.cohort in ("", str(one.cohort_id))]
        return listed(ours, order=self.order, show=self.show, text=folded(self.text))

    def page(self, learners: Sequence[Learner]) -> Page[Learner]:
        """Of those that are listed, the page that the address asks for."""
        return page_of(learners, request.args.get("page", 1, type=int), self.rows)

    @property
    def values(self) -> Mapping[str, Any]:
        """As parameters of an address; what is usual is left out."""
        return {
            "show": self.show.value,
            "text": self.text or None,
            "cohort": self.cohort or None,
            "rows": self.rows if self.rows != ROWS[0] else None,
            "columns": request.args.get("columns") or None,
        }

    @property
    def fields(self) -> Mapping[str, str]:
        """As hidden fields of a form that does something with all that are found."""
        return {"show": self.show.value, "text": self.text, "cohort": self.cohort}

    @property
    def url(self) -> str:
        """The filters without the order, for the heads that sort."""
        return address(**self.values)

    @property
    def page_url(self) -> str:
        """It ends where the number of the page is to be put."""
        return f"{address(**self.values, sort=self.order)}&page="

    def url_with(self, rows: int) -> str:
        """The same table with so many rows on a page."""
        return address(**{**self.values, "sort": self.order, "rows": rows})


def wanted(show: Show = Show.ALL, order: str = "name") -> Wanted:
    """What the request asks for; without a word of it, `show` and `order`."""
    asked = request.values
    rows = asked.get("rows", ROWS[0], type=int)
    return Wanted(
        order=asked.get("sort", order),
        show=asked.get("show", show, type=Show),
        text=asked.get("text", "").strip(),
        cohort=asked.get("cohort", ""),
        rows=rows if rows in ROWS else ROWS[0],
    )


def ticked(name: str = "learner") -> set[uuid.UUID]:
    """The ids that were sent under this name; what is none is passed over."""
    return {id_ for text in request.values.getlist(name) if (id_ := _id(text))}


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
