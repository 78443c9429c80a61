"""A person in one course: how they stand with its tests, and what they were given on top of the rules."""

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts.queries import ListedPerson
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.learning.allowances import allowances_of
from helpcourse.learning.overdue import attempts_as_they_stand
from helpcourse.learning.queries import Progress, find_progress
from helpcourse.web.admin.blueprint import blueprint
from helpcourse.web.admin.people import get_person
from helpcourse.web.allowances import Whose, give_page, take_back_page
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of, title_of_test


@blueprint.get("/people/<uuid:person_key>/courses/<course_id>")
def person_course(person_key: uuid.UUID, course_id: str) -> str:
    found, edition, progress = _enrolled(person_key, course_id)
    given = allowances_of(db.session, progress.enrolment_id)
    tried = attempts_as_they_stand(db.session, shelf(), progress.enrolment_id, now=now())
    return render_template(
        "admin/person_course.html",
        person=found,
        edition=edition,
        progress=progress,
        course_title=title_of(edition),
        tests={id_: title_of_test(edition, id_) for id_ in edition.course.tests},
        tried=tried,
        allowances=given,
        take_back={one.id: _take_back_url(person_key, course_id, one.id) for one in given},
    )


@blueprint.route("/people/<uuid:person_key>/courses/<course_id>/allowances/new", methods=["GET", "POST"])
def person_allowance_new(person_key: uuid.UUID, course_id: str) -> ResponseReturnValue:
    return give_page(_whose(person_key, course_id))


@blueprint.route(
    "/people/<uuid:person_key>/courses/<course_id>/allowances/<uuid:allowance_id>/take-back",
    methods=["GET", "POST"],
)
def person_allowance_take_back(person_key: uuid.UUID, course_id: str, allowance_id: uuid.UUID) -> ResponseReturnValue:
    return take_back_page(_whose(person_key, course_id), allowance_id)


def _take_back_url(person_key: uuid.UUID, course_id: str, allowance_id: uuid.UUID) -> str:
    return url_for(
        "admin.person_allowance_take_back", person_key=person_key, course_id=course_id, allowance_id=allowance_id
    )


def _whose(person_key: uuid.UUID, course_id: str) -> Whose:
    found, edition, progress = _enrolled(person_key, course_id)
    name = found.full_name or _("Erased person")
    of_person = (name, url_for("admin.person", person_key=person_key))
    back = url_for("admin.person_course", person_key=person_key, course_id=course_id)
    crumbs = [(_("People"), url_for("admin.people")), of_person, (title_of(edition), back)]
    return Whose(progress.enrolment_id, edition, name, "admin", crumbs, back)


def _enrolled(person_key: uuid.UUID, course_id: str) -> tuple[ListedPerson, ServedEdition, Progress]:
    """Raises NotFoundError for who is not administered, or not enrolled."""
    found = get_person(person_key)
    progress = find_progress(db.session, found.id, course_id)
    if progress is None:
        raise NotFoundError
    return found, shelf().read_by(db.session, course_id, progress.edition_id), progress
