"""More time for one learner until a deadline: given with a reason, taken back."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.schedule.extensions import extend, take_back
from helpcourse.tutoring.schedule.queries import GivenExtension, entries_of, extensions_of, held_extensions
from helpcourse.tutoring.schedule.rules import Deadline, WallTime, deadlines
from helpcourse.web import schedule_wording
from helpcourse.web.access import me
from helpcourse.web.allowances import LONGEST_REASON
from helpcourse.web.extensions import db, now, settings
from helpcourse.web.forms import OnceForm, SelectChoice
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.schedule_forms import WallField, check_wall, offer_zones
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.learners import DueLine, due_lines, found_learner
from helpcourse.web.tutor.schedule import key_of


class ExtensionForm(OnceForm):
    item = SelectField(lazy_gettext("What is due"), [InputRequired()])
    wall_at = WallField(
        lazy_gettext("New deadline: date and time"), [InputRequired(lazy_gettext("Enter date and time."))]
    )
    zone = SelectField(lazy_gettext("By which clock"), [InputRequired()])
    reason = TextAreaField(
        lazy_gettext("Reason"), [DataRequired(lazy_gettext("Give the reason.")), Length(max=LONGEST_REASON)]
    )

    def offer(self, edition: ServedEdition, held: list[Deadline]) -> "ExtensionForm":
        """The deadlines that hold for the learner."""
        self._held = {due.item: due for due in held}
        self.item.choices = [SelectChoice(due.item, _choice(edition, due)) for due in held]
        offer_zones(self.zone, *(due.time.zone for due in held))
        self.zone.data = self.zone.data or settings().timezone
        return self

    def validate_wall_at(self, field: Any) -> None:
        check_wall(field, self.zone.data)
        due = self._held.get(self.item.data or "")
        if due and self.time.moment(later=True) <= due.at:
            raise ValidationError(_("The new deadline must be later than the one that holds now."))

    @property
    def time(self) -> WallTime:
        """What was filled in; ask for it when there is a time."""
        assert self.wall_at.data is not None  # noqa: S101 - it is required
        return WallTime(self.wall_at.data, str(self.zone.data))


def likely(lines: Sequence[DueLine]) -> str:
    """What a tutor comes for: the first that is not done; all done, the last."""
    return next((line.item for line in lines if not line.is_done), lines[-1].item)


def _choice(edition: ServedEdition, due: Deadline) -> str:
    title = schedule_wording.title_of_item(edition.course, due.item)
    return _("%(title)s: %(when)s", title=title, when=schedule_wording.wall(due.time))


@blueprint.route("/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/extensions/new", methods=["GET", "POST"])
def extension_new(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> ResponseReturnValue:
    row, edition, one = found_learner(cohort_id, enrolment_id)
    held = deadlines_for(cohort_id, enrolment_id)
    if not held:
        raise NotFoundError
    form = ExtensionForm().offer(edition, held)
    if request.method == "GET":
        form.item.data = likely(due_lines(cohort_id, edition, one))
    if not form.validate_on_submit():
        page = render_template("tutor/extension.html", cohort=row, learner=one, form=form)
        return page, 422 if form.errors else 200
    key, by_id, reason = key_of(form.request_key.data), me().id, str(form.reason.data).strip()
    begin_write(db.session)
    extend(
        db.session,
        key,
        cohort_id,
        enrolment_id,
        edition.course,
        str(form.item.data),
        form.time,
        reason,
        by_id=by_id,
        now=now(),
    )
    db.session.commit()
    flash(_("Given, and told by mail: %(name)s", name=one.name), "success")
    return redirect(_back(cohort_id, enrolment_id), 303)


@blueprint.route(
    "/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/extensions/<uuid:extension_id>/take-back",
    methods=["GET", "POST"],
)
def extension_take_back(cohort_id: uuid.UUID, enrolment_id: uuid.UUID, extension_id: uuid.UUID) -> ResponseReturnValue:
    """Asks first."""
    row, edition, one = found_learner(cohort_id, enrolment_id)
    given = _get_extension(cohort_id, enrolment_id, extension_id)
    if request.method == "GET":
        return render_template(
            "tutor/extension_back.html",
            cohort=row,
            learner=one,
            title=schedule_wording.title_of_item(edition.course, given.item),
            when=schedule_wording.wall(given.time),
        )
    by_id = me().id
    begin_write(db.session)
    take_back(db.session, cohort_id, enrolment_id, extension_id, edition.course, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Taken back, and told by mail: %(name)s", name=one.name), "success")
    return redirect(_back(cohort_id, enrolment_id), 303)


def deadlines_for(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> list[Deadline]:
    """All that hold for a learner of the cohort, the first first."""
    held = held_extensions(db.session, cohort_id, [enrolment_id])[enrolment_id]
    return deadlines(entries_of(db.session, cohort_id), held)


def _get_extension(cohort_id: uuid.UUID, enrolment_id: uuid.UUID, extension_id: uuid.UUID) -> GivenExtension:
    for given in extensions_of(db.session, cohort_id, enrolment_id):
        if given.id == extension_id:
            return given
    raise NotFoundError


def _back(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> str:
    return url_for("tutor.learner", cohort_id=cohort_id, enrolment_id=enrolment_id, _anchor="deadlines")
