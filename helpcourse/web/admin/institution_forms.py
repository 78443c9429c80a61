"""Forms of the papers of an institution: who issues and signs, words of a kind of paper, the logo."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from helpcourse.certification.record import OwnWords
from helpcourse.certification.templates.png import LARGEST_BYTES, LogoFault, Png, read_logo
from helpcourse.certification.templates.rules import LONGEST_PREFIX, Details, Texts, is_prefix, normal_prefix
from helpcourse.languages import LANGUAGES
from helpcourse.web import paper_wording, wording
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import IfAny, Printable, tidy, typed

_LONGEST: Mapping[str, int] = {"issuer": 300, "signatory": 120, "position": 200, "place": 80}  # of Texts
_LONGEST_WORDS: Mapping[str, int] = {"heading": 60, "lead": 80, "sentence": 200}  # of OwnWords
_PLACES = ("first", "second", "third")  # of the languages of a paper
_NEEDED = ("issuer", "signatory", "position")


def _text(label: Any, longest: int, *rules: Any) -> StringField:
    return StringField(label, [*rules, Length(max=longest), Printable()], filters=[tidy])


class DetailsForm(Form):
    """Its fields of texts, some for each language, are those of details_form()."""

    seen = HiddenField()  # the version that the page had shown; empty: there was none
    first = SelectField(lazy_gettext("First language"), [InputRequired()])
    second = SelectField(lazy_gettext("Second language"), [IfAny()])
    third = SelectField(lazy_gettext("Third language"), [IfAny()])
    number_prefix = StringField(
        lazy_gettext("Prefix of registration numbers"),
        [DataRequired(lazy_gettext("Enter the prefix."))],
        filters=[lambda text: normal_prefix(text or "")],
    )

    def offer(self) -> "DetailsForm":
        listed = [SelectChoice(code, words) for code, words in wording.LANGUAGES.items()]
        self.first.choices = listed
        self.second.choices = self.third.choices = [SelectChoice("", _("None")), *listed]
        return self

    def validate_second(self, field: SelectField) -> None:
        if field.data and field.data == self.first.data:
            raise ValidationError(_("Each language is printed once."))

    def validate_third(self, field: SelectField) -> None:
        if field.data and field.data in (self.first.data, self.second.data):
            raise ValidationError(_("Each language is printed once."))
        if field.data and not self.second.data:
            raise ValidationError(_("Choose the second language first."))

    def validate_number_prefix(self, field: StringField) -> None:
        if not is_prefix(typed(field)):
            raise ValidationError(
                _("Use Latin letters, digits and hyphens, %(most)s signs at most.", most=LONGEST_PREFIX)
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself; then that no text of a language that is printed is missing."""
        is_valid = bool(super().validate(extra_validators))
        missing = [f"{name}_{code}" for code in self.languages for name in _NEEDED if not typed(self[f"{name}_{code}"])]
        for name in missing:
            self[name].errors = (_("Fill this in: the language is printed."),)
        return is_valid and not missing

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(str(self[place].data) for place in _PLACES if self[place].data)

    @property
    def details(self) -> Details:
        """What was filled in; ask for it on a valid form."""
        texts: dict[str, Texts] = {
            code: Texts(**{name: typed(self[f"{name}_{code}"]) for name in _LONGEST}) for code in LANGUAGES
        }
        return Details(self.languages, typed(self.number_prefix), texts)


def details_form(details: Details, version: str) -> DetailsForm:
    """A form with the texts of every language, as they are now; `version`: of the template, empty if there is none."""
    made = {f"{name}_{code}": _detail(name) for code in LANGUAGES for name in _LONGEST}
    texts = {f"{name}_{code}": getattr(text, name) for code, text in details.texts.items() for name in _LONGEST}
    chosen = dict(zip(_PLACES, (*details.languages, "", ""), strict=False))
    form: DetailsForm = type("DetailsOfPapers", (DetailsForm,), made)(
        data={"seen": version, "number_prefix": details.number_prefix, **chosen, **texts}
    )
    return form.offer()


def _detail(name: str) -> StringField:
    return _text(paper_wording.DETAILS[name], _LONGEST[name], *([IfAny()] if name in _NEEDED else []))


class WordsForm(Form):
    """Its fields, some for each language of the papers, are those of words_form()."""

    seen = HiddenField()

    def words(self, languages: Sequence[str]) -> Mapping[str, OwnWords]:
        return {
            code: OwnWords(**{name: typed(self[f"{name}_{code}"]) for name in _LONGEST_WORDS}) for code in languages
        }


def words_form(languages: Sequence[str], words: Mapping[str, OwnWords], version: str) -> WordsForm:
    made = {
        f"{name}_{code}": _text(paper_wording.OWN_WORDS[name], longest)
        for code in languages
        for name, longest in _LONGEST_WORDS.items()
    }
    filled = {f"{name}_{code}": getattr(own, name) for code, own in words.items() for name in _LONGEST_WORDS}
    form: WordsForm = type("WordsOfPaper", (WordsForm,), made)(data={"seen": version, **filled})
    return form


class LogoForm(Form):
    file = FileField(lazy_gettext("Logo"), [FileRequired(lazy_gettext("Choose a file."))])

    def validate_file(self, field: FileField) -> None:
        field.data.stream.seek(0)
        read = read_logo(field.data.stream.read(LARGEST_BYTES + 1))
        if isinstance(read, LogoFault):
            raise ValidationError(str(paper_wording.LOGO_FAULTS[read]))
        self.logo: Png = read
