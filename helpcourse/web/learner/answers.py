"""What the form of a question brings, and the pages of an attempt around it."""

from collections.abc import Sequence

from flask import request, url_for

from helpcourse.assessment.questions import Answer, Question
from helpcourse.learning.queries import OneAttempt
from helpcourse.web.answer_form import sent_answer
from helpcourse.web.sent import seen


def given(question: Question, order: Sequence[str]) -> Answer | None:
    """What the form gives; nothing if the answer is taken back, None if there is nothing to save."""
    if "clear" in request.form:
        return {} if seen() else None
    return sent_answer(question, order) or None


def page_of(mine: OneAttempt, question_id: str) -> str:
    return url_for("learner.question", attempt_id=mine.id, number=mine.question_ids.index(question_id) + 1)


def onward(mine: OneAttempt, question_id: str) -> str:
    """The next question, the one before, the same after its answer is cleared; after the last the check of all."""
    step = 0 if "clear" in request.form else -1 if request.form.get("go") == "back" else 1
    target = mine.question_ids.index(question_id) + 1 + step
    if target > len(mine.question_ids):
        return url_for("learner.check_answers", attempt_id=mine.id)
    return url_for("learner.question", attempt_id=mine.id, number=max(1, target))
