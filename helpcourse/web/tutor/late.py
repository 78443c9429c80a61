"""Late answers of a learner, and letting them count."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.learning.counting import LONGEST_REASON, LateOne, let_count
from helpcourse.learning.models import AttemptState
from helpcourse.learning.queries import get_attempt
from helpcourse.web.access import me
from helpcourse.web.attempt_view import asked_of, uncounted_of
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import tidy
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.learners import found_learner


class CountForm(Form):
    reason = TextAreaField(
        lazy_gettext("Reason"),
        [DataRequired(lazy_gettext("Say why.")), Length(max=LONGEST_REASON)],
        filters=[tidy],
    )


@blueprint.route(
    "/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/attempts/<uuid:attempt_id>/late", methods=["GET", "POST"]
)
def count_late(cohort_id: uuid.UUID, enrolment_id: uuid.UUID, attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Choose which late answers count, say why; the attempt is graded again."""
    row, _edition, one = found_learner(cohort_id, enrolment_id)
    theirs = get_attempt(db.session, one.person_id, attempt_id)
    if theirs.enrolment_id != enrolment_id or theirs.state is AttemptState.OPEN:
        raise NotFoundError
    form = CountForm()
    back = url_for("tutor.attempt", cohort_id=cohort_id, enrolment_id=enrolment_id, attempt_id=attempt_id)
    if form.validate_on_submit() and (which := _which()):
        edition, by_id = shelf().edition(db.session, theirs.edition_id), me().id
        begin_write(db.session)
        is_done = let_count(
            db.session, attempt_id, edition, which, by_id=by_id, reason=form.reason.data or "", now=now()
        )
        db.session.commit()
        if is_done:
            flash(_("The late answers count now, and the attempt was graded again."), "success")
        return redirect(back, 303)
    if form.is_submitted() and not _which():
        form.form_errors.append(_("Choose at least one answer."))
    page = render_template(
        "tutor/count_late.html",
        cohort=row,
        learner=one,
        attempt=theirs,
        form=form,
        uncounted=[each for each in uncounted_of(theirs, asked_of(theirs)) if not each.answer.is_counted],
        chosen=_which(),
        back=back,
    )
    return page, 422 if form.errors else 200


def _which() -> list[LateOne]:
    """What was ticked: `question/number`; what is none is passed over."""
    pairs = [value.rpartition("/") for value in request.form.getlist("which")]
    return [(question_id, int(number)) for question_id, _slash, number in pairs if number.isdecimal()]
