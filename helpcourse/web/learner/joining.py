"""A code to join a cohort by: typed or followed, looked at, confirmed."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import DataRequired

from helpcourse.db import begin_write
from helpcourse.tutoring.actions.members import tell_member
from helpcourse.tutoring.calls.codes import Code, find_code
from helpcourse.tutoring.calls.joining import join_by_code
from helpcourse.tutoring.calls.rules import (
    JOIN_BY_ADDRESS,
    JOIN_BY_EMAIL,
    JoinObstacle,
    shown_code,
)
from helpcourse.tutoring.queries import members_among, other_cohort_of, tutors_of
from helpcourse.web.access import me
from helpcourse.web.call_wording import JOIN_OBSTACLES
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.limits import count_try, take_back_try
from helpcourse.web.outline import title_of
from helpcourse.web.person_forms import tidy, typed


class JoinForm(Form):
    code = StringField(lazy_gettext("Code"), [DataRequired(lazy_gettext("Enter the code."))], filters=[tidy])


@dataclass(frozen=True, slots=True)
class Joined:
    """What a code leads to."""

    code: str
    cohort_name: str
    course_title: str
    days: str
    tutors: list[str]


@blueprint.get("/join")
def join() -> str:
    """A link brings the code along; it is looked up when the button is pressed, since tries are counted."""
    return render_template("learner/join.html", form=JoinForm(code=request.args.get("code", "")[:20]))


@blueprint.post("/join")
def join_look() -> ResponseReturnValue:
    """What one would join; nothing is done yet."""
    form = JoinForm()
    if not form.validate_on_submit():
        return render_template("learner/join.html", form=form), 422
    _count()
    code = find_code(db.session, typed(form.code))
    if code is None or (found := _obstacle(code)):
        return _refused(form, JoinObstacle.UNKNOWN if code is None else found)
    _take_back()
    return render_template("learner/join_confirm.html", joined=_joined(code))


@blueprint.post("/join/confirm")
def join_confirm() -> ResponseReturnValue:
    form = JoinForm()
    if not form.validate_on_submit():
        return render_template("learner/join.html", form=form), 422
    _count()
    person_id, language, code = me().id, me().language, find_code(db.session, typed(form.code))
    titles = shelf().edition(db.session, code.edition_id).course.titles if code else {}
    begin_write(db.session)
    done = join_by_code(db.session, typed(form.code), person_id, today=calendar().today(now()), now=now())
    if code and not isinstance(done, JoinObstacle):
        path = url_for("public.course", course_id=code.course_id, lang=language)
        tell_member(db.session, person_id, language, code.cohort_name, dict(titles), path, now=now())
        take_back_try(JOIN_BY_EMAIL, JOIN_BY_ADDRESS, str(person_id))
    db.session.commit()
    if code is None or done is JoinObstacle.UNKNOWN:
        return _refused(form, JoinObstacle.UNKNOWN)
    if isinstance(done, JoinObstacle) and done is not JoinObstacle.MEMBER:
        return _refused(form, done)
    flash(_("You are in the cohort: %(name)s", name=code.cohort_name), "success")
    return redirect(url_for("public.course", course_id=code.course_id), 303)


def _refused(form: JoinForm, found: JoinObstacle | None) -> ResponseReturnValue:
    form.code.errors = (str(JOIN_OBSTACLES[found or JoinObstacle.UNKNOWN]),)
    return render_template("learner/join.html", form=form), 422


def _obstacle(code: Code) -> JoinObstacle | None:
    if members_among(db.session, code.cohort_id, [me().id]):
        return JoinObstacle.MEMBER
    found = code.obstacle(calendar().today(now()))
    if found is None and other_cohort_of(db.session, me().id, code.course_id, code.cohort_id):
        return JoinObstacle.OTHER_COHORT
    return found


def _joined(code: Code) -> Joined:
    return Joined(
        shown_code(code.code),
        code.cohort_name,
        title_of(shelf().edition(db.session, code.edition_id)),
        f"{calendar().short_date(code.starts_on)} – {calendar().short_date(code.ends_on)}",
        [tutor.name for tutor in tutors_of(db.session, code.cohort_id)],
    )


def _count() -> None:
    count_try(JOIN_BY_EMAIL, JOIN_BY_ADDRESS, str(me().id))


def _take_back() -> None:
    """A right code does not count."""
    person_id = me().id
    begin_write(db.session)
    take_back_try(JOIN_BY_EMAIL, JOIN_BY_ADDRESS, str(person_id))
    db.session.commit()
