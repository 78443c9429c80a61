"""Who has reached which level and what is missing; the tutor proposes."""

import uuid
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.languages import folded
from helpcourse.reporting.queries import levels_issued_in
from helpcourse.tutoring import actions
from helpcourse.tutoring.levels.actions import propose
from helpcourse.tutoring.levels.queries import Standing, rules_of, standings
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.ordering import STANDINGS, in_order
from helpcourse.web import level_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext, ngettext
from helpcourse.web.paging import page_of
from helpcourse.web.tables.asked import asked_table
from helpcourse.web.tables.kinds import LEVELS
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.schedule import found_cohort

PER_PAGE = 100


class ShowLevels(StrEnum):
    """Which learners are listed."""

    ALL = "all"
    TO_PROPOSE = "to_propose"  # have reached more than they are proposed for
    LACKING = "lacking"  # have reached nothing


SHOWS: Mapping[ShowLevels, Any] = {
    ShowLevels.ALL: lazy_gettext("All learners"),
    ShowLevels.TO_PROPOSE: lazy_gettext("To be proposed"),
    ShowLevels.LACKING: lazy_gettext("No level reached"),
}


@blueprint.get("/cohorts/<uuid:cohort_id>/levels")
def levels(cohort_id: uuid.UUID) -> ResponseReturnValue:
    (row, edition), table = found_cohort(cohort_id), asked_table(LEVELS, "name")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    everybody, events = standings(db.session, cohort_id, edition.course, now=now())
    show, text = request.args.get("show", ShowLevels.ALL, type=ShowLevels), request.args.get("text", "").strip()
    chosen = [one for one in everybody if _is_listed(one, show) and folded(text) in one.learner.search_text]
    return render_template(
        "tutor/levels.html",
        cohort=row,
        rules={level: level_wording.asked(rule) for level, rule in rules_of(db.session, cohort_id).items()},
        everybody=everybody,
        reached={level: sum(one.reached is level for one in everybody) for level in Level},
        to_propose=sum(_is_listed(one, ShowLevels.TO_PROPOSE) for one in everybody),
        found=page_of(
            in_order(chosen, STANDINGS, table.order), request.args.get("page", 1, type=int), per_page=PER_PAGE
        ),
        events=events,
        issued=levels_issued_in(db.session, cohort_id),
        show=show,
        shows=SHOWS,
        text=text,
        words=level_wording,
        table=table,
    )


@blueprint.post("/cohorts/<uuid:cohort_id>/levels")
def levels_propose(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Propose the ticked, or all who have reached more; or take proposals back that led to no paper yet."""
    _row, edition = found_cohort(cohort_id)
    everybody, _events = standings(db.session, cohort_id, edition.course, now=now())
    deed, by_id = request.form.get("deed", ""), me().id
    ticked = set(request.form.getlist("learner", type=uuid.UUID))
    chosen = [one for one in everybody if deed == "everybody" or one.learner.enrolment_id in ticked]
    begin_write(db.session)
    if deed == "withdraw":
        papers = levels_issued_in(db.session, cohort_id)
        of = {one.learner.enrolment_id: one.learner.confirmed_for for one in chosen}
        issued = [id_ for id_, level in of.items() if level in papers.get(id_, ())]
        count = actions.withdraw_confirmation(db.session, cohort_id, ticked, issued=issued)
    else:
        count = propose(db.session, cohort_id, _wanted(chosen), by_id=by_id, now=now())
    db.session.commit()
    flash(*_words(deed, chosen, count))
    return redirect(url_for("tutor.levels", cohort_id=cohort_id), 303)


def _wanted(chosen: Sequence[Standing]) -> dict[uuid.UUID, Level]:
    """Each for the level that they have reached, which is not more than the form asks for."""
    most = request.form.get("level", Level.CERTIFICATE, type=Level)
    wanted = {one.learner.enrolment_id: one.reached_within(most) for one in chosen}
    return {id_: level for id_, level in wanted.items() if level}


def _words(deed: str, chosen: Sequence[Standing], count: int) -> tuple[str, str]:
    if not chosen:
        return _("Tick the learners first."), "warning"
    if deed == "withdraw":
        text = ngettext("%(num)s proposal is withdrawn.", "%(num)s proposals are withdrawn.", num=count)
        if count < len(chosen):
            text += " " + _("Proposals that were not made, or led to a paper already, stay as they are.")
        return text, "success" if count else "info"
    text = ngettext("%(num)s learner is proposed.", "%(num)s learners are proposed.", num=count)
    if count < len(chosen):
        text += " " + _("Whoever has reached no level, or was proposed before, stays as they are.")
    return text, "success" if count else "info"


def _is_listed(one: Standing, show: ShowLevels) -> bool:
    match show:
        case ShowLevels.TO_PROPOSE:
            return one.reached is not None and one.reached != one.learner.confirmed_for
        case ShowLevels.LACKING:
            return one.reached is None
    return True
