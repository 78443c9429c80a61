"""The base of all forms, and fields that several forms share."""

import uuid
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice as SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import CheckboxInput, ListWidget, Select

from helpcourse.errors import ConflictError
from helpcourse.web.form_words import FormWords


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Messages in the language of the page; CSRF always on."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF has no types
        def get_translations(self, form: Any) -> Any:
            return FormWords()

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            """A list that begins with a choice has always one: HTML has no `required` for it."""
            if isinstance(field.widget, Select) and not field.widget.multiple and _begins_with_a_choice(field):
                render_kw = {"required": False, **render_kw}
            return super().render_field(field, render_kw)


def _begins_with_a_choice(field: Any) -> bool:
    first = next(iter(field.iter_choices()), None)
    return first is not None and first.value != ""


# Others are mistyped: browsers make 0026 of “26”. Nor does the calendar reckon beyond its first and last day.
YEARS = range(1900, 2200)


class DayField(DateField):
    """A day in the calendar of people who live."""

    def process_formdata(self, valuelist: Any) -> None:
        super().process_formdata(valuelist)
        if self.data and self.data.year not in YEARS:
            self.data = None
            raise ValueError(self.gettext("Not a valid date value."))


class OnceForm(Form):
    """A form that does its work once, however often it is sent."""

    request_key = HiddenField(default=lambda: uuid.uuid4().hex)


class TicksField(SelectMultipleField):
    """Several of a list, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def key_of(form: OnceForm) -> uuid.UUID:
    """The id that a form brought for what it makes. Raises ConflictError if it brought none."""
    return id_of(form.request_key.data)


def id_of(text: str | None) -> uuid.UUID:
    """An id in a hidden field. Raises ConflictError if there is none: no page of ours has sent it."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        raise ConflictError("form_used") from None
