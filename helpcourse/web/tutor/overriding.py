"""The result of an attempt, set by a tutor with a reason, or given back to its answers."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.learning.counting import LONGEST_REASON
from helpcourse.learning.essays.rules import may_be_given
from helpcourse.learning.models import AttemptState
from helpcourse.learning.overdue import attempts_as_they_stand
from helpcourse.learning.queries import AttemptResult, get_attempt
from helpcourse.learning.regrading.overriding import override
from helpcourse.learning.regrading.queries import later_grades, overridden_points
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.outline import title_of_test
from helpcourse.web.pages import figure
from helpcourse.web.person_forms import IfAny, tidy
from helpcourse.web.sent import number
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.essays import PointsField
from helpcourse.web.tutor.learners import found_learner


class OverrideForm(Form):
    points = PointsField(lazy_gettext("Points"), [IfAny()])
    reason = TextAreaField(
        lazy_gettext("Reason"),
        [DataRequired(lazy_gettext("Say why.")), Length(max=LONGEST_REASON)],
        filters=[tidy],
    )
    seen = HiddenField()  # number of the last grade

    def __init__(self, result: AttemptResult, seen: int) -> None:
        super().__init__(data={"points": figure(result.points or 0.0), "seen": str(seen)})
        self.out_of = result.out_of or 0.0

    @property
    def is_taken_back(self) -> bool:
        """Whether the answers are to count again."""
        return "answers" in request.form

    def validate_points(self, field: PointsField) -> None:
        if not self.is_taken_back and (field.points is None or not may_be_given(field.points, self.out_of)):
            raise ValidationError(_("Give points from 0 to %(most)s, by halves.", most=figure(self.out_of)))


@blueprint.route(
    "/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/attempts/<uuid:attempt_id>/result",
    methods=["GET", "POST"],
)
def attempt_result(cohort_id: uuid.UUID, enrolment_id: uuid.UUID, attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Set the points and say why; the learner reads both."""
    row, _edition, one = found_learner(cohort_id, enrolment_id)
    theirs = get_attempt(db.session, one.person_id, attempt_id)
    if theirs.enrolment_id != enrolment_id or theirs.state is AttemptState.OPEN:
        raise NotFoundError
    tried = attempts_as_they_stand(db.session, shelf(), enrolment_id, now=now())[theirs.module_id]
    result = next(each for each in tried if each.id == attempt_id)
    grades, edition = later_grades(db.session, attempt_id), shelf().edition(db.session, theirs.edition_id)
    form = OverrideForm(result, len(grades) + 1)
    back = url_for("tutor.attempt", cohort_id=cohort_id, enrolment_id=enrolment_id, attempt_id=attempt_id)
    if form.validate_on_submit():
        points, reason, by_id = None if form.is_taken_back else form.points.points, str(form.reason.data), me().id
        begin_write(db.session)
        is_done = override(
            db.session, attempt_id, edition, points, seen=number("seen"), reason=reason, by_id=by_id, now=now()
        )
        db.session.commit()
        if is_done:
            flash(_("The result is changed, and the learner is told by mail."), "success")
        return redirect(back, 303)
    page = render_template(
        "tutor/attempt_result.html",
        cohort=row,
        learner=one,
        test_title=title_of_test(edition, theirs.module_id),
        attempt=theirs,
        result=result,
        rules=edition.course.tests[theirs.module_id].rules,
        is_set=overridden_points(db.session, attempt_id) is not None,
        form=form,
        back=back,
    )
    return page, 422 if form.errors else 200
