"""Decisions on ticked applicants: a preview of their letters first, then done in slices."""

import time
import uuid
from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.tutoring.calls import selecting
from helpcourse.tutoring.calls.actions import mail_values
from helpcourse.tutoring.calls.applicants import applicants
from helpcourse.tutoring.calls.queries import CallRow, get_call
from helpcourse.tutoring.calls.rules import (
    DECIDED,
    Applicant,
    ApplicationState,
    counts,
    excess,
    listed,
    may_decide,
)
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web import call_wording
from helpcourse.web.access import me
from helpcourse.web.admin.applicants import address_of_table, wanted_by_request
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.admin.call_form import LetterForm
from helpcourse.web.admin.cohorts import edition_of
from helpcourse.web.admin.letters import letters_to
from helpcourse.web.extensions import db, now
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext
from helpcourse.web.sent import number as sent_number

AT_ONCE = 20  # decisions a write: everybody else waits while it lasts
PAUSE_S = 0.01  # between two, in which others get their turn


@blueprint.post("/cohorts/<uuid:cohort_id>/call/decide")
def cohort_call_decide(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """First shows the letters; with `sure`, decides on whoever still stands as the preview had shown them."""
    row = get_cohort(db.session, sight(), cohort_id)
    call, verdict = get_call(db.session, cohort_id), _verdict()
    people = {one.id: one for one in applicants(db.session, call.id)}
    seen = _ticked(people)
    if not seen or verdict is None:
        flash(_("Tick the applicants first."), "warning")
        return redirect(address_of_table(cohort_id), 303)
    form = LetterForm()
    if "sure" not in request.form or not form.validate_on_submit():
        return _preview(row, call, verdict, people, seen, form), 422 if "sure" in request.form else 200
    done = _decide(row, call, verdict, seen, form)
    if done.excess:
        flash(_("The places have changed since the preview: look at it again."), "warning")
        return _preview(row, get_call(db.session, cohort_id), verdict, people, seen, form), 409
    _tell(done, verdict, people)
    return redirect(address_of_table(cohort_id), 303)


def _decide(
    row: CohortRow,
    call: CallRow,
    verdict: ApplicationState,
    seen: Mapping[uuid.UUID, ApplicationState],
    form: LetterForm,
) -> selecting.Decided:
    """A slice and a commit at a time. Should it end half-way, the same form again does the rest."""
    titles, by_id = edition_of(row).course.titles, me().id
    wanted = selecting.Verdict(state=verdict, words=form.words, most=sent_number("most"))
    done, waiting = selecting.Decided(), list(seen.items())
    for start in range(0, len(waiting), AT_ONCE):
        begin_write(db.session)
        done += selecting.decide(
            db.session,
            row.id,
            dict(waiting[start : start + AT_ONCE]),
            wanted,
            titles=titles,
            link=lambda language: _where(verdict, call.course_id, language),
            by_id=by_id,
            now=now(),
        )
        db.session.commit()
        if done.excess:
            break
        time.sleep(PAUSE_S)
    return done


def _preview(
    row: CohortRow,
    call: CallRow,
    verdict: ApplicationState,
    people: Mapping[uuid.UUID, Applicant],
    seen: Mapping[uuid.UUID, ApplicationState],
    form: LetterForm,
) -> str:
    current = {one.id: one for one in applicants(db.session, call.id)}
    chosen = [current[id_] for id_ in seen]
    good = [one for one in chosen if may_decide(one.state, verdict) and one.name]
    accepted = counts(current.values())[ApplicationState.ACCEPTED]
    values = mail_values(row.name, edition_of(row).course.titles, "")
    return render_template(
        "admin/call_decide.html",
        cohort=row,
        call=call,
        verdict=verdict,
        title=_titles(verdict, len(good)),
        button=_buttons(verdict, len(good)),
        good=good,
        left_out=[one for one in chosen if one not in good],
        letters=letters_to(good, selecting.LETTERS[verdict], values),
        form=form,
        accepted=accepted,
        excess=excess(call.places, accepted, len(good)) if verdict is ApplicationState.ACCEPTED else 0,
        most=accepted + len(good),
        states=call_wording.STATES,
        back=address_of_table(row.id),
    )


def _titles(verdict: ApplicationState, count: int) -> str:
    match verdict:
        case ApplicationState.ACCEPTED:
            return ngettext("Accept %(num)s applicant?", "Accept %(num)s applicants?", num=count)
        case ApplicationState.WAITING:
            return ngettext(
                "Put %(num)s applicant on the waiting list?", "Put %(num)s applicants on the waiting list?", num=count
            )
    return ngettext("Refuse %(num)s applicant?", "Refuse %(num)s applicants?", num=count)


def _buttons(verdict: ApplicationState, count: int) -> str:
    match verdict:
        case ApplicationState.ACCEPTED:
            return _("Accept and send letters: %(count)s", count=count)
        case ApplicationState.WAITING:
            return _("To the waiting list, and send letters: %(count)s", count=count)
    return _("Refuse and send letters: %(count)s", count=count)


def _tell(done: selecting.Decided, verdict: ApplicationState, people: Mapping[uuid.UUID, Applicant]) -> None:
    if done.done:
        words = str(call_wording.STATES[verdict])
        flash(_("%(state)s: %(count)s. The letters are on their way.", state=words, count=done.done), "success")
    for id_, skip in done.skipped:
        name = people[id_].name or _("Erased person")
        flash(_("Left as it was: %(name)s (%(reason)s)", name=name, reason=call_wording.SKIPS[skip]), "warning")


def _where(verdict: ApplicationState, course_id: str, language: str) -> str:
    """Where a letter leads: who is accepted begins to learn."""
    if verdict is ApplicationState.ACCEPTED:
        return url_for("public.course", course_id=course_id, lang=language)
    return url_for("learner.applications", lang=language)


def _verdict() -> ApplicationState | None:
    wanted = request.form.get("verdict", "")
    found = next((state for state in DECIDED if state.value == wanted), None)
    if wanted and found is None:
        raise ConflictError("form_used")
    return found


def _ticked(people: Mapping[uuid.UUID, Applicant]) -> dict[uuid.UUID, ApplicationState]:
    """Whom the form names, each with the state in which the page had shown them."""
    if "everybody" in request.form:
        return {one.id: one.state for one in listed(list(people.values()), wanted_by_request())}
    pairs = (text.partition(".") for text in request.form.getlist("application"))
    return dict(found for id_, _dot, state in pairs if (found := _seen(id_, state, people)))


def _seen(id_: str, state: str, people: Mapping[uuid.UUID, Applicant]) -> tuple[uuid.UUID, ApplicationState] | None:
    states: Sequence[ApplicationState] = list(ApplicationState)
    try:
        one = people[uuid.UUID(id_)]
    except (ValueError, KeyError):
        return None
    return one.id, next((known for known in states if known.value == state), one.state)
