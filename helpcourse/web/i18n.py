"""The language of the words: translations, dates and times in the language that is being spoken."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations

from helpcourse.config import bundled
from helpcourse.languages import DEFAULT

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)

# CLDR's long Kazakh date lacks the «жылғы» that official papers have.
_LONG_DATE = {"kk": "y 'жылғы' d MMMM", "ru": "d MMMM y 'года'", "en": "d MMMM y"}
_MONTH = {"kk": "y 'жылғы' MMMM", "ru": "LLLL y 'года'", "en": "LLLL y"}


def current_language() -> str:
    return _language.get()


def speak(language: str) -> None:
    """From here on words come in this language (in this thread or task)."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words within come in this language: a mail to somebody else, the same page in another."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def translations(language: str) -> NullTranslations:
    """Read from the .po files themselves: nothing to compile, nothing to be out of date."""
    path = bundled("translations") / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():  # English is the language of the message ids
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def gettext(message: str, **values: object) -> str:
    text: str = translations(_language.get()).ugettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    text: str = translations(_language.get()).ungettext(singular, plural, num)
    return text % {"num": num, **values}


def pgettext(context: str, message: str, **values: object) -> str:
    text: str = translations(_language.get()).upgettext(context, message)
    return text % values if values else text


def lazy_gettext(message: str, **values: object) -> Any:
    """Spoken when it is shown: for words outside of functions. Typed Any since it stands in for a str."""
    return LazyProxy(gettext, message, enable_cache=False, **values)


def lazy_pgettext(context: str, message: str) -> Any:
    """The same for a word that says another thing elsewhere."""
    return LazyProxy(pgettext, context, message, enable_cache=False)


def long_date(day: date) -> str:
    """2026 жылғы 3 қараша · 3 ноября 2026 года · 3 November 2026"""
    language = _language.get()
    return format_date(day, _LONG_DATE[language], locale=language)


class Calendar:
    """Dates and times as they are shown: Astana time, with its name where a time stands."""

    def __init__(self, timezone: str) -> None:
        self.zone = ZoneInfo(timezone)

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def first_moment(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self.zone)

    def month_borders(self, now: datetime, count: int) -> list[datetime]:
        """The first moments of the last `count` months, this one among them, and of the month that comes."""
        today = self.today(now)
        months = [today.year * 12 + today.month - 1 + back for back in range(1 - count, 2)]
        return [datetime(month // 12, month % 12 + 1, 1, tzinfo=self.zone) for month in months]

    def month(self, moment: datetime) -> str:
        """2026 жылғы қараша · ноябрь 2026 года · November 2026"""
        language = _language.get()
        return format_date(self._local(moment), _MONTH[language], locale=language)

    def long_date(self, moment: date | datetime) -> str:
        """The same in Astana."""
        return long_date(self._local(moment))

    def short_date(self, moment: date | datetime) -> str:
        """03.11.2026, for tables"""
        return str(self._local(moment).strftime("%d.%m.%Y"))

    def clock(self, moment: datetime) -> str:
        """14:02, for what has just happened"""
        return str(self._local(moment).strftime("%H:%M"))

    def moment(self, moment: datetime) -> str:
        """3 ноября 2026 года, 14:02 (время Астаны)"""
        return gettext("%(date)s, %(time)s (Astana time)", date=self.long_date(moment), time=self.clock(moment))

    def short_moment(self, moment: datetime) -> str:
        """03.11.2026 14:02, for tables whose heading names the zone"""
        return f"{self.short_date(moment)} {self.clock(moment)}"

    def _local(self, moment: date | datetime) -> Any:
        return moment.astimezone(self.zone) if isinstance(moment, datetime) else moment
