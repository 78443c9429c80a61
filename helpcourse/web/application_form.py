"""The form of an application: its fields are the call's own questions."""

import uuid
from collections.abc import Mapping
from typing import Any

from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from helpcourse.errors import ConflictError
from helpcourse.tutoring.calls.asked import LONGEST_LONG, Question, QuestionKind, fault, longest
from helpcourse.tutoring.calls.queries import CallRow, OwnApplication
from helpcourse.web import call_wording, wording
from helpcourse.web.forms import OnceForm, SelectChoice
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import typed
from helpcourse.web.sent import TYPED


class ApplicationForm(OnceForm):
    """See form_of()."""

    language = RadioField(
        lazy_gettext("In which language do you wish to learn?"),
        [InputRequired(lazy_gettext("Choose the language of the training."))],
    )
    seen = HiddenField(default="0")  # the revision that the page had shown
    questions: tuple[Question, ...] = ()  # of the class that form_of() makes

    @property
    def answers(self) -> dict[str, str]:
        """What was filled in; questions that were left out are not among them."""
        given = {question.id: _plain(typed(self[name_of(question)])) for question in self.questions}
        return {id_: answer for id_, answer in given.items() if answer}

    @property
    def asked(self) -> list[tuple[Question, Field]]:
        return [(question, self[name_of(question)]) for question in self.questions]

    @property
    def key(self) -> uuid.UUID:
        """The id that the form brought."""
        try:
            return uuid.UUID(self.request_key.data or "")
        except ValueError:
            raise ConflictError("form_used") from None


class AnswerRule:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.field_flags = {"required": True} if question.is_required else {}

    def __call__(self, form: Any, field: Any) -> None:
        if found := fault(self.question, _plain(typed(field))):
            raise ValidationError(call_wording.answer_fault(found, longest(self.question)))


def form_of(call: CallRow, mine: OwnApplication | None) -> ApplicationForm:
    """The form with what was sent before, if anything was."""
    fields = {name_of(question): _field(question) for question in call.questions}
    made = type("FormOfCall", (ApplicationForm,), {**fields, "questions": call.questions})
    form: ApplicationForm = made(data=_filled(call, mine))
    form.language.choices = [
        SelectChoice(code, str(name)) for code, name in wording.LANGUAGES.items() if code in call.languages
    ]
    return form


def name_of(question: Question) -> str:
    return f"{TYPED}{question.id}"


def _field(question: Question) -> Any:
    label, rules = call_wording.question_words(question), [AnswerRule(question)]
    if question.kind is QuestionKind.SHORT:
        return StringField(label, rules)
    if question.kind is QuestionKind.LONG:
        return TextAreaField(label, rules, render_kw={"maxlength": LONGEST_LONG})
    options = [SelectChoice(option.id, call_wording.option_words(option)) for option in question.options]
    return RadioField(label, rules, choices=options, validate_choice=False)


def _filled(call: CallRow, mine: OwnApplication | None) -> Mapping[str, Any]:
    language = call.languages[0] if len(call.languages) == 1 else None
    if mine is None:
        return {"language": language}
    answers = {f"{TYPED}{id_}": answer for id_, answer in mine.answers.items()}
    return {"language": mine.language, "seen": str(mine.revision), **answers}


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
