"""A test that is being taken: answer one question a page, check, submit, see the result."""

import uuid
from collections.abc import Sequence

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.assessment.grading import is_readable
from helpcourse.assessment.questions import Answer, Question
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning import attempts
from helpcourse.learning.models import AttemptState
from helpcourse.learning.queries import OneAttempt, get_attempt
from helpcourse.learning.rules import is_out_of_time
from helpcourse.web import wording
from helpcourse.web.access import me
from helpcourse.web.answer_form import is_empty, sent_answer
from helpcourse.web.attempt_view import asked_of
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.learner.result import result_page
from helpcourse.web.sent import seen, wants_json


@blueprint.get("/attempts/<uuid:attempt_id>")
def attempt(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """To the first unanswered question; of a closed attempt, the result."""
    mine = get_attempt(db.session, me().id, attempt_id)
    if mine.state is not AttemptState.OPEN:
        return result_page(mine)
    if away := _to_its_language(mine):
        return away
    if is_out_of_time(mine.due_at, now=now()):
        return render_template("learner/time_over.html", attempt=mine)
    asked = asked_of(mine)
    first = next((one.number for one in asked if not one.is_answered), None)
    if first is None:
        return redirect(url_for("learner.check_answers", attempt_id=attempt_id), 302)
    return redirect(url_for("learner.question", attempt_id=attempt_id, number=first), 302)


@blueprint.get("/attempts/<uuid:attempt_id>/<int:number>")
def question(attempt_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """One question of an open attempt."""
    mine = get_attempt(db.session, me().id, attempt_id)
    if _is_over(mine):
        return redirect(url_for("learner.attempt", attempt_id=attempt_id), 302)
    if away := _to_its_language(mine):
        return away
    asked = asked_of(mine)
    if not 1 <= number <= len(asked):
        raise NotFoundError
    one = asked[number - 1]
    return render_template(
        "learner/question.html", attempt=mine, asked=asked, one=one, shown=one.shown(), seconds_left=_left(mine)
    )


@blueprint.get("/attempts/<uuid:attempt_id>/clock")
def clock(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """The time left, for the script that shows it: a tutor may have given more."""
    mine = get_attempt(db.session, me().id, attempt_id)
    return jsonify(is_over=_is_over(mine), seconds_left=_left(mine))


@blueprint.post("/attempts/<uuid:attempt_id>/answers/<question_id>")
def save(attempt_id: uuid.UUID, question_id: str) -> ResponseReturnValue:
    """Save an answer; on disk before the page says so. A script asks for JSON and gets the time of saving."""
    mine = get_attempt(db.session, me().id, attempt_id)
    if question_id not in mine.question_ids:
        raise NotFoundError
    if _is_over(mine):
        return _too_late(mine)
    question = attempts.questions_of(mine, shelf().edition(db.session, mine.edition_id))[question_id]
    given = _given(question, mine.order_of(question_id))
    if given is None:
        return _nothing_given(mine, question_id)
    begin_write(db.session)
    language = mine.language or current_language()
    saved = attempts.save_answer(db.session, mine, question, given, seen=seen(), language=language, now=now())
    db.session.commit()
    if isinstance(saved, attempts.Overtaken):
        return _overtaken_page(mine, question_id, given)
    if wants_json():
        return jsonify(revision=saved, said=_saved(question, given))
    return redirect(_onward(mine, question_id), 303)


@blueprint.get("/attempts/<uuid:attempt_id>/check")
def check_answers(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """All questions with what was saved, before the test is submitted."""
    mine = get_attempt(db.session, me().id, attempt_id)
    if _is_over(mine):
        return redirect(url_for("learner.attempt", attempt_id=attempt_id), 302)
    if away := _to_its_language(mine):
        return away
    asked = asked_of(mine)
    open_numbers = [one.number for one in asked if not one.is_answered]
    partly_numbers = [one.number for one in asked if one.is_partly_given]
    return render_template(
        "learner/check_answers.html",
        attempt=mine,
        asked=asked,
        open_numbers=open_numbers,
        partly_numbers=partly_numbers,
        seconds_left=_left(mine),
    )


@blueprint.post("/attempts/<uuid:attempt_id>/submit")
def submit(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Close the attempt; sent twice it is closed once, and both see the same result."""
    mine = get_attempt(db.session, me().id, attempt_id)
    edition = shelf().edition(db.session, mine.edition_id)
    begin_write(db.session)
    attempts.submit(db.session, attempt_id, edition, now=now())
    db.session.commit()
    return redirect(url_for("learner.attempt", attempt_id=attempt_id), 303)


def _to_its_language(mine: OneAttempt) -> ResponseReturnValue | None:
    """The same page in the language that the cohort has fixed; None: there it is, or each chooses."""
    if mine.language in (None, current_language()):
        return None
    return redirect(url_for(str(request.endpoint), lang=mine.language, **(request.view_args or {})), 302)


def _left(mine: OneAttempt) -> int | None:
    """Seconds until the time ends; None: no limit."""
    return max(0, int((mine.due_at - now()).total_seconds())) if mine.due_at else None


def _is_over(mine: OneAttempt) -> bool:
    return mine.state is not AttemptState.OPEN or is_out_of_time(mine.due_at, now=now())


def _given(question: Question, order: Sequence[str]) -> Answer | None:
    """What the form gives; nothing if the answer is taken back, None if there was none to take back."""
    if "clear" not in request.form and (given := sent_answer(question, order)):
        return given
    return {} if seen() > 0 and ("clear" in request.form or is_empty(question)) else None


def _saved(question: Question, given: Answer) -> str:
    time = calendar().clock(now())
    if is_readable(question, given):
        return _("Saved: %(time)s", time=time)
    return _("Saved: %(time)s. This is not a number.", time=time)


def _onward(mine: OneAttempt, question_id: str) -> str:
    """The next question, the one before, the same after its answer is cleared; after the last the check of all."""
    step = 0 if "clear" in request.form else -1 if request.form.get("go") == "back" else 1
    target = mine.question_ids.index(question_id) + 1 + step
    if target > len(mine.question_ids):
        return url_for("learner.check_answers", attempt_id=mine.id)
    return url_for("learner.question", attempt_id=mine.id, number=max(1, target))


def _nothing_given(mine: OneAttempt, question_id: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(said=_("Nothing is chosen yet.")), 422
    return redirect(_onward(mine, question_id), 303)


def _too_late(mine: OneAttempt) -> ResponseReturnValue:
    """The attempt is over: what was saved before counts, this does not."""
    code = "out_of_time" if mine.state is AttemptState.OPEN else "attempt_closed"
    if wants_json():
        raise ConflictError(code)
    flash(wording.conflict(code), "warning")
    return redirect(url_for("learner.attempt", attempt_id=mine.id), 303)


def _overtaken_page(mine: OneAttempt, question_id: str, given: Answer) -> ResponseReturnValue:
    """Another tab was quicker: say so, show both, and let the learner choose."""
    if wants_json():
        raise ConflictError("answer_overtaken")
    asked = asked_of(mine)
    one = next(one for one in asked if one.question.id == question_id)
    page = render_template(
        "learner/question.html",
        attempt=mine,
        asked=asked,
        one=one,
        shown=one.shown(given),
        overtaken=wording.conflict("answer_overtaken"),
        seconds_left=_left(mine),
    )
    return page, 409
