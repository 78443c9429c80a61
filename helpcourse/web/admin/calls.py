"""The call of a cohort as its makers see it: made, changed, previewed, opened, closed, withdrawn."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.calls import actions
from helpcourse.tutoring.calls.applicants import applicants
from helpcourse.tutoring.calls.asked import MOST_QUESTIONS, Question, next_id
from helpcourse.tutoring.calls.queries import CallRow, count_applications, find_call, get_call
from helpcourse.tutoring.calls.rules import HOPING, CallState, Standing, counts, waiting_list
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web import call_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.admin.call_form import CallForm, LetterForm, QuestionForm, filled_call, filled_question
from helpcourse.web.admin.cohorts import edition_of
from helpcourse.web.admin.letters import letters_to
from helpcourse.web.application_form import form_of
from helpcourse.web.call_view import call_view
from helpcourse.web.extensions import db, now, on_site
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext
from helpcourse.web.sent import number as sent_number


@blueprint.get("/cohorts/<uuid:cohort_id>/call")
def cohort_call(cohort_id: uuid.UUID) -> str:
    """How the call stands, and what can be done with it."""
    row = get_cohort(db.session, sight(), cohort_id)
    call = find_call(db.session, cohort_id)
    people = applicants(db.session, call.id) if call else []
    by_state = counts(people)
    return render_template(
        "admin/call.html",
        cohort=row,
        call=call,
        view=call_view(call) if call else None,
        address=_address(call) if call else "",
        counts=by_state,
        waiting=waiting_list(people),
        standing_words=call_wording.STANDINGS,
        kinds=call_wording.KINDS,
        question_words=call_wording.question_words,
        option_words=call_wording.option_words,
        most_questions=MOST_QUESTIONS,
    )


def _address(call: CallRow) -> str:
    """To be given to those who are to apply."""
    return on_site(url_for("calls.call", call_code=call.code))


@blueprint.route("/cohorts/<uuid:cohort_id>/call/edit", methods=["GET", "POST"])
def cohort_call_edit(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Make the call, or change it."""
    row = get_cohort(db.session, sight(), cohort_id)
    call, languages = find_call(db.session, cohort_id), tuple(edition_of(row).course.languages)
    form = CallForm(data=filled_call(call, languages, row.country.value)).offer(languages, call)
    if not form.validate_on_submit():
        return _edit_page(row, call, form), 422 if form.errors else 200
    details, seen, by_id = form.details(), sent_number("seen"), me().id
    begin_write(db.session)
    is_done = actions.keep(db.session, cohort_id, details, seen=seen, by_id=by_id, now=now())
    db.session.commit()
    if not is_done:
        call = get_call(db.session, cohort_id)
        form.seen.data = str(call.revision)
        return _edit_page(row, call, form, is_overtaken=True), 409
    flash(_("The call is saved."), "success")
    return redirect(url_for("admin.cohort_call", cohort_id=cohort_id), 303)


def _edit_page(row: CohortRow, call: CallRow | None, form: CallForm, *, is_overtaken: bool = False) -> str:
    return render_template(
        "admin/call_form.html",
        cohort=row,
        call=call,
        form=form,
        is_overtaken=is_overtaken,
        applications=count_applications(db.session, call.id) if call else 0,
    )


@blueprint.get("/cohorts/<uuid:cohort_id>/call/preview")
def cohort_call_preview(cohort_id: uuid.UUID) -> str:
    """The call and its form as applicants see them."""
    row = get_cohort(db.session, sight(), cohort_id)
    call = get_call(db.session, cohort_id)
    return render_template("admin/call_preview.html", cohort=row, view=call_view(call), form=form_of(call, None))


