"""The forms with which a call is made: its terms, and one of its questions."""

from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from helpcourse.interop.people_markdown import is_readable
from helpcourse.languages import LANGUAGES
from helpcourse.tutoring.calls.actions import CallDetails
from helpcourse.tutoring.calls.asked import (
    HIGHEST_POINTS,
    MOST_CRITERIA,
    Criterion,
    Question,
    QuestionKind,
)
from helpcourse.tutoring.calls.queries import CallRow
from helpcourse.tutoring.options import MOST_OPTIONS, Option
from helpcourse.tutoring.schedule.rules import WallTime
from helpcourse.web import call_wording, wording
from helpcourse.web.extensions import settings
from helpcourse.web.forms import Form, SelectChoice, TicksField
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import IfAny, tidy, typed
from helpcourse.web.schedule_forms import WallField, check_wall, offer_zones

MOST_PLACES = 10_000
_LONGEST_TEXT = 20_000
_CRITERIA = range(1, MOST_CRITERIA + 1)


class TextRule:
    def __call__(self, form: Any, field: Any) -> None:
        if not is_readable(typed(field)):
            raise ValidationError(_("This cannot be laid out: too many open brackets, or lists within lists."))


def _text_field(label: Any) -> TextAreaField:
    return TextAreaField(label, [Optional(), Length(max=_LONGEST_TEXT), TextRule()])


