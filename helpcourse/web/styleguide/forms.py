"""A form with a field of each kind, some of them refused."""

from wtforms import (
    BooleanField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Optional

from helpcourse.languages import NAMES
from helpcourse.web.forms import DayField, Form, SelectChoice, TicksField
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.wording import COUNTRIES

_LANGUAGES = [SelectChoice(code, name) for code, name in NAMES.items()]


class SampleForm(Form):
    """Sent nowhere."""

    surname = StringField(lazy_gettext("Surname"), [DataRequired()])
    patronymic = StringField(lazy_gettext("Patronymic (if any)"), [Optional()])
    email = StringField(lazy_gettext("E-mail"), [DataRequired()])
    password = PasswordField(lazy_gettext("Password"), [DataRequired()])
    country = SelectField(lazy_gettext("Country"), [DataRequired()])
    day = DayField(lazy_gettext("Date"), [DataRequired()])
    language = RadioField(lazy_gettext("Language"), [DataRequired()], choices=_LANGUAGES)
    languages = TicksField(lazy_gettext("Languages of the training"), [Optional()], choices=_LANGUAGES)
    text = TextAreaField(lazy_gettext("Text"), [DataRequired()])
    file = FileField(lazy_gettext("File of the paper"), [Optional()])
    consent = BooleanField(lazy_gettext("Consent to the processing of personal data"), [DataRequired()])


def sample_form(prefix: str) -> SampleForm:
    """Filled in, and with what is said of three fields that were not filled in well."""
    form = SampleForm(formdata=None, prefix=prefix, surname="Сәрсенова", email="aigerim@example", language="kk")
    form.country.choices = [SelectChoice(country.value, str(name)) for country, name in COUNTRIES.items()]
    form.email.errors = [_("Enter an e-mail address, for example: aigerim@example.kz")]
    form.text.errors = [_("Give the reason.")]
    form.consent.errors = [_("Without your consent we may not keep your data: tick the box to register.")]
    return form
