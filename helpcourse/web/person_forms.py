"""Fields about a person, their rules and their words: shared by registration, profile and passwords."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from wtforms import EmailField, Field, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from helpcourse.accounts.actions import Profile
from helpcourse.accounts.models import Country, Profession
from helpcourse.accounts.queries import institutions
from helpcourse.accounts.rules import cleaned, is_email, is_name, password_fault
from helpcourse.certification.draw import unprintable
from helpcourse.languages import NAMES
from helpcourse.web import wording
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext


def tidy(text: str | None) -> str:
    """A filter of fields: what was typed, without stray spaces."""
    return cleaned(text or "")


def typed(field: Field) -> str:
    """What stands in a text field; empty if it was not sent."""
    return str(field.data or "")


class Printable:
    """Of a text that will stand on papers: their fonts have all its letters."""

    def __call__(self, form: Any, field: Any) -> None:
        if letters := unprintable(typed(field)):
            shown = " ".join(letters)
            raise ValidationError(
                _("Certificates cannot show: %(letters)s. Use Kazakh, Russian or Latin letters.", letters=shown)
            )


class NameRule:
    """A part of a name, or nothing: whether it may be left out is another rule."""

    def __call__(self, form: Any, field: Any) -> None:
        if typed(field) and not is_name(typed(field)):
            raise ValidationError(_("A name has letters, hyphens and apostrophes only."))
        Printable()(form, field)


class EmailRule:
    def __call__(self, form: Any, field: Any) -> None:
        if not is_email(typed(field)):
            raise ValidationError(_("Enter an e-mail address, for example: aigerim@example.kz"))


class IfAny:
    """The label is not followed by "(optional)": it says so itself, or one answer is always chosen."""

    field_flags = {"says_optional": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing to check."""


def required(message: Any) -> InputRequired:
    return InputRequired(message)


class EmailForm(Form):
    """An address and nothing else: a forgotten password, a confirmation sent again."""

    email = EmailField(
        lazy_gettext("E-mail"), [required(lazy_gettext("Enter your e-mail address.")), EmailRule()], filters=[tidy]
    )


def new_password_field(label: Any = None) -> PasswordField:
    return PasswordField(label or lazy_gettext("Password"), [required(lazy_gettext("Enter a password."))])


def check_new_password(password: str, about: Sequence[str]) -> None:
    """Raises ValidationError in words."""
    if fault := password_fault(password, about):
        raise ValidationError(wording.PASSWORD_FAULTS[fault])


class PersonForm(Form):
    """Who a person is, as registration and profile ask it."""

    surname = StringField(
        lazy_gettext("Surname"),
        [required(lazy_gettext("Enter your surname.")), Length(max=80), NameRule()],
        filters=[tidy],
    )
    given_name = StringField(
        lazy_gettext("Given name"),
        [required(lazy_gettext("Enter your given name.")), Length(max=80), NameRule()],
        filters=[tidy],
    )
    patronymic = StringField(lazy_gettext("Patronymic (if any)"), [IfAny(), Length(max=80), NameRule()], filters=[tidy])
    country = SelectField(
        lazy_gettext("Country"),
        [IfAny()],
        choices=[SelectChoice(code.value, name) for code, name in wording.COUNTRIES.items()],
    )
    profession = SelectField(
        lazy_gettext("Profession"),
        [required(lazy_gettext("Choose your profession."))],
        choices=[
            SelectChoice("", lazy_gettext("Choose from the list")),
            *(SelectChoice(code.value, name) for code, name in wording.PROFESSIONS.items()),
        ],
    )
    institution = SelectField(lazy_gettext("Institution"), [IfAny()])
    language = SelectField(
        lazy_gettext("Language of mails and of the site"),
        [IfAny()],
        choices=[SelectChoice(code, name) for code, name in NAMES.items()],
    )

    def offer_institutions(self, session: Session, language: str, *, today: date, also: int | None = None) -> None:
        """Those of the list, country by country; `also` the one the person belongs to, though it was closed."""
        listed = institutions(session, language, today=today, also=also)
        self.institution.choices = [
            SelectChoice("", _("Not on the list")),
            *(SelectChoice(str(one.id), one.name, optgroup=str(wording.COUNTRIES[one.country])) for one in listed),
        ]

    def profile(self, *, phone: str = "") -> Profile:
        """What was filled in; call it on a valid form."""
        return Profile(
            surname=typed(self.surname),
            given_name=typed(self.given_name),
            patronymic=typed(self.patronymic),
            country=Country(self.country.data),
            profession=Profession(self.profession.data),
            institution_id=int(self.institution.data) if self.institution.data else None,
            language=self.language.data,
            phone=phone,
        )
