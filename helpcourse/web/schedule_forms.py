"""Fields of schedules: a wall time, and the zone of its clock."""

from typing import Any
from urllib.parse import urlsplit

from wtforms import DateTimeLocalField, SelectField
from wtforms.validators import ValidationError

from helpcourse.tutoring.schedule.rules import WallTime
from helpcourse.web.extensions import settings
from helpcourse.web.forms import YEARS, SelectChoice
from helpcourse.web.i18n import gettext as _
from helpcourse.web.schedule_wording import ZONES, zone

_FORMATS = [
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M",
]  # browsers; people where they type


class WallField(DateTimeLocalField):
    """Date and time as the clock on the wall shows them."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format=_FORMATS, **kwargs)

    def process_formdata(self, valuelist: Any) -> None:
        """In our own words."""
        try:
            super().process_formdata(valuelist)
            self._refuse_mistyped()
        except ValueError:
            raise ValueError(_("Enter date and time, for example: 2026-11-30 18:00")) from None

    def _refuse_mistyped(self) -> None:
        if self.data and self.data.year not in YEARS:
            self.data = None
            raise ValueError


def offer_zones(field: SelectField, *also: str) -> None:
    """The zones of those whom we know, the site's first; and those that are in use here."""
    names = dict.fromkeys([settings().timezone, *ZONES, *also])
    field.choices = [SelectChoice(name, zone(name)) for name in names]


def check_wall(field: Any, zone_name: str | None) -> None:
    """Raises ValidationError for an hour that the clock leaves out."""
    if field.data and zone_name in {*ZONES, settings().timezone} and not WallTime(field.data, str(zone_name)).exists:
        raise ValidationError(_("The clock is put forward then: this hour is left out. Choose another time."))


class LinkRule:
    """An address of the web, and nothing that a browser would run."""

    def __call__(self, form: Any, field: Any) -> None:
        parts = urlsplit(field.data or "")
        if field.data and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise ValidationError(_("A link begins with https:// or http://"))
