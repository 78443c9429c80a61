"""What a person sends to calls: the form, what became of it, giving up."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.learning.queries import find_progress
from helpcourse.tutoring.calls import applying
from helpcourse.tutoring.calls.queries import (
    CallRow,
    OwnApplication,
    find_own,
    get_own,
    get_public_call,
    is_member,
    own_applications,
)
from helpcourse.tutoring.calls.rules import DECIDED, ApplicationState, Obstacle, may_withdraw, obstacle
from helpcourse.web import call_wording
from helpcourse.web.access import me
from helpcourse.web.application_form import ApplicationForm, form_of
from helpcourse.web.call_view import call_view
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.sent import seen

_SENT = {
    applying.Sent.NEW: lambda: _("Your application is sent. A confirmation is on its way to you by mail."),
    applying.Sent.CHANGED: lambda: _("The changes to your application are saved."),
    applying.Sent.SAME: lambda: _("Your application is there already, word for word."),
}


@blueprint.route("/calls/<call_code>/apply", methods=["GET", "POST"])
def apply(call_code: str) -> ResponseReturnValue:
    call = get_public_call(db.session, call_code)
    mine = find_own(db.session, call.id, me().id)
    if mine and mine.state in DECIDED:
        return redirect(url_for("learner.application", application_id=mine.id), 303)
    form, found = form_of(call, mine), _obstacle(call, mine)
    if request.method == "GET" or not form.validate_on_submit():
        return _page(call, form, mine, found), 422 if form.errors else 200
    application_id = mine.id if mine else form.key
    done = _send(call, form, application_id)
    if isinstance(done, Obstacle):
        mine = find_own(db.session, call.id, me().id)
        form.seen.data = str(mine.revision if mine else 0)
        return _page(call, form, mine, done), 409
    flash(_SENT[done](), "success")
    sent = find_own(db.session, call.id, me().id)
    return redirect(url_for("learner.application", application_id=sent.id if sent else application_id), 303)


def _send(call: CallRow, form: ApplicationForm, application_id: uuid.UUID) -> applying.Sent | Obstacle:
    titles, person_id = shelf().edition(db.session, call.edition_id).course.titles, me().id
    begin_write(db.session)
    done = applying.apply(
        db.session,
        application_id,
        call.cohort_id,
        person_id,
        form.answers,
        str(form.language.data),
        seen=seen(),
        titles=titles,
        link=lambda language: url_for("learner.applications", lang=language),
        now=now(),
    )
    db.session.commit()
    return done


def _obstacle(call: CallRow, mine: OwnApplication | None) -> Obstacle | None:
    progress = find_progress(db.session, me().id, call.course_id)
    is_in = is_member(db.session, call.cohort_id, progress.enrolment_id if progress else None)
    state = mine.state if mine else None
    return obstacle(call.standing(now()), call.countries, me().country, state, is_member=is_in)


def _page(call: CallRow, form: ApplicationForm, mine: OwnApplication | None, found: Obstacle | None) -> str:
    """`found`: why nothing can be sent; what was typed is shown all the same."""
    return render_template(
        "learner/apply.html",
        view=call_view(call),
        form=form,
        is_change=mine is not None and mine.state is ApplicationState.SENT,
        obstacle=call_wording.OBSTACLES[found] if found else "",
        may_send=found in (None, Obstacle.OVERTAKEN),
        is_typed=request.method == "POST",
    )


@blueprint.get("/my/applications")
def applications() -> str:
    mine = own_applications(db.session, me().id)
    return render_template(
        "learner/applications.html",
        applications=[(one, call_view(one.call)) for one in mine],
        states=call_wording.STATES_FOR_APPLICANT,
        badges=call_wording.BADGES,
    )


@blueprint.get("/my/applications/<uuid:application_id>")
def application(application_id: uuid.UUID) -> str:
    mine = get_own(db.session, application_id, me().id)
    return render_template(
        "learner/application.html",
        mine=mine,
        view=call_view(mine.call),
        answers=[
            (call_wording.question_words(question), call_wording.answer_of(question, mine.answers))
            for question in mine.call.questions
        ],
        may_change=_obstacle(mine.call, mine) is None,
        may_withdraw=may_withdraw(mine.state, is_closed=mine.call.cohort_closed_at is not None),
        state=call_wording.STATES_FOR_APPLICANT[mine.state],
        badge=call_wording.BADGES[mine.state],
    )


@blueprint.route("/my/applications/<uuid:application_id>/withdraw", methods=["GET", "POST"])
def application_withdraw(application_id: uuid.UUID) -> ResponseReturnValue:
    """Asks first."""
    mine = get_own(db.session, application_id, me().id)
    if request.method == "GET":
        return render_template("learner/application_withdraw.html", mine=mine, view=call_view(mine.call))
    person_id = me().id
    begin_write(db.session)
    applying.withdraw(db.session, application_id, person_id, now=now())
    db.session.commit()
    flash(_("Your application is withdrawn."), "success")
    return redirect(url_for("learner.applications"), 303)
