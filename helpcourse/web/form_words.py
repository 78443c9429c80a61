"""WTForms' own messages in our words: its Kazakh and Russian are word for word from English."""

from collections.abc import Mapping
from typing import Any

from wtforms.i18n import get_translations

from helpcourse.web.i18n import current_language, lazy_gettext

_OURS: Mapping[str, Any] = {
    "This field is required.": lazy_gettext("This field is required."),
    "Invalid input.": lazy_gettext("Invalid input."),
    "Not a valid choice.": lazy_gettext("Not a valid choice."),
    "Invalid Choice: could not coerce.": lazy_gettext("Not a valid choice."),
    "Not a valid integer value.": lazy_gettext("Not a valid integer value."),
    "Not a valid decimal value.": lazy_gettext("Not a valid decimal value."),
    "Not a valid float value.": lazy_gettext("Not a valid decimal value."),
    "Not a valid date value.": lazy_gettext("Not a valid date value."),
    "Not a valid datetime value.": lazy_gettext("Not a valid datetime value."),
    "Not a valid time value.": lazy_gettext("Not a valid time value."),
    "Number must be at least %(min)s.": lazy_gettext("Number must be at least %(min)s."),
    "Number must be at most %(max)s.": lazy_gettext("Number must be at most %(max)s."),
    "Number must be between %(min)s and %(max)s.": lazy_gettext("Number must be between %(min)s and %(max)s."),
    "Field must be at least %(min)d character long.": lazy_gettext("Field must be at least %(min)d character long."),
    "Field cannot be longer than %(max)d character.": lazy_gettext("Field cannot be longer than %(max)d character."),
    "Field must be between %(min)d and %(max)d characters long.": lazy_gettext(
        "Field must be between %(min)d and %(max)d characters long."
    ),
    "'%(value)s' is not a valid choice for this field.": lazy_gettext(
        "'%(value)s' is not a valid choice for this field."
    ),
}


class FormWords:
    """What WTForms asks for its messages. Ours do not depend on a number; English has its own plurals."""

    def gettext(self, message: str) -> str:
        if current_language() == "en" or message not in _OURS:
            return str(_theirs().gettext(message))
        return str(_OURS[message])

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        if current_language() == "en" or singular not in _OURS:
            return str(_theirs().ngettext(singular, plural, count))
        return str(_OURS[singular])


def _theirs() -> Any:
    """Asked anew each time: WTForms would keep the first language it met."""
    return get_translations([current_language(), "en"])