class CallForm(Form):
    places = IntegerField(
        lazy_gettext("Places"),
        [InputRequired(lazy_gettext("Enter a whole number.")), NumberRange(1, MOST_PLACES)],
    )
    wall_at = WallField(
        lazy_gettext("Applications until: date and time"), [InputRequired(lazy_gettext("Enter date and time."))]
    )
    zone = SelectField(lazy_gettext("By which clock"), [InputRequired()])
    languages = TicksField(
        lazy_gettext("Languages of the training"), [InputRequired(lazy_gettext("Tick one language at least."))]
    )
    countries = TicksField(lazy_gettext("Countries whose people may apply"), [IfAny()])
    text_kk = _text_field(lazy_gettext("Text of the call in Kazakh"))
    text_ru = _text_field(lazy_gettext("Text of the call in Russian"))
    text_en = _text_field(lazy_gettext("Text of the call in English"))
    criterion_1 = StringField(lazy_gettext("First criterion"), [Length(max=80)], filters=[tidy])
    most_1 = IntegerField(lazy_gettext("Its most points"), [Optional(), NumberRange(1, HIGHEST_POINTS)])
    criterion_2 = StringField(lazy_gettext("Second criterion"), [Length(max=80)], filters=[tidy])
    most_2 = IntegerField(lazy_gettext("Its most points"), [Optional(), NumberRange(1, HIGHEST_POINTS)])
    criterion_3 = StringField(lazy_gettext("Third criterion"), [Length(max=80)], filters=[tidy])
    most_3 = IntegerField(lazy_gettext("Its most points"), [Optional(), NumberRange(1, HIGHEST_POINTS)])
    seen = HiddenField(default="0")  # the revision that the page had shown

    def offer(self, languages: tuple[str, ...], call: CallRow | None) -> "CallForm":
        """Fill the lists; `languages`: of the course."""
        named = wording.LANGUAGES.items()
        self.languages.choices = [SelectChoice(code, str(name)) for code, name in named if code in languages]
        self.countries.choices = [SelectChoice(code.value, str(name)) for code, name in wording.COUNTRIES.items()]
        offer_zones(self.zone, *([call.deadline.zone] if call else []))
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself; then that some text is there, and that a criterion has its points."""
        is_valid = bool(super().validate(extra_validators))
        if not self.texts and not self.text_kk.errors:
            self.text_kk.errors = (_("Write the text in one language at least."),)
            is_valid = False
        for number in _CRITERIA:
            name, most = self[f"criterion_{number}"], self[f"most_{number}"]
            if typed(name) and most.data is None and not most.errors:
                most.errors = (_("Enter how many points the criterion gives at most."),)
                is_valid = False
        return is_valid

    def validate_wall_at(self, field: Any) -> None:
        check_wall(field, self.zone.data)

    @property
    def texts(self) -> dict[str, str]:
        texts = {language: _lines(self[f"text_{language}"]) for language in LANGUAGES}
        return {language: text for language, text in texts.items() if text}

    def details(self) -> CallDetails:
        """What was filled in; call it on a valid form."""
        assert self.wall_at.data is not None  # noqa: S101 - it is required
        return CallDetails(
            places=int(self.places.data or 0),
            deadline=WallTime(self.wall_at.data, str(self.zone.data)),
            languages=tuple(self.languages.data or ()),
            countries=tuple(self.countries.data or ()),
            texts=self.texts,
            criteria=tuple(
                Criterion(str(number), typed(self[f"criterion_{number}"]), int(self[f"most_{number}"].data or 0))
                for number in _CRITERIA
                if typed(self[f"criterion_{number}"])
            ),
        )


def filled_call(call: CallRow | None, languages: tuple[str, ...], country: str) -> Mapping[str, Any]:
    """What the form shows first: of a new call the course's languages and the cohort's country."""
    if call is None:
        return {"zone": settings().timezone, "languages": languages, "countries": [country]}
    criteria = {f"criterion_{one.id}": one.name for one in call.criteria}
    most = {f"most_{one.id}": one.most for one in call.criteria}
    return {
        "places": call.places,
        "wall_at": call.deadline.at,
        "zone": call.deadline.zone,
        "languages": call.languages,
        "countries": call.countries,
        **{f"text_{language}": text for language, text in call.texts.items()},
        **criteria,
        **most,
        "seen": str(call.revision),
    }


class QuestionForm(Form):
    kind = SelectField(lazy_gettext("Kind of answer"), [InputRequired()])
    wording_kk = StringField(lazy_gettext("Question in Kazakh"), [Length(max=500)], filters=[tidy])
    wording_ru = StringField(lazy_gettext("Question in Russian"), [Length(max=500)], filters=[tidy])
    wording_en = StringField(lazy_gettext("Question in English"), [Length(max=500)], filters=[tidy])
    options_kk = TextAreaField(lazy_gettext("Options in Kazakh"), [Length(max=4000)])
    options_ru = TextAreaField(lazy_gettext("Options in Russian"), [Length(max=4000)])
    options_en = TextAreaField(lazy_gettext("Options in English"), [Length(max=4000)])
    is_required = BooleanField(lazy_gettext("Must be answered"), default=True)
    seen = HiddenField(default="0")

    def offer(self) -> "QuestionForm":
        self.kind.choices = [SelectChoice(kind.value, str(name)) for kind, name in call_wording.KINDS.items()]
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself; then that the words are there, in as many options in each language."""
        is_valid = bool(super().validate(extra_validators))
        if not self._wording:
            self.wording_kk.errors = (_("Write the question in one language at least."),)
            return False
        if self.kind.data == QuestionKind.CHOICE and (told := self._fault_of_options()):
            self[f"options_{next(iter(self._wording))}"].errors = (told,)
            return False
        return is_valid

    def question(self, id_: str) -> Question:
        """What was filled in; call it on a valid form."""
        kind = QuestionKind(self.kind.data)
        by_language = {language: self._options(language) for language in self._wording}
        count = len(next(iter(by_language.values()))) if kind is QuestionKind.CHOICE else 0
        options = tuple(
            Option(str(place + 1), {language: words[place] for language, words in by_language.items()})
            for place in range(count)
        )
        return Question(id_, kind, bool(self.is_required.data), self._wording, options)

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
    wordings = {f"wording_{language}": text for language, text in question.wording.items()}
    options = {
        f"options_{language}": "\n".join(option.wording[language] for option in question.options)
        for language in question.wording
    }
    return {
        "kind": question.kind.value,
        "is_required": question.is_required,
        **wordings,
        **options,
        "seen": str(revision),
    }


class LetterForm(Form):
    """What is added to a letter, in the languages of those who get it."""

    words_kk = TextAreaField(lazy_gettext("Added to the letter in Kazakh"), [Optional(), Length(max=2000)])
    words_ru = TextAreaField(lazy_gettext("Added to the letter in Russian"), [Optional(), Length(max=2000)])
    words_en = TextAreaField(lazy_gettext("Added to the letter in English"), [Optional(), Length(max=2000)])

    @property
    def words(self) -> dict[str, str]:
        return {language: _lines(self[f"words_{language}"]) for language in LANGUAGES}


def _lines(field: Any) -> str:
    return typed(field).replace("\r\n", "\n").strip()
