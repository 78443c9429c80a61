"""People: search, one person with all that belongs to them, roles, deactivation."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts import actions
from helpcourse.accounts.models import Country, Role
from helpcourse.accounts.queries import ListedPerson, find_person, institution_name, search_people
from helpcourse.certification.queries import papers_of
from helpcourse.db import begin_write
from helpcourse.errors import NotAllowedError, NotFoundError
from helpcourse.reporting.queries import enrolments_of
from helpcourse.tutoring.queries import cohorts_of, tutored_by
from helpcourse.web import wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import Question, ask, blueprint, countries, reach
from helpcourse.web.extensions import db, now, shelf, today
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.tables.asked import asked_table
from helpcourse.web.tables.kinds import PEOPLE

_STATES = {"active": False, "deactivated": True}


@blueprint.get("/people")
def people() -> ResponseReturnValue:
    table = asked_table(PEOPLE, "name")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    text = request.args.get("text", "").strip()
    role = request.args.get("role", type=Role)
    country = request.args.get("country", type=Country)
    state = request.args.get("state", "")
    found = search_people(
        db.session,
        text=text,
        role=role,
        country=country or "",
        deactivated=_STATES.get(state),
        countries=reach(),
        order=table.order,
        page=request.args.get("page", 1, type=int),
    )
    return render_template(
        "admin/people.html",
        found=found,
        text=text,
        role=role,
        country=country,
        state=state,
        countries=countries(),
        table=table,
    )


@blueprint.get("/people/<uuid:person_key>")
def person(person_key: uuid.UUID) -> str:
    """All that belongs to a person."""
    found = get_person(person_key)
    rows = enrolments_of(db.session, found.id)
    return render_template(
        "admin/person.html",
        person=found,
        institution=institution_name(db.session, found.institution_id, current_language(), on=today()),
        enrolments=rows,
        titles={row.course_id: title_of(shelf().edition(db.session, row.edition_id)) for row in rows},
        cohorts=cohorts_of(db.session, found.id),
        tutored=tutored_by(db.session, found.id),
        papers=papers_of(db.session, found.id, today=today()),
        grantable=me().grantable,
        countries=countries(),
        may_lock_out=me().may_lock_out(found.id, [granted.role for granted in found.roles]),
    )


@blueprint.post("/people/<uuid:person_key>/roles")
def person_grant(person_key: uuid.UUID) -> ResponseReturnValue:
    found, role, country = get_person(person_key), _role(), _country()
    by_id = me().id
    if role is None:
        return redirect(url_for("admin.person", person_key=person_key), 303)
    begin_write(db.session)
    actions.grant_role(db.session, found.id, role, country=country, by_id=by_id, now=now())
    db.session.commit()
    flash(_("The role is given: %(role)s. It works from the next log-in.", role=_words(role, country)), "success")
    return redirect(url_for("admin.person", person_key=person_key), 303)


@blueprint.route("/people/<uuid:person_key>/roles/end", methods=["GET", "POST"])
def person_end_role(person_key: uuid.UUID) -> ResponseReturnValue:
    found, role, country = get_person(person_key), _role(), _country()
    back = url_for("admin.person", person_key=person_key)
    if role is None:
        return redirect(back, 303)
    if not any((granted.role, granted.country) == (role, country) for granted in found.roles):
        raise NotFoundError
    if request.method == "GET":
        points = [
            _("The role ends: %(role)s.", role=_words(role, country)),
            _("The person is logged out everywhere and can log in again without it."),
        ]
        question = Question(_("End the role?"), points, _("End the role"), back, [found.full_name])
        return ask(question, role=role.value, country=country)
    begin_write(db.session)
    actions.end_role(db.session, found.id, role, country=country, now=now())
    db.session.commit()
    flash(_("The role has ended: %(role)s.", role=_words(role, country)), "success")
    return redirect(back, 303)


@blueprint.route("/people/<uuid:person_key>/deactivate", methods=["GET", "POST"])
def person_deactivate(person_key: uuid.UUID) -> ResponseReturnValue:
    found = get_person(person_key)
    back = url_for("admin.person", person_key=person_key)
    if not me().may_lock_out(found.id, [granted.role for granted in found.roles]):
        raise NotAllowedError
    if request.method == "GET":
        points = [
            _("The person is logged out everywhere and cannot log in."),
            _("Progress, results and papers stay; papers can still be verified."),
            _("The account can be activated again at any time."),
        ]
        title = _("Deactivate the account?")
        return ask(Question(title, points, _("Deactivate"), back, [found.full_name, found.email]))
    begin_write(db.session)
    actions.deactivate(db.session, found.id, now=now())
    db.session.commit()
    flash(_("The account is deactivated."), "success")
    return redirect(back, 303)


@blueprint.post("/people/<uuid:person_key>/reactivate")
def person_reactivate(person_key: uuid.UUID) -> ResponseReturnValue:
    found = get_person(person_key)
    begin_write(db.session)
    actions.reactivate(db.session, found.id)
    db.session.commit()
    flash(_("The account is active again."), "success")
    return redirect(url_for("admin.person", person_key=person_key), 303)


def get_person(key: uuid.UUID) -> ListedPerson:
    """A person whom the asker administers. Raises NotFoundError, for somebody else too."""
    found = find_person(db.session, key)
    within = reach()
    if found is None or (within is not None and found.country not in within):
        raise NotFoundError
    return found


def _role() -> Role | None:
    """The role that was sent; None if none was. Raises NotAllowedError if the asker may not give and take it."""
    role: Role | None = request.values.get("role", type=Role)
    if role is not None and role not in me().grantable:
        raise NotAllowedError
    return role


def _country() -> str:
    """Of a coordinator; else empty, whatever the form had."""
    country = request.values.get("country", type=Country)
    return country.value if country and request.values.get("role") == Role.COORDINATOR else ""


def _words(role: Role, country: str) -> str:
    words = str(wording.ROLES[role])
    if not country:
        return words
    return _("%(role)s, %(country)s", role=words, country=wording.COUNTRIES[Country(country)])
