"""Who has applied: the table, and one applicant with notes and points."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from helpcourse.accounts import queries as accounts
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.calls import selecting
from helpcourse.tutoring.calls.applicants import Answered, answered, applicants, history_of
from helpcourse.tutoring.calls.queries import CallRow, get_call
from helpcourse.tutoring.calls.rules import (
    NO_INSTITUTION,
    Applicant,
    ApplicationState,
    Wanted,
    counts,
    listed,
    may_decide,
    waiting_list,
)
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web import call_wording, wording
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.admin.cohorts import today
from helpcourse.web.extensions import db
from helpcourse.web.forms import Form
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.paging import page_of
from helpcourse.web.person_forms import typed
from helpcourse.web.sent import number as sent_number
from helpcourse.web.tables.asked import asked_table
from helpcourse.web.tables.kinds import APPLICATIONS

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Filter:
    """A list above the table."""

    name: str
    label: str
    options: list[tuple[str, str]]


class NoteForm(Form):
    """See note_form()."""

    note = TextAreaField(lazy_gettext("Note"), [Optional(), Length(max=5000)])
    seen = HiddenField(default="0")


@blueprint.get("/cohorts/<uuid:cohort_id>/call/applications")
def cohort_call_applications(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row, table = get_cohort(db.session, sight(), cohort_id), asked_table(APPLICATIONS, "sent")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    call = get_call(db.session, cohort_id)
    everybody, wanted = applicants(db.session, call.id), wanted_by_request()
    found, names = listed(everybody, wanted), institution_names(everybody)
    by_state = counts(everybody)
    return render_template(
        "admin/applications.html",
        cohort=row,
        call=call,
        found=page_of(found, request.args.get("page", 1, type=int), PER_PAGE),
        total=len(everybody),
        wanted=wanted,
        filters=_filters(everybody, call, names),
        counts=by_state,
        next_waiting=next(iter(waiting_list(everybody)), None),
        free=max(0, call.places - by_state[ApplicationState.ACCEPTED]),
        institutions=names,
        states=call_wording.STATES,
        badges=call_wording.BADGES,
        query=_query(wanted),
        table=table,
        most=sum(one.most for one in call.criteria),
    )


@blueprint.route("/cohorts/<uuid:cohort_id>/call/applications/<uuid:application_id>", methods=["GET", "POST"])
def cohort_call_application(cohort_id: uuid.UUID, application_id: uuid.UUID) -> ResponseReturnValue:
    """One applicant: what they wrote, notes and points of those who choose."""
    row = get_cohort(db.session, sight(), cohort_id)
    call = get_call(db.session, cohort_id)
    people = listed(applicants(db.session, call.id), Wanted())
    place = next((place for place, one in enumerate(people) if one.id == application_id), None)
    if place is None:
        raise NotFoundError
    one, wrote = people[place], answered(db.session, application_id)
    form = note_form(call, one, wrote)
    following = people[place + 1] if place + 1 < len(people) else None
    if not form.validate_on_submit():
        return _page(row, call, one, wrote, form, following), 422 if form.errors else 200
    note, points, seen = typed(form.note).replace("\r\n", "\n").strip(), _points(call, form), sent_number("seen")
    begin_write(db.session)
    is_done = selecting.keep_note(db.session, cohort_id, application_id, note, points, seen=seen)
    db.session.commit()
    if not is_done:
        return _overtaken(row, call, application_id, form, following)
    if "verdict" in request.form:  # the same form goes on to the letters
        return redirect(url_for("admin.cohort_call_decide", cohort_id=cohort_id), 307)
    flash(_("Note and points are saved: %(name)s", name=one.name or _("Erased person")), "success")
    onward = following if following and request.form.get("deed") == "next" else one
    return redirect(url_for("admin.cohort_call_application", cohort_id=cohort_id, application_id=onward.id), 303)


def _overtaken(
    row: CohortRow, call: CallRow, application_id: uuid.UUID, form: NoteForm, following: Applicant | None
) -> ResponseReturnValue:
    """Somebody else was faster: what they saved is shown, what was typed is still in the form."""
    one = next(one for one in applicants(db.session, call.id) if one.id == application_id)
    wrote = answered(db.session, application_id)
    form.seen.data = str(wrote.note_revision)
    return _page(row, call, one, wrote, form, following, is_overtaken=True), 409


def _page(
    row: CohortRow,
    call: CallRow,
    one: Applicant,
    wrote: Answered,
    form: NoteForm,
    following: Applicant | None,
    *,
    is_overtaken: bool = False,
) -> str:
    verdicts = (ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.REFUSED)
    return render_template(
        "admin/application.html",
        cohort=row,
        call=call,
        one=one,
        wrote=wrote,
        form=form,
        following=following,
        is_overtaken=is_overtaken,
        answers=[
            (call_wording.question_words(question), call_wording.answer_of(question, wrote.answers))
            for question in call.questions
        ],
        points=[(form[f"points_{criterion.id}"], criterion) for criterion in call.criteria],
        institution=institution_names([one]).get(one.institution_id, ""),
        state=call_wording.STATES[one.state],
        badge=call_wording.BADGES[one.state],
        history=history_of(db.session, one.id),
        history_words=call_wording.HISTORY,
        verdicts=[verdict for verdict in verdicts if may_decide(one.state, verdict)],
    )


def note_form(call: CallRow, one: Applicant, wrote: Answered) -> NoteForm:
    """A note, and a field for each criterion of the call."""
    fields = {
        f"points_{criterion.id}": IntegerField(criterion.name, [Optional(), NumberRange(0, criterion.most)])
        for criterion in call.criteria
    }
    filled = {f"points_{id_}": given for id_, given in one.points.items()}
    form: NoteForm = type("NoteOfCall", (NoteForm,), fields)(
        data={"note": one.note, "seen": str(wrote.note_revision), **filled}
    )
    return form


def _points(call: CallRow, form: NoteForm) -> dict[str, int]:
    given = {criterion.id: form[f"points_{criterion.id}"].data for criterion in call.criteria}
    return {id_: int(points) for id_, points in given.items() if points is not None}


def wanted_by_request() -> Wanted:
    """What the address asks for."""
    args = request.args
    return Wanted(
        text=args.get("text", "").strip(),
        state=args.get("state", ""),
        country=args.get("country", ""),
        profession=args.get("profession", ""),
        institution=args.get("institution", ""),
        language=args.get("language", ""),
        order=args.get("sort", "sent"),
    )


def address_of_table(cohort_id: uuid.UUID) -> str:
    """The table as the address asks for it."""
    values: dict[str, Any] = _query(wanted_by_request())
    return url_for("admin.cohort_call_applications", cohort_id=cohort_id, **values)


def _query(wanted: Wanted) -> dict[str, str]:
    """The same, for addresses."""
    pairs = asdict(wanted) | {"sort": wanted.order}
    return {name: value for name, value in pairs.items() if value and name != "order"}


def institution_names(people: Sequence[Applicant]) -> Mapping[int | None, str]:
    """Of the institutions that they belong to, whether these are offered still or not."""
    ids = {one.institution_id for one in people if one.institution_id}
    names = accounts.institution_names(db.session, ids, current_language(), on=today())
    return {id_: names.get(id_, "") for id_ in ids}


def _filters(everybody: Sequence[Applicant], call: CallRow, names: Mapping[int | None, str]) -> list[Filter]:
    """Lists of what there is among the applicants."""
    by_name = sorted(((str(id_), name) for id_, name in names.items() if name), key=lambda pair: pair[1])
    return [
        Filter("state", _("State"), [(code.value, str(name)) for code, name in call_wording.STATES.items()]),
        Filter("country", _("Country"), _present(wording.COUNTRIES, {one.country for one in everybody})),
        Filter("profession", _("Profession"), _present(wording.PROFESSIONS, {one.profession for one in everybody})),
        Filter("institution", _("Institution"), [*by_name, (NO_INSTITUTION, _("Not on the list"))]),
        Filter(
            "language",
            _("Language"),
            [(code, str(name)) for code, name in wording.LANGUAGES.items() if code in call.languages],
        ),
    ]


def _present(names: Mapping[Any, Any], codes: set[Any]) -> list[tuple[str, str]]:
    return [(code.value, str(name)) for code, name in names.items() if code in codes]
