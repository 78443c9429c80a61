"""What a cohort asks for each of its levels."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange, Optional

from helpcourse.content.compiled import CompiledCourse
from helpcourse.db import begin_write
from helpcourse.tutoring.levels.actions import set_rules
from helpcourse.tutoring.levels.queries import rules_of
from helpcourse.tutoring.levels.rules import Level, Need, Rule, Rules
from helpcourse.tutoring.queries import get_cohort
from helpcourse.web import level_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.admin.cohorts import edition_of
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

MOST_MINUTES = 60 * 1000
NUMBERS = tuple(need for need in Need if need is not Need.COURSE)


class RulesForm(Form):
    """Its fields, some for each level, are those of form_of()."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself; then that a level is given, and that each asks something that can be done."""
        is_valid = bool(super().validate(extra_validators))
        for level in Level:
            if self[f"{level}-given"].data and self.rule(level).is_empty:
                self[f"{level}-given"].errors = (_("Say what this level asks, or do not give it."),)
                is_valid = False
        if not any(self[f"{level}-given"].data for level in Level):
            self[f"{Level.CERTIFICATE}-given"].errors = (_("Give one level at least."),)
            is_valid = False
        return is_valid

    def check(self, course: CompiledCourse) -> bool:
        """Nobody can reach what the course does not have."""
        has_cases = any(lesson.cases for module in course.modules for lesson in module.lessons)
        faults = {
            Need.CASES: "" if has_cases else _("The course has no case studies."),
            Need.TEST: "" if course.test else _("The course has no final test."),
        }
        faulty = [
            (level, need) for level in Level for need, fault in faults.items() if fault and self._asks(level, need)
        ]
        for level, need in faulty:
            self[f"{level}-{need}"].errors = (faults[need],)
        return not faulty

    def _asks(self, level: Level, need: Need) -> bool:
        return bool(self[f"{level}-given"].data and self[f"{level}-{need}"].data)

    def rule(self, level: Level) -> Rule:
        numbers = {need.value: int(self[f"{level}-{need}"].data or 0) for need in NUMBERS}
        return Rule(course=bool(self[f"{level}-course"].data), **numbers)

    @property
    def rules(self) -> Rules:
        """What was filled in; ask for it on a valid form."""
        return {level: self.rule(level) for level in Level if self[f"{level}-given"].data}


def form_of() -> type[RulesForm]:
    """A form with the fields of every level."""
    made: dict[str, Any] = {}
    for level in Level:
        made[f"{level}-given"] = BooleanField(lazy_gettext("This level is given"))
        made[f"{level}-course"] = BooleanField(level_wording.NEEDS[Need.COURSE])
        made |= {f"{level}-{need}": _number(need) for need in NUMBERS}
    return type("RulesOfCohort", (RulesForm,), made)


def _number(need: Need) -> IntegerField:
    most = MOST_MINUTES if need is Need.MINUTES else 100
    return IntegerField(level_wording.NEEDS[need], [Optional(), NumberRange(0, most)])


@blueprint.route("/cohorts/<uuid:cohort_id>/levels", methods=["GET", "POST"])
def cohort_levels(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    edition = edition_of(row)
    form = form_of()(data=_filled(rules_of(db.session, cohort_id)))
    if not (form.validate_on_submit() and form.check(edition.course)):
        page = render_template(
            "admin/cohort_levels.html", cohort=row, form=form, levels=level_wording.LEVELS, numbers=NUMBERS
        )
        return page, 422 if form.errors else 200
    by_id = me().id
    begin_write(db.session)
    set_rules(db.session, cohort_id, form.rules, by_id=by_id, now=now())
    db.session.commit()
    flash(_("The rules of the levels are saved."), "success")
    return redirect(url_for("tutor.levels", cohort_id=cohort_id), 303)


def _filled(rules: Rules) -> Mapping[str, Any]:
    given = {f"{level}-given": True for level in rules}
    course = {f"{level}-course": rule.course for level, rule in rules.items()}
    numbers = {
        f"{level}-{need}": getattr(rule, need.value) or None for level, rule in rules.items() for need in NUMBERS
    }
    return {**given, **course, **numbers}
