"""The final test: begin, answer one question a page, check, submit, see the result."""

import secrets
import uuid

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.errors import NotAllowedError, NotFoundError
from helpcourse.learning import attempts
from helpcourse.learning.models import AttemptState
from helpcourse.learning.queries import (
    OneAttempt,
    attempts_of,
    get_attempt,
    past_attempts,
)
from helpcourse.learning.rules import admission, is_out_of_time, may_review, missing_steps
from helpcourse.web import course_wording
from helpcourse.web.access import me
from helpcourse.web.attempt_view import asked_of, reviewed
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import outline_of, title_of
from helpcourse.web.public import edition_for_me


@blueprint.get("/courses/<course_id>/test")
def test(course_id: str) -> str:
    """The rules of the final test, past attempts, and the button to begin."""
    edition, progress = edition_for_me(course_id)
    if edition.course.test is None:
        raise NotFoundError
    mine = attempts_of(db.session, progress.enrolment_id) if progress else []
    done = progress.done if progress else {}
    admitted = admission(edition.course.test, past_attempts(mine), now=now())
    return render_template(
        "learner/test.html",
        edition=edition,
        progress=progress,
        facts_of_test=course_wording.facts_of_test(edition.course.test),
        attempts=mine,
        running=next((attempt for attempt in mine if attempt.state is AttemptState.OPEN), None),
        admission=admitted,
        reason_words=course_wording.reason(admitted),
        unread=[step for step in missing_steps(edition.course, done, is_passed=True) if step.lesson_id],
        outline=outline_of(edition, progress, _("Final test"), now_at="test"),
    )


@blueprint.post("/courses/<course_id>/test")
def begin(course_id: str) -> ResponseReturnValue:
    edition, progress = edition_for_me(course_id)
    if progress is None:
        raise NotAllowedError
    begin_write(db.session)
    attempt_id = attempts.begin(db.session, progress.enrolment_id, edition, seed=secrets.randbits(62), now=now())
    db.session.commit()
    return redirect(url_for("learner.attempt", attempt_id=attempt_id), 303)


@blueprint.get("/attempts/<uuid:attempt_id>")
def attempt(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """To the first unanswered question; of a closed attempt, the result."""
    mine = get_attempt(db.session, me().id, attempt_id)
    if mine.state is not AttemptState.OPEN:
        return _result_page(mine)
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
    asked = asked_of(mine)
    if not 1 <= number <= len(asked):
        raise NotFoundError
    return render_template(
        "learner/question.html", attempt=mine, asked=asked, one=asked[number - 1], seconds_left=_left(mine)
    )


@blueprint.post("/attempts/<uuid:attempt_id>/answers/<question_id>")
def save(attempt_id: uuid.UUID, question_id: str) -> ResponseReturnValue:
    """Save an answer; on disk before the page says so. A script asks for JSON and gets the time of saving."""
    mine = get_attempt(db.session, me().id, attempt_id)
    bank = {one.id: one for one in shelf().edition(db.session, mine.edition_id).course.bank}
    if question_id not in mine.question_ids:
        raise NotFoundError
    ticked = frozenset(request.form.getlist("answer"))
    seen = request.form.get("seen", 0, type=int)
    wants_json = request.accept_mimetypes.best == "application/json"
    if not ticked and "clear" not in request.form:  # nothing was given: nothing is overwritten
        return _nothing_given(mine, question_id, wants_json)
    begin_write(db.session)
    overtaken = attempts.save_answer(
        db.session, mine, bank[question_id], ticked, seen=seen, language=current_language(), now=now()
    )
    db.session.commit()
    if overtaken:
        return _overtaken_page(mine, question_id, ticked, wants_json)
    if wants_json:
        return jsonify(revision=seen + 1, said=_("Saved: %(time)s", time=calendar().clock(now())))
    return redirect(_onward(mine, question_id), 303)


@blueprint.get("/attempts/<uuid:attempt_id>/check")
def check_answers(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """All questions with what was saved, before the test is submitted."""
    mine = get_attempt(db.session, me().id, attempt_id)
    if _is_over(mine):
        return redirect(url_for("learner.attempt", attempt_id=attempt_id), 302)
    asked = asked_of(mine)
    open_count = sum(not one.is_answered for one in asked)
    return render_template(
        "learner/check_answers.html", attempt=mine, asked=asked, open_count=open_count, seconds_left=_left(mine)
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


def _left(mine: OneAttempt) -> int | None:
    """Seconds until the time ends; None: no limit."""
    return max(0, int((mine.due_at - now()).total_seconds())) if mine.due_at else None


def _is_over(mine: OneAttempt) -> bool:
    return mine.state is not AttemptState.OPEN or is_out_of_time(mine.due_at, now=now())


def _onward(mine: OneAttempt, question_id: str) -> str:
    """The next question, the one before, or after the last one the check of all answers."""
    number = mine.question_ids.index(question_id) + 1
    target = number - 1 if request.form.get("go") == "back" else number + 1
    if request.form.get("go") == "check" or target > len(mine.question_ids):
        return url_for("learner.check_answers", attempt_id=mine.id)
    return url_for("learner.question", attempt_id=mine.id, number=max(1, target))


def _nothing_given(mine: OneAttempt, question_id: str, wants_json: bool) -> ResponseReturnValue:
    if wants_json:
        return jsonify(said=_("Nothing is chosen yet.")), 422
    return redirect(_onward(mine, question_id), 303)


def _overtaken_page(
    mine: OneAttempt, question_id: str, ticked: frozenset[str], wants_json: bool
) -> ResponseReturnValue:
    """Another tab was quicker: say so, keep both, and let the learner choose."""
    said = _("Another answer to this question was saved on another page. Look at it and choose again.")
    if wants_json:
        return jsonify(said=said, reload=True), 409
    asked = asked_of(mine)
    one = next(one for one in asked if one.question.id == question_id)
    page = render_template(
        "learner/question.html",
        attempt=mine,
        asked=asked,
        one=one,
        mine=ticked,
        overtaken=said,
        seconds_left=_left(mine),
    )
    return page, 409


def _result_page(mine: OneAttempt) -> str:
    edition = shelf().edition(db.session, mine.edition_id)
    everything = attempts_of(db.session, mine.enrolment_id)
    result = next(each for each in everything if each.id == mine.id)
    rules = edition.course.test
    is_open = rules is not None and may_review(rules, is_passed=result.is_passed)
    admitted = admission(rules, past_attempts(everything), now=now())
    return render_template(
        "learner/result.html",
        attempt=mine,
        edition=edition,
        rules=rules,
        result=result,
        reviewed=[reviewed(one) for one in asked_of(mine)] if is_open else [],
        admission=admitted,
        reason_words=course_wording.reason(admitted),
        is_finished=_is_finished(mine.course_id),
        course_title=title_of(edition),
        course_url=url_for("public.course", course_id=mine.course_id),
        sources_url=url_for("public.sources", course_id=mine.course_id),
    )


def _is_finished(course_id: str) -> bool:
    _edition, progress = edition_for_me(course_id)
    return progress is not None and progress.finished_at is not None
