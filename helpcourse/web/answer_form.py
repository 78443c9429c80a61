"""An answer as a form sends it: `answer` is a ticked option, `answer.<part>` what was given for a part."""

from collections.abc import Sequence

from flask import request

from helpcourse.assessment import asking
from helpcourse.assessment.questions import TICKED, Answer, Question

_OF_PART = "answer."


def sent_answer(question: Question, order: Sequence[str]) -> Answer:
    """The answer to this question, shown in this order; nothing if all fields are empty."""
    if question.kind in asking.CHOICES:
        return dict.fromkeys(request.form.getlist("answer"), TICKED)
    fields = {name.removeprefix(_OF_PART): value for name, value in request.form.items() if name.startswith(_OF_PART)}
    return asking.sent_answer(question, order, {name: value.replace("\r\n", "\n") for name, value in fields.items()})
