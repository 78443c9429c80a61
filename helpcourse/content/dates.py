"""Dates in words of each language."""

from datetime import date

_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    "kk": (
        *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым"),
        *("шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    ),
}

# "of 3 July": the ending follows the month's vowels and last sound.
_KAZAKH_OF = ("дағы", "дағы", "дағы", "дегі", "дағы", "дағы", "дегі", "дағы", "тегі", "дағы", "дағы", "дағы")


def in_words(day: date, language: str) -> str:
    """`3 November 2026`, `3 ноября 2026 года`, `2026 жылғы 3 қараша`."""
    month = _MONTHS[language][day.month - 1]
    if language == "kk":
        return f"{day.year} жылғы {day.day} {month}"
    return f"{day.day} {month} {day.year}" + (" года" if language == "ru" else "")


def of_day(day: date, language: str) -> str:
    """What stands with a law's number: `of 3 July 2014`, `от 3 июля 2014 года`, `2014 жылғы 3 шілдедегі`."""
    if language == "kk":
        return in_words(day, language) + _KAZAKH_OF[day.month - 1]
    return ("от " if language == "ru" else "of ") + in_words(day, language)


def year(day: date, language: str) -> str:
    """The year alone, where a document is known by it."""
    return str(day.year) + {"ru": " год", "kk": " жыл"}.get(language, "")
