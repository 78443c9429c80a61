"""More time or more attempts for a learner of a cohort."""

import uuid

from flask import url_for
from flask.typing import ResponseReturnValue

from helpcourse.web.allowances import Whose, give_page, take_back_page
from helpcourse.web.i18n import gettext as _
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.learners import found_learner


@blueprint.route("/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/allowances/new", methods=["GET", "POST"])
def allowance_new(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> ResponseReturnValue:
    return give_page(_whose(cohort_id, enrolment_id))


@blueprint.route(
    "/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/allowances/<uuid:allowance_id>/take-back",
    methods=["GET", "POST"],
)
def allowance_take_back(cohort_id: uuid.UUID, enrolment_id: uuid.UUID, allowance_id: uuid.UUID) -> ResponseReturnValue:
    return take_back_page(_whose(cohort_id, enrolment_id), allowance_id)


def _whose(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> Whose:
    row, edition, one = found_learner(cohort_id, enrolment_id)
    name = one.name or _("Erased person")
    back = url_for("tutor.learner", cohort_id=cohort_id, enrolment_id=enrolment_id)
    of_cohort = (row.name, url_for("tutor.cohort", cohort_id=cohort_id))
    crumbs = [(_("Cohorts"), url_for("tutor.cohorts")), of_cohort, (name, back)]
    return Whose(enrolment_id, edition, name, "tutor", crumbs, back)
