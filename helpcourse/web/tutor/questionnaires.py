"""The questionnaires of a cohort as those who run it write them, until the first answer."""

import uuid
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring.evaluation import actions
from helpcourse.tutoring.evaluation.asked import MOST_QUESTIONS, Question, next_id
from helpcourse.tutoring.evaluation.queries import Asked, boxes, questionnaires
from helpcourse.tutoring.evaluation.rules import Phase, Standing
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web import evaluation_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, today
from helpcourse.web.i18n import gettext as _
from helpcourse.web.questionnaire_form import DaysForm, QuestionForm, days_form, filled_question
from helpcourse.web.sent import number as sent_number
from helpcourse.web.tutor.blueprint import blueprint, sight

_PAGE = "/cohorts/<uuid:cohort_id>/questionnaires/<any(before, after):phase>"


@blueprint.get(_PAGE)
def questionnaire(cohort_id: uuid.UUID, phase: str) -> str:
    """What is asked, and when."""
    row, asked = _asked(cohort_id, phase)
    return _page(row, asked, days_form(asked, today()))


@blueprint.post(f"{_PAGE}/days")
def questionnaire_days(cohort_id: uuid.UUID, phase: str) -> ResponseReturnValue:
    row, asked = _asked(cohort_id, phase)
    form = days_form(asked, today())
    if not form.validate_on_submit():
        return _page(row, asked, form), 422
    by_id = me().id
    begin_write(db.session)
    actions.set_window(db.session, cohort_id, asked.phase, form.window, by_id=by_id, today=today(), now=now())
    db.session.commit()
    flash(_("The days are saved."), "success")
    return redirect(_url(asked), 303)


@blueprint.post(f"{_PAGE}/standard")
def questionnaire_standard(cohort_id: uuid.UUID, phase: str) -> ResponseReturnValue:
    """Back to what every cohort is asked."""
    return _keep(_asked(cohort_id, phase)[1], None)


@blueprint.route(f"{_PAGE}/questions/new", methods=["GET", "POST"])
def questionnaire_question_new(cohort_id: uuid.UUID, phase: str) -> ResponseReturnValue:
    row, asked = _asked(cohort_id, phase)
    form = QuestionForm(data=filled_question(None, asked.revision)).offer()
    if not form.validate_on_submit():
        return _question_page(row, asked, form, 0), 422 if form.errors else 200
    return _keep(asked, [*asked.questions, form.question(next_id(asked.questions))])


@blueprint.route(f"{_PAGE}/questions/<int:number>", methods=["GET", "POST"])
def questionnaire_question(cohort_id: uuid.UUID, phase: str, number: int) -> ResponseReturnValue:
    """One question, counted from 1."""
    row, asked = _asked(cohort_id, phase)
    if not 1 <= number <= len(asked.questions):
        raise NotFoundError
    old = asked.questions[number - 1]
    others = [one for one in asked.questions if one is not old]
    place = {"remove": -1, "up": max(number - 2, 0), "down": number}.get(request.form.get("deed", ""))
    if place is not None:
        return _keep(asked, others if place < 0 else [*others[:place], old, *others[place:]])
    form = QuestionForm(data=filled_question(old, asked.revision)).offer()
    if not form.validate_on_submit():
        return _question_page(row, asked, form, number), 422 if form.errors else 200
    return _keep(asked, [*others[: number - 1], form.question(old.id), *others[number - 1 :]])


def _asked(cohort_id: uuid.UUID, phase: str) -> tuple[CohortRow, Asked]:
    row = get_cohort(db.session, sight(), cohort_id)
    return row, questionnaires(db.session, [row])[cohort_id, Phase(phase)]


def _url(asked: Asked) -> str:
    return url_for("tutor.questionnaire", cohort_id=asked.cohort_id, phase=asked.phase.value)


def _page(row: CohortRow, asked: Asked, form: DaysForm) -> str:
    standing = asked.window.standing(today())
    return render_template(
        "tutor/questionnaire.html",
        cohort=row,
        asked=asked,
        title=evaluation_wording.PHASES[asked.phase],
        form=form,
        standing=evaluation_wording.standing(asked, standing),
        is_over=standing is Standing.OVER,
        is_answered=(asked.cohort_id, asked.phase) in boxes(db.session, [asked.cohort_id]),
        kinds=evaluation_wording.KINDS,
        question_words=evaluation_wording.question_words,
        option_words=evaluation_wording.option_words,
        most_questions=MOST_QUESTIONS,
    )


def _question_page(row: CohortRow, asked: Asked, form: QuestionForm, number: int) -> str:
    """`number` 0: a new one."""
    title = evaluation_wording.PHASES[asked.phase]
    return render_template(
        "tutor/questionnaire_question.html", cohort=row, asked=asked, title=title, form=form, number=number
    )


def _keep(asked: Asked, questions: Sequence[Question] | None) -> ResponseReturnValue:
    seen, by_id = sent_number("seen"), me().id
    begin_write(db.session)
    is_done = actions.ask(db.session, asked.cohort_id, asked.phase, questions, seen=seen, by_id=by_id, now=now())
    db.session.commit()
    if not is_done:
        raise ConflictError("questionnaire_changed")
    flash(_("The questions are saved."), "success")
    return redirect(_url(asked), 303)
