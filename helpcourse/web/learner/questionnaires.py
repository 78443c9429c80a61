"""Questionnaires before and after a course: answered once, and by nobody in particular."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.tutoring.evaluation import actions
from helpcourse.tutoring.evaluation.actions import Sent
from helpcourse.tutoring.evaluation.queries import Mine, get_mine
from helpcourse.tutoring.evaluation.rules import STEP, Phase
from helpcourse.web import evaluation_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, shelf, today
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import title_of
from helpcourse.web.questionnaire_form import AnswerForm, form_of
from helpcourse.web.sent import seen


@blueprint.route("/my/questionnaires/<uuid:cohort_id>/<any(before, after):phase>", methods=["GET", "POST"])
def questionnaire(cohort_id: uuid.UUID, phase: str) -> ResponseReturnValue:
    mine = _mine(cohort_id, phase)
    form = form_of(mine.asked)
    if not form.is_submitted() or (mine.is_due and not form.validate()):
        return _page(mine, form), 422 if form.is_submitted() else 200
    done = _send(mine, form)
    if done is Sent.CHANGED:
        mine = _mine(cohort_id, phase)
        form = form_of(mine.asked)
        form.seen.data = str(mine.asked.revision)
        return _page(mine, form, is_changed=True), 409
    if done is Sent.CLOSED:
        return _page(_mine(cohort_id, phase), form), 409
    flash(_("Thank you: your answers are in the box, without your name."), "success")
    return redirect(url_for("learner.my"), 303)


def _mine(cohort_id: uuid.UUID, phase: str) -> Mine:
    return get_mine(db.session, me().id, cohort_id, Phase(phase), today=today())


def _send(mine: Mine, form: AnswerForm) -> Sent:
    person_id, asked = me().id, mine.asked
    begin_write(db.session)
    done = actions.answer(db.session, person_id, asked.cohort_id, asked.phase, form.answers, seen=seen(), today=today())
    db.session.commit()
    return done


def _page(mine: Mine, form: AnswerForm, *, is_changed: bool = False) -> str:
    return render_template(
        "learner/questionnaire.html",
        mine=mine,
        form=form,
        title=evaluation_wording.PHASES[mine.asked.phase],
        course_title=title_of(shelf().edition(db.session, mine.edition_id)),
        standing=evaluation_wording.standing(mine.asked, mine.standing),
        least=STEP,
        is_changed=is_changed,
    )
