"""A test that is being taken: answer one question a page, check, submit, see the result."""

import uuid

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.assessment.grading import is_readable
from helpcourse.assessment.questions import Answer, Question
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning import attempts
from helpcourse.learning.models import AttemptState, WhyUncounted
from helpcourse.learning.queries import OneAttempt, get_attempt
from helpcourse.learning.rules import is_out_of_time
from helpcourse.learning.uncounted import Uncounted, settle
from helpcourse.web import wording
from helpcourse.web.access import me
from helpcourse.web.attempt_view import Asked, asked_of
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.answers import given, onward, page_of
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.learner.logged_out import find_offered, offered_of, proof
from helpcourse.web.learner.result import result_page
from helpcourse.web.sent import given_at, seen, wants_json


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
    offered = find_offered(mine, asked[number - 1].question.id)
    return _question_page(mine, asked, number, chosen=offered.given if offered else None, offered=offered)


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
    question = attempts.questions_of(mine, shelf().edition(db.session, mine.edition_id))[question_id]
    answer = given(question, mine.order_of(question_id))
    if answer is None:
        return _nothing_given(mine, question_id)
    begin_write(db.session)
    saved = attempts.save_answer(
        db.session,
        mine,
        question,
        answer,
        seen=seen(),
        language=mine.language or current_language(),
        now=now(),
        given_at=given_at(now()),
    )
    if "offered" in request.form:
        settle(db.session, attempt_id, question_id, now=now())
    db.session.commit()
    if isinstance(saved, attempts.Late):
        return _too_late(mine, saved)
    if isinstance(saved, attempts.Overtaken):
        return _overtaken_page(mine, question_id, answer)
    if wants_json():
        return jsonify(revision=saved, said=_saved(question, answer))
    return redirect(onward(mine, question_id), 303)


@blueprint.get("/attempts/<uuid:attempt_id>/check")
def check_answers(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """All questions with what was saved, before the test is submitted."""
    mine = get_attempt(db.session, me().id, attempt_id)
    if _is_over(mine):
        return redirect(url_for("learner.attempt", attempt_id=attempt_id), 302)
    if away := _to_its_language(mine):
        return away
    asked = asked_of(mine)
    offered = offered_of(mine)
    return render_template(
        "learner/check_answers.html",
        attempt=mine,
        asked=asked,
        open_numbers=[one.number for one in asked if not one.is_answered],
        partly_numbers=[one.number for one in asked if one.is_partly_given],
        offered_numbers=[one.number for one in asked if one.question.id in offered],
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


def _saved(question: Question, answer: Answer) -> str:
    time = calendar().clock(now())
    if is_readable(question, answer):
        return _("Saved: %(time)s", time=time)
    return _("Saved: %(time)s. This is not a number.", time=time)


def _nothing_given(mine: OneAttempt, question_id: str) -> ResponseReturnValue:
    """An empty form takes nothing back: perhaps it was open before the answer was given."""
    if wants_json():
        return jsonify(said=_("Nothing is chosen yet.")), 422
    if seen():
        flash(_("Nothing was chosen, so your saved answer stays. To take it back, press “Clear my answer”."), "warning")
        return redirect(page_of(mine, question_id), 303)
    return redirect(onward(mine, question_id), 303)


def _too_late(mine: OneAttempt, late: attempts.Late) -> ResponseReturnValue:
    """The attempt is over: what was saved before counts, this is kept beside it."""
    code = "attempt_closed" if late.why is WhyUncounted.SUBMITTED else "out_of_time"
    if wants_json():
        raise ConflictError(code)
    flash(wording.conflict(code), "warning")
    return redirect(url_for("learner.attempt", attempt_id=mine.id), 303)


def _overtaken_page(mine: OneAttempt, question_id: str, answer: Answer) -> ResponseReturnValue:
    """Another tab was quicker: say so, show both, and let the learner choose."""
    if wants_json():
        raise ConflictError("answer_overtaken")
    number = mine.question_ids.index(question_id) + 1
    overtaken = wording.conflict("answer_overtaken")
    return _question_page(mine, asked_of(mine), number, chosen=answer, overtaken=overtaken), 409


def _question_page(
    mine: OneAttempt,
    asked: list[Asked],
    number: int,
    *,
    chosen: Answer | None = None,
    overtaken: str = "",
    offered: Uncounted | None = None,
) -> str:
    """A question with what was saved, or with what was chosen here and is not saved: then it says why."""
    one = asked[number - 1]
    return render_template(
        "learner/question.html",
        attempt=mine,
        asked=asked,
        one=one,
        shown=one.shown(chosen),
        overtaken=overtaken,
        offered=offered,
        proof=proof(mine.id),
        seconds_left=_left(mine),
    )
