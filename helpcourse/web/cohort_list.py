"""Lists of cohorts: which of them are asked for, and in what order."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from helpcourse.languages import has_words
from helpcourse.tutoring.ordering import COHORTS, in_order
from helpcourse.tutoring.queries import CohortRow
from helpcourse.web.extensions import today
from helpcourse.web.i18n import gettext as _
from helpcourse.web.tables.asked import AskedTable

FEW = 10  # need no form to search


@dataclass(frozen=True, slots=True)
class CohortState:
    badge: str
    words: Any


@dataclass(frozen=True, slots=True)
class CohortList:
    """What of all cohorts is listed."""

    rows: Sequence[CohortRow]
    total: int  # that there are
    text: str
    state: str  # "running", "closed"; empty: any
    country: str  # empty: any
    today: date

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.state or self.country)

    @property
    def has_form(self) -> bool:
        """Whether it is worth searching."""
        return self.total > FEW or self.is_narrowed

    def state_of(self, row: CohortRow) -> CohortState:
        if row.closed_at:
            return CohortState("", _("Closed"))
        if row.starts_on > self.today:
            return CohortState("", _("Has not begun"))
        return CohortState("info", _("Running"))


def cohort_list(rows: Sequence[CohortRow], titles: Mapping[uuid.UUID, str], table: AskedTable) -> CohortList:
    """`titles`: of courses, by cohort."""
    text, state, country = (request.args.get(name, "").strip() for name in ("text", "state", "country"))
    found = [
        row
        for row in rows
        if has_words(f"{row.name} {titles[row.id]}", text)
        and state in ("", "closed" if row.closed_at else "running")
        and country in ("", row.country.value)
    ]
    return CohortList(in_order(found, COHORTS, table.order), len(rows), text, state, country, today())
