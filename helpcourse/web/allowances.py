"""Extra time and extra attempts for one learner, whoever gives them: the form, and the question before."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.model import TestRules
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.learning.allowances import (
    MOST_ATTEMPTS,
    MOST_MINUTES,
    GivenAllowance,
    allowances_of,
    give,
    take_back,
)
from helpcourse.learning.rules import Extra
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import OnceForm, SelectChoice, key_of
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.outline import title_of_test

_FINAL = "final"  # as a form calls the final test: browsers do not send an empty choice as a choice
LONGEST_REASON = 500  # characters


class AllowanceForm(OnceForm):
    test = SelectField(lazy_gettext("Test"), [InputRequired()])
    minutes = IntegerField(
        lazy_gettext("Extra time for each attempt, in minutes"),
        [InputRequired(lazy_gettext("Enter a whole number, or 0.")), NumberRange(0, MOST_MINUTES)],
        default=0,
    )
    attempts = IntegerField(
        lazy_gettext("Extra attempts"),
        [InputRequired(lazy_gettext("Enter a whole number, or 0.")), NumberRange(0, MOST_ATTEMPTS)],
        default=0,
    )
    reason = TextAreaField(
        lazy_gettext("Reason"), [DataRequired(lazy_gettext("Give the reason.")), Length(max=LONGEST_REASON)]
    )

    def offer(self, edition: ServedEdition) -> "AllowanceForm":
        """The tests of the learner's course."""
        self._rules = {module_id or _FINAL: test.rules for module_id, test in edition.course.tests.items()}
        self.test.choices = [
            SelectChoice(module_id or _FINAL, title_of_test(edition, module_id)) for module_id in edition.course.tests
        ]
        self.test.data = self.test.data or (_FINAL if _FINAL in self._rules else None)
        return self

    def validate_minutes(self, field: Any) -> None:
        if field.data and (rules := self._chosen) and not rules.minutes:
            raise ValidationError(_("This test has no time limit: enter 0."))

    def validate_attempts(self, field: Any) -> None:
        if field.data and (rules := self._chosen) and not rules.attempts:
            raise ValidationError(_("This test may be tried as often as one likes: enter 0."))
        if not field.data and not self.minutes.data:
            raise ValidationError(_("Give extra time, extra attempts, or both."))

    @property
    def _chosen(self) -> TestRules | None:
        return self._rules.get(self.test.data or "")

    @property
    def module_id(self) -> str:
        """Whose quiz; empty: the final test."""
        return "" if self.test.data == _FINAL else str(self.test.data)

    @property
    def extra(self) -> Extra:
        """What was filled in; ask for it on a valid form."""
        return Extra(int(self.minutes.data or 0), int(self.attempts.data or 0))


@dataclass(frozen=True, slots=True)
class Whose:
    """A learner in a course, and where the pages stand."""

    enrolment_id: uuid.UUID
    edition: ServedEdition
    name: str
    section: str  # of the menu
    crumbs: list[tuple[str, str]]  # words and addresses
    back: str  # the address of the learner's page


def give_page(whose: Whose) -> ResponseReturnValue:
    """The form; once it is filled in well, given and told by mail."""
    if not whose.edition.course.tests:
        raise NotFoundError
    form = AllowanceForm().offer(whose.edition)
    if not form.validate_on_submit():
        page = render_template("tutor/allowance.html", whose=whose, form=form)
        return page, 422 if form.errors else 200
    key, by_id, reason = key_of(form), me().id, str(form.reason.data).strip()
    begin_write(db.session)
    give(db.session, key, whose.enrolment_id, whose.edition, form.module_id, form.extra, reason, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Given, and told by mail: %(name)s", name=whose.name), "success")
    return redirect(f"{whose.back}#allowances", 303)


def take_back_page(whose: Whose, allowance_id: uuid.UUID) -> ResponseReturnValue:
    """Asks first."""
    given = _get_allowance(whose.enrolment_id, allowance_id)
    if request.method == "GET":
        has_test = given.module_id in whose.edition.course.tests
        title = title_of_test(whose.edition, given.module_id) if has_test else ""
        return render_template("tutor/allowance_back.html", whose=whose, given=given, test_title=title)
    by_id = me().id
    begin_write(db.session)
    take_back(db.session, whose.enrolment_id, allowance_id, whose.edition, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Taken back, and told by mail: %(name)s", name=whose.name), "success")
    return redirect(f"{whose.back}#allowances", 303)


def _get_allowance(enrolment_id: uuid.UUID, allowance_id: uuid.UUID) -> GivenAllowance:
    for given in allowances_of(db.session, enrolment_id):
        if given.id == allowance_id:
            return given
    raise NotFoundError
