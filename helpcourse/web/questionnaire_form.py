"""The forms of questionnaires: to answer one, to write one of its questions, to set its days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import Field, HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from helpcourse.languages import LANGUAGES
from helpcourse.tutoring.evaluation.asked import LONGEST_WORDS, Answers, Kind, Question, fault
from helpcourse.tutoring.evaluation.queries import Asked
from helpcourse.tutoring.evaluation.rules import Window
from helpcourse.tutoring.options import MOST_OPTIONS, Option
from helpcourse.web import evaluation_wording
from helpcourse.web.forms import DayField, Form, SelectChoice, TicksField
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import IfAny, tidy, typed
from helpcourse.web.sent import TYPED

_WITH_OPTIONS = {Kind.CHOICE, Kind.SEVERAL}


class AnswerForm(Form):
    """See form_of()."""

    seen = HiddenField(default="0")  # the revision that the page had shown
    questions: tuple[Question, ...] = ()  # of the class that form_of() makes

    @property
    def asked(self) -> list[tuple[Question, Field]]:
        return [(question, self[_name_of(question)]) for question in self.questions]

    @property
    def answers(self) -> Answers:
        """What was filled in; questions that were left out are not among them."""
        given = {question.id: _given(field) for question, field in self.asked}
        return {id_: answer for id_, answer in given.items() if answer}

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself; then that it is not an empty sheet."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and not self.answers:
            self.form_errors = [_("Answer one question at least.")]
            return False
        return is_valid


class AnswerRule(IfAny):
    """Whether this can be an answer; the page says once that every question may be left out."""

    def __init__(self, question: Question) -> None:
        self.question = question

    def __call__(self, form: Any, field: Any) -> None:
        if found := fault(self.question, _given(field)):
            raise ValidationError(evaluation_wording.fault(found))


def form_of(asked: Asked) -> AnswerForm:
    fields = {_name_of(question): _field(question) for question in asked.questions}
    made = type("FormOfQuestionnaire", (AnswerForm,), {**fields, "questions": asked.questions})
    form: AnswerForm = made(data={"seen": str(asked.revision)})
    return form


def _name_of(question: Question) -> str:
    """Words are given back to whoever was logged out meanwhile."""
    return f"{TYPED if question.kind is Kind.WORDS else 'asked-'}{question.id}"


def _field(question: Question) -> Any:
    label, rules = evaluation_wording.question_words(question), [AnswerRule(question)]
    if question.kind is Kind.WORDS:
        return TextAreaField(label, rules, render_kw={"maxlength": LONGEST_WORDS, "rows": 4})
    words = evaluation_wording.choice_words(question)
    choices = [SelectChoice(id_, str(words[id_])) for id_ in question.choices]
    field_class = TicksField if question.kind is Kind.SEVERAL else RadioField
    return field_class(label, rules, choices=choices, validate_choice=False)


def _given(field: Any) -> list[str]:
    sent = field.data if isinstance(field.data, list) else [field.data]
    texts = [str(text).replace("\r\n", "\n").strip() for text in sent if text]
    return [text for text in texts if text]


class QuestionForm(Form):
    kind = SelectField(lazy_gettext("Kind of answer"), [InputRequired()])
    wording_kk = StringField(lazy_gettext("Question in Kazakh"), [Length(max=500)], filters=[tidy])
    wording_ru = StringField(lazy_gettext("Question in Russian"), [Length(max=500)], filters=[tidy])
    wording_en = StringField(lazy_gettext("Question in English"), [Length(max=500)], filters=[tidy])
    options_kk = TextAreaField(lazy_gettext("Options in Kazakh"), [Length(max=4000)])
    options_ru = TextAreaField(lazy_gettext("Options in Russian"), [Length(max=4000)])
    options_en = TextAreaField(lazy_gettext("Options in English"), [Length(max=4000)])
    seen = HiddenField(default="0")

    def offer(self) -> "QuestionForm":
        self.kind.choices = [SelectChoice(kind.value, str(name)) for kind, name in evaluation_wording.KINDS.items()]
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself; then that the words are there, in as many options in each language."""
        is_valid = bool(super().validate(extra_validators))
        if not self._wording:
            self.wording_kk.errors = (_("Write the question in one language at least."),)
            return False
        if self.kind.data in _WITH_OPTIONS and (told := self._fault_of_options()):
            self[f"options_{next(iter(self._wording))}"].errors = (told,)
            return False
        return is_valid

    def question(self, id_: str) -> Question:
        """What was filled in; call it on a valid form."""
        kind = Kind(self.kind.data)
        by_language = {language: self._options(language) for language in self._wording}
        count = len(next(iter(by_language.values()))) if kind in _WITH_OPTIONS else 0
        options = tuple(
            Option(str(place + 1), {language: words[place] for language, words in by_language.items()})
            for place in range(count)
        )
        return Question(id_, kind, self._wording, options)

    @property
    def _wording(self) -> dict[str, str]:
        words = {language: typed(self[f"wording_{language}"]) for language in LANGUAGES}
        return {language: text for language, text in words.items() if text}

    def _options(self, language: str) -> list[str]:
        lines = (tidy(line) for line in typed(self[f"options_{language}"]).splitlines())
        return [line for line in lines if line]

    def _fault_of_options(self) -> str:
        counts = {len(self._options(language)) for language in self._wording}
        if len(counts) > 1:
            return _("Write the same number of options in each language of the question.")
        if not 2 <= max(counts) <= MOST_OPTIONS:
            return _("A question of this kind has 2 to %(most)s options, one on a line.", most=MOST_OPTIONS)
        return ""


def filled_question(question: Question | None, revision: int) -> Mapping[str, Any]:
    if question is None:
        return {"seen": str(revision)}
    options = {
        f"options_{language}": "\n".join(option.wording[language] for option in question.options)
        for language in question.wording
    }
    return {
        "kind": question.kind.value,
        **{f"wording_{language}": text for language, text in question.wording.items()},
        **options,
        "seen": str(revision),
    }


class DaysForm(Form):
    opens_on = DayField(lazy_gettext("First day"), [Optional()])
    last_on = DayField(lazy_gettext("Last day"), [InputRequired(lazy_gettext("Enter the last day."))])

    def validate_last_on(self, field: Any) -> None:
        """It may be open for a day at least, and cannot have ended before it is changed."""
        if field.data and field.data < self.today:
            raise ValidationError(_("The last day cannot lie behind."))
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_("The last day lies before the first."))

    today: date = date.max  # of the class that days_form() makes

    @property
    def window(self) -> Window:
        """What was filled in; call it on a valid form."""
        assert self.last_on.data is not None  # noqa: S101 - it is required
        return Window(self.opens_on.data, self.last_on.data)


def days_form(asked: Asked, today: date) -> DaysForm:
    made = type("DaysFormOfToday", (DaysForm,), {"today": today})
    form: DaysForm = made(data={"opens_on": asked.window.opens_on, "last_on": asked.window.last_on})
    return form
