"""An answer from a page without a script whose log-in had ended: kept, and offered once the learner is back."""

import uuid

from flask import current_app, request
from itsdangerous import BadSignature, Signer

from helpcourse.assessment.grading import is_answer
from helpcourse.db import begin_write
from helpcourse.errors import HelpcourseError
from helpcourse.learning import attempts, uncounted
from helpcourse.learning.models import WhyUncounted
from helpcourse.learning.queries import OneAttempt, get_attempt
from helpcourse.learning.uncounted import Uncounted
from helpcourse.web.access import keep_when_logged_out, me
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.learner.answers import given, page_of


def proof(attempt_id: uuid.UUID) -> str:
    """Stands in the form of a question: that the page was made for the learner whose attempt it is."""
    return _signer(attempt_id).sign(str(me().id)).decode()


@keep_when_logged_out("learner.save")
def keep_answer() -> str | None:
    """The page on which it is offered. It counts only when the learner saves it there."""
    view = request.view_args or {}
    try:
        mine = get_attempt(db.session, _whose(view["attempt_id"]), view["attempt_id"])
        return _kept(mine, view["question_id"])
    except (BadSignature, HelpcourseError):
        return None


def find_offered(mine: OneAttempt, question_id: str) -> Uncounted | None:
    return offered_of(mine).get(question_id)


def offered_of(mine: OneAttempt) -> dict[str, Uncounted]:
    """Question id -> what was given when nobody was logged in, and is not decided on yet."""
    answers = uncounted.uncounted_answers(db.session, mine.id)
    return {answer.question_id: answer for answer in answers if answer.why is WhyUncounted.LOGGED_OUT}


def _signer(attempt_id: uuid.UUID) -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=f"the answers of {attempt_id}")


def _whose(attempt_id: uuid.UUID) -> int:
    return int(_signer(attempt_id).unsign(request.form.get("proof", "")))


def _kept(mine: OneAttempt, question_id: str) -> str | None:
    edition = shelf().edition(db.session, mine.edition_id)
    question = attempts.questions_of(mine, edition).get(question_id)
    answer = given(question, mine.order_of(question_id)) if question else None
    if question is None or not answer or not is_answer(question, answer):
        return None
    begin_write(db.session)
    uncounted.keep(
        db.session,
        mine.id,
        question_id,
        answer,
        why=WhyUncounted.LOGGED_OUT,
        given_at=None,
        language=mine.language or current_language(),
        now=now(),
    )
    db.session.commit()
    return page_of(mine, question_id)
