"""Who is in a cohort: learners and tutors, added by hand and taken out."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts.models import Role
from helpcourse.accounts.queries import search_people
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring import actions
from helpcourse.tutoring.queries import CohortRow, get_cohort, learners_of, members_among, tutors_of
from helpcourse.web.admin.blueprint import Question, ask, blueprint, reach, sight
from helpcourse.web.admin.cohorts import edition_of
from helpcourse.web.admin.people import get_person
from helpcourse.web.extensions import db, now
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext

_SHOWN = 20  # people found by hand; more are asked for by more words


@blueprint.get("/cohorts/<uuid:cohort_id>/add")
def cohort_add(cohort_id: uuid.UUID) -> str:
    """Search for people to add as learners."""
    row = get_cohort(db.session, sight(), cohort_id)
    text = request.args.get("text", "").strip()
    found = (
        search_people(db.session, text=text, deactivated=False, countries=reach(), per_page=_SHOWN) if text else None
    )
    people = found.people if found else []
    return render_template(
        "admin/cohort_add.html",
        cohort=row,
        text=text,
        found=found,
        members=members_among(db.session, cohort_id, [person.id for person in people]),
    )


@blueprint.post("/cohorts/<uuid:cohort_id>/add")
def cohort_add_member(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    person = get_person(_uuid(request.form.get("person")))
    titles = dict(edition_of(row).course.titles)
    path = url_for("public.course", course_id=row.course_id, lang=person.language)
    begin_write(db.session)
    if actions.add_member(db.session, cohort_id, person.id, now=now()):
        actions.tell_member(db.session, person.id, person.language, row.name, titles, path, now=now())
    db.session.commit()
    flash(_("Added, and told by mail: %(name)s", name=person.full_name), "success")
    return redirect(url_for("admin.cohort_add", cohort_id=cohort_id, text=request.form.get("text") or None), 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/take-out")
def cohort_take_out(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """First asks; with `sure`, takes the ticked learners out."""
    row = get_cohort(db.session, sight(), cohort_id)
    ticked = {_uuid(text) for text in request.form.getlist("learner")}
    chosen = [
        one
        for one in learners_of(db.session, cohort_id, edition_of(row).course, now=now())
        if one.enrolment_id in ticked
    ]
    back = url_for("admin.cohort", cohort_id=cohort_id)
    if not chosen:
        flash(_("Tick the learners first."), "warning")
        return redirect(back, 303)
    if "sure" not in request.form:
        question = _question_of_taking_out(back, [one.name or _("Erased person") for one in chosen])
        return ask(question, sure="1", learner=[str(one.enrolment_id) for one in chosen])
    begin_write(db.session)
    actions.take_out(db.session, cohort_id, [one.enrolment_id for one in chosen], now=now())
    db.session.commit()
    flash(ngettext("%(num)s learner is out of “%(name)s”.", "%(num)s learners are out of “%(name)s”.",
                   num=len(chosen), name=row.name), "success")  # fmt: skip
    return redirect(back, 303)


def _question_of_taking_out(back: str, names: list[str]) -> Question:
    title = ngettext(
        "Take %(num)s learner out of the cohort?", "Take %(num)s learners out of the cohort?", num=len(names)
    )
    points = [
        _("They stay enrolled and can go on alone, on the course's current edition."),
        _("What they have read and answered stays; the tutor's confirmation is withdrawn."),
        _("They can be added again."),
    ]
    return Question(title, points, _("Take out"), back, names)


@blueprint.get("/cohorts/<uuid:cohort_id>/tutors")
def cohort_tutors(cohort_id: uuid.UUID) -> str:
    """The tutors, and who else could be one."""
    row = get_cohort(db.session, sight(), cohort_id)
    tutors = tutors_of(db.session, cohort_id)
    text = request.args.get("text", "").strip()
    found = search_people(db.session, text=text, role=Role.TUTOR, deactivated=False, countries=reach(), per_page=_SHOWN)
    known = {tutor.person_id for tutor in tutors}
    return render_template(
        "admin/cohort_tutors.html",
        cohort=row,
        tutors=tutors,
        text=text,
        others=[person for person in found.people if person.id not in known],
    )


@blueprint.post("/cohorts/<uuid:cohort_id>/tutors")
def cohort_add_tutor(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    person = get_person(_uuid(request.form.get("person")))
    titles = dict(edition_of(row).course.titles)
    path = url_for("tutor.cohort", cohort_id=cohort_id, lang=person.language)
    begin_write(db.session)
    if actions.add_tutor(db.session, cohort_id, person.id, now=now()):
        actions.tell_tutor(db.session, person.id, person.language, row.name, titles, path, now=now())
    db.session.commit()
    flash(_("Now tutors the cohort, and told by mail: %(name)s", name=person.full_name), "success")
    return redirect(url_for("admin.cohort_tutors", cohort_id=cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/tutors/<uuid:person_key>/remove", methods=["GET", "POST"])
def cohort_remove_tutor(cohort_id: uuid.UUID, person_key: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    tutor = next((one for one in tutors_of(db.session, cohort_id) if one.person_key == person_key), None)
    if tutor is None:
        raise NotFoundError
    if request.method == "GET":
        return ask(_question_of_removing(row, tutor.name))
    begin_write(db.session)
    actions.remove_tutor(db.session, cohort_id, tutor.person_id)
    db.session.commit()
    flash(_("No longer tutors the cohort: %(name)s", name=tutor.name), "success")
    return redirect(url_for("admin.cohort_tutors", cohort_id=cohort_id), 303)


def _question_of_removing(row: CohortRow, name: str) -> Question:
    points = [
        _("The tutor no longer sees this cohort and its learners."),
        _("What the tutor has confirmed stays confirmed."),
    ]
    back = url_for("admin.cohort_tutors", cohort_id=row.id)
    return Question(_("Remove the tutor from the cohort?"), points, _("Remove the tutor"), back, [name, row.name])


def _uuid(text: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        raise ConflictError("form_used") from None