@blueprint.route("/cohorts/<uuid:cohort_id>/call/questions/new", methods=["GET", "POST"])
def cohort_call_question_new(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    call = get_call(db.session, cohort_id)
    form = QuestionForm(data=filled_question(None, call.revision)).offer()
    if not form.validate_on_submit():
        return _question_page(row, call, form, 0), 422 if form.errors else 200
    return _keep_questions(call, [*call.questions, form.question(next_id(call.questions))])


@blueprint.route("/cohorts/<uuid:cohort_id>/call/questions/<int:number>", methods=["GET", "POST"])
def cohort_call_question(cohort_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """One question, counted from 1."""
    row = get_cohort(db.session, sight(), cohort_id)
    call = get_call(db.session, cohort_id)
    if not 1 <= number <= len(call.questions):
        raise NotFoundError
    before, old, after = call.questions[: number - 1], call.questions[number - 1], call.questions[number:]
    if request.form.get("deed") == "remove":
        return _keep_questions(call, [*before, *after])
    form = QuestionForm(data=filled_question(old, call.revision)).offer()
    if not form.validate_on_submit():
        return _question_page(row, call, form, number), 422 if form.errors else 200
    return _keep_questions(call, [*before, form.question(old.id), *after])


def _question_page(row: CohortRow, call: CallRow, form: QuestionForm, number: int) -> str:
    """`number` 0: a new one."""
    applications = count_applications(db.session, call.id)
    return render_template(
        "admin/call_question.html", cohort=row, call=call, form=form, number=number, applications=applications
    )


def _keep_questions(call: CallRow, questions: list[Question]) -> ResponseReturnValue:
    seen, by_id = sent_number("seen"), me().id
    begin_write(db.session)
    is_done = actions.ask(db.session, call.cohort_id, questions, seen=seen, by_id=by_id, now=now())
    db.session.commit()
    if not is_done:
        raise ConflictError("call_changed")
    flash(_("The questions are saved."), "success")
    return redirect(url_for("admin.cohort_call", cohort_id=call.cohort_id, _anchor="questions"), 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/call/open")
def cohort_call_open(cohort_id: uuid.UUID) -> ResponseReturnValue:
    get_cohort(db.session, sight(), cohort_id)
    by_id = me().id
    begin_write(db.session)
    actions.open_call(db.session, cohort_id, by_id=by_id, now=now())
    db.session.commit()
    flash(_("The call is open: it stands on the site, and people can apply."), "success")
    return redirect(url_for("admin.cohort_call", cohort_id=cohort_id), 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/call/close")
def cohort_call_close(cohort_id: uuid.UUID) -> ResponseReturnValue:
    get_cohort(db.session, sight(), cohort_id)
    by_id = me().id
    begin_write(db.session)
    actions.close_call(db.session, cohort_id, by_id=by_id, now=now())
    db.session.commit()
    flash(_("The call is closed: nobody can apply until it is opened again."), "success")
    return redirect(url_for("admin.cohort_call", cohort_id=cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/call/withdraw", methods=["GET", "POST"])
def cohort_call_withdraw(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Asks first, with words to be added to the letter."""
    row = get_cohort(db.session, sight(), cohort_id)
    call = get_call(db.session, cohort_id)
    if call.state is CallState.WITHDRAWN or call.standing(now()) is Standing.DRAFT:
        raise NotFoundError
    form = LetterForm()
    if not form.validate_on_submit():
        return _withdraw_page(row, call, form), 422 if form.errors else 200
    titles, by_id = edition_of(row).course.titles, me().id
    begin_write(db.session)
    told = actions.withdraw_call(
        db.session,
        cohort_id,
        form.words,
        cohort=row.name,
        titles=titles,
        link=lambda language: url_for("learner.applications", lang=language),
        by_id=by_id,
        now=now(),
    )
    db.session.commit()
    flash(ngettext("The call is withdrawn; %(num)s applicant is told by mail.",
                   "The call is withdrawn; %(num)s applicants are told by mail.", num=told), "success")  # fmt: skip
    return redirect(url_for("admin.cohort_call", cohort_id=cohort_id), 303)


def _withdraw_page(row: CohortRow, call: CallRow, form: LetterForm) -> str:
    hoping = [one for one in applicants(db.session, call.id) if one.state in HOPING]
    values = actions.mail_values(row.name, edition_of(row).course.titles, "")
    return render_template(
        "admin/call_withdraw.html",
        cohort=row,
        form=form,
        hoping=len(hoping),
        letters=letters_to(hoping, MailKind.CALL_WITHDRAWN, values),
    )
