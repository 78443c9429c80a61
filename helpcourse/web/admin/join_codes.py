"""Codes by which people join a cohort: made, shown, revoked."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, ValidationError
from wtforms.validators import NumberRange, Optional

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.tutoring.calls import joining
from helpcourse.tutoring.calls.codes import codes_of
from helpcourse.tutoring.calls.rules import shown_code
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.admin.call_form import MOST_PLACES
from helpcourse.web.admin.cohorts import today
from helpcourse.web.extensions import db, now, on_site
from helpcourse.web.forms import DayField, OnceForm
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext


class CodeForm(OnceForm):
    most = IntegerField(lazy_gettext("How many may join by it"), [Optional(), NumberRange(1, MOST_PLACES)])
    last_on = DayField(lazy_gettext("Last day"), [Optional()])

    def validate_last_on(self, field: Any) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("This day lies behind."))


@blueprint.route("/cohorts/<uuid:cohort_id>/codes", methods=["GET", "POST"])
def cohort_codes(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row, form = get_cohort(db.session, sight(), cohort_id), CodeForm()
    if not form.validate_on_submit():
        return _page(row, form), 422 if form.errors else 200
    key, by_id = _key(form.request_key.data), me().id
    begin_write(db.session)
    joining.make_code(
        db.session, key, cohort_id, most=form.most.data, last_on=form.last_on.data, by_id=by_id, now=now()
    )
    db.session.commit()
    flash(_("The code is made. Give it, or its link, to those who are to join."), "success")
    return redirect(url_for("admin.cohort_codes", cohort_id=cohort_id), 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/codes/<uuid:code_id>/revoke")
def cohort_code_revoke(cohort_id: uuid.UUID, code_id: uuid.UUID) -> ResponseReturnValue:
    get_cohort(db.session, sight(), cohort_id)
    by_id = me().id
    begin_write(db.session)
    joining.revoke_code(db.session, cohort_id, code_id, by_id=by_id, now=now())
    db.session.commit()
    flash(_("The code is revoked: nobody can join by it any more. Members stay."), "success")
    return redirect(url_for("admin.cohort_codes", cohort_id=cohort_id), 303)


def _page(row: CohortRow, form: CodeForm) -> str:
    codes = codes_of(db.session, row.id)
    return render_template(
        "admin/join_codes.html",
        cohort=row,
        form=form,
        codes=codes,
        holding={code.id for code in codes if code.obstacle(today()) is None},
        shown={code.id: shown_code(code.code) for code in codes},
        links={code.id: _link(code.code) for code in codes},
    )


def _link(code: str) -> str:
    return on_site(url_for("learner.join", code=shown_code(code)))


def _key(text: str | None) -> uuid.UUID:
    """The id that the form brought."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        raise ConflictError("form_used") from None
