"""The tutor's desk: what waits, how the cohorts are doing, who needs attention and why."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.tutoring.cases.queue import count_waiting
from helpcourse.tutoring.group.waiting import count_waiting_threads
from helpcourse.tutoring.queries import CohortRow, count_waiting_essays, learners_of_cohorts
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.tutoring.rules import Attention, Learner, Show
from helpcourse.tutoring.schedule.queries import entries_of_cohorts
from helpcourse.tutoring.schedule.rules import EntryKind
from helpcourse.web import cohort_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.schedule_view import Line, line_of
from helpcourse.web.tables.asked import asked_table
from helpcourse.web.tables.kinds import DESK
from helpcourse.web.tutor.blueprint import blueprint, sight
from helpcourse.web.tutor.listing import ROWS, wanted
from helpcourse.web.tutor.modules import ModuleChart, module_chart


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the tutor."""

    title: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class DeskCohort:
    """A running cohort as the desk shows it."""

    row: CohortRow
    course_title: str
    needing: int
    modules: ModuleChart
    coming: Line | None  # what comes next in its schedule


@blueprint.get("")
def desk() -> ResponseReturnValue:
    table = asked_table(DESK, "attention")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    rows = [row for row in seen_cohorts(db.session, sight()) if row.closed_at is None]
    editions = {row.id: shelf().edition(db.session, row.edition_id) for row in rows}
    courses = {id_: edition.course for id_, edition in editions.items()}
    everybody = learners_of_cohorts(db.session, courses, now=now())
    asked = wanted(Show.ATTENTION, "attention")
    chosen = asked.choose(everybody)
    return render_template(
        "tutor/desk.html",
        waiting=_waiting(),
        cohorts=_cohorts(rows, editions, everybody),
        names={row.id: row.name for row in rows},
        totals={id_: len(edition.lessons) for id_, edition in editions.items()},
        reasons=_reasons(everybody),
        needing=sum(bool(one.reasons) for one in everybody),
        found=asked.page(chosen),
        wanted=asked,
        table=table,
        rows=ROWS,
        shows=cohort_wording.SHOW,
        attention_words=cohort_wording.ATTENTION,
        tabs=tabs("desk"),
    )


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """The parts of the desk."""
    pages = {"desk": _("Desk"), "cohorts": _("All cohorts"), "letters": _("Letters")}
    return [(name, url_for(f"tutor.{page}"), page == current) for page, name in pages.items()]


def _waiting() -> list[Waiting]:
    works = count_waiting(db.session, sight(), me().id)
    essays = count_waiting_essays(db.session, sight())
    threads = count_waiting_threads(db.session, sight())
    return [
        Waiting(_("case studies to review"), works, url_for("tutor.cases")),
        Waiting(_("test answers to review"), essays, url_for("tutor.essays")),
        Waiting(_("discussions await a tutor’s word"), threads, url_for("tutor.discussions")),
    ]


def _reasons(learners: Sequence[Learner]) -> list[tuple[Attention, int]]:
    """Each reason that there is, with how many it concerns."""
    counts = [(reason, sum(reason in one.reasons for one in learners)) for reason in Attention]
    return [(reason, count) for reason, count in counts if count]


def _cohorts(
    rows: Sequence[CohortRow], editions: Mapping[uuid.UUID, ServedEdition], everybody: Sequence[Learner]
) -> list[DeskCohort]:
    coming = _coming(rows, editions)
    found = []
    for row in rows:
        learners, edition = [one for one in everybody if one.cohort_id == row.id], editions[row.id]
        needing = sum(bool(one.reasons) for one in learners)
        modules = module_chart(edition, learners)
        found.append(DeskCohort(row, title_of(edition), needing, modules, coming.get(row.id)))
    return found


def _coming(rows: Sequence[CohortRow], editions: Mapping[uuid.UUID, ServedEdition]) -> dict[uuid.UUID, Line]:
    """The next thing of each schedule."""
    found: dict[uuid.UUID, Line] = {}
    for entry in entries_of_cohorts(db.session, [row.id for row in rows]):
        is_to_come = not entry.cancelled_at and entry.at > now() and entry.kind is not EntryKind.OPENING
        if is_to_come and entry.cohort_id not in found:
            found[entry.cohort_id] = line_of(entry, editions[entry.cohort_id].course)
    return found
