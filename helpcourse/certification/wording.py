"""The words of statements and certificates. They are fixed at issue, as the record is, so gettext has no part in them.

The name stands on a line of its own in the nominative; every sentence is worded so that neither the name nor the title
of the course is inflected, and so that Russian need not know whether a woman or a man has learned.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from helpcourse.certification.record import PaperKind

MONTHS: Mapping[str, tuple[str, ...]] = {  # in Russian, as they stand after a day
    "kk": (
        *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым"),
        *("шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    ),
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


@dataclass(frozen=True)
class Words:
    """The form in one language."""

    headings: Mapping[PaperKind, str]
    leads: Mapping[PaperKind, str]  # above the name
    sentences: Mapping[PaperKind, str]  # between the name and the title of the course
    title: str  # how a title is quoted
    hours: str
    training: str  # its dates
    number: str
    edition: str
    issued: str
    expires: str  # the last day
    code: str
    verify: str
    seal: str  # what the signature of a PDF is, and what it is not
    logo: str  # what stands for it where it is not seen, with the issuer


WORDS: Mapping[str, Words] = {
    "kk": Words(
        headings={
            PaperKind.CERTIFICATE: "Сертификат",
            PaperKind.ACHIEVEMENT: "Табысты аяқтағаны туралы анықтама",
            PaperKind.ATTENDANCE: "Қатысқаны туралы анықтама",
            PaperKind.STATEMENT: "Курсты аяқтағаны туралы анықтама",
        },
        leads=dict.fromkeys(PaperKind, "Тыңдаушы"),
        sentences={
            PaperKind.ACHIEVEMENT: "тьютордың жетекшілігімен мына курсты табысты аяқтады:",
            PaperKind.ATTENDANCE: "тьютордың жетекшілігімен өткен мына курсқа қатысты:",
            PaperKind.CERTIFICATE: "тьютордың жетекшілігімен мына курсты оқып аяқтады:",
            PaperKind.STATEMENT: "мына курсты өз бетінше оқып аяқтады:",
        },
        title="«{}»",
        hours="Оқу көлемі",
        training="Оқу мерзімі",
        number="Тіркеу нөмірі",
        edition="Курс редакциясы",
        issued="Берілген күні",
        expires="Қолданылу мерзімінің соңы",
        code="Тексеру коды",
        verify="Түпнұсқалығын тексеру",
        seal="Құжатты берген ұйымның электрондық мөрі (ұлттық куәландырушы орталықтың ЭЦҚ-сы емес)",
        logo="Логотип: {}",
    ),
    "ru": Words(
        headings={
            PaperKind.CERTIFICATE: "Сертификат",
            PaperKind.ACHIEVEMENT: "Справка об\u00a0успешном завершении",
            PaperKind.ATTENDANCE: "Справка об\u00a0участии",
            PaperKind.STATEMENT: "Справка о\u00a0завершении курса",
        },
        leads=dict.fromkeys(PaperKind, "Слушатель"),
        sentences={
            PaperKind.ACHIEVEMENT: "Успешно завершено обучение под руководством тьютора по курсу",
            PaperKind.ATTENDANCE: "Подтверждается участие в обучении под руководством тьютора по курсу",
            PaperKind.CERTIFICATE: "Завершено обучение под руководством тьютора по курсу",
            PaperKind.STATEMENT: "Завершено самостоятельное обучение по курсу",
        },
        title="«{}»",
        hours="Объём обучения",
        training="Период обучения",
        number="Регистрационный номер",
        edition="Редакция курса",
        issued="Дата выдачи",
        expires="Срок действия истекает",
        code="Код проверки",
        verify="Проверить подлинность",
        seal="Электронная печать организации, выдавшей документ (не ЭЦП национального удостоверяющего центра)",
        logo="Логотип: {}",
    ),
    "en": Words(
        headings={
            PaperKind.CERTIFICATE: "Certificate",
            PaperKind.ACHIEVEMENT: "Certificate of achievement",
            PaperKind.ATTENDANCE: "Certificate of attendance",
            PaperKind.STATEMENT: "Statement of accomplishment",
        },
        leads=dict.fromkeys(PaperKind, "This is to confirm that") | {PaperKind.CERTIFICATE: "This is to certify that"},
        sentences={
            PaperKind.ACHIEVEMENT: "has successfully completed, under the guidance of a tutor, the course",
            PaperKind.ATTENDANCE: "has attended, under the guidance of a tutor, the course",
            PaperKind.CERTIFICATE: "has completed, under the guidance of a tutor, the course",
            PaperKind.STATEMENT: "has completed, at their own pace, the course",
        },
        title="{}",
        hours="Length of training",
        training="Dates of training",
        number="Registration number",
        edition="Course edition",
        issued="Date of issue",
        expires="Valid until",
        code="Verification code",
        verify="Check authenticity",
        seal="Electronic seal of the issuer (not a national qualified signature)",
        logo="Logo: {}",
    ),
}


def quoted(title: str, language: str) -> str:
    """A course's title as it stands on a paper; quotation marks within become the inner ones."""
    outer = WORDS[language].title
    inner = title.replace("«", "„").replace("»", "“") if "«" in outer else title
    return outer.format(inner)


def day(day: date, language: str) -> str:
    """2026 жылғы 3 қараша, 3 ноября 2026 года, 3 November 2026."""
    return _dated(f"{day.day}\u00a0{_month(day, language)}", day.year, language)


def days(first: date, last: date, language: str) -> str:
    """A span of days, saying once what both share: 14–30 октября 2026 года."""
    if first == last:
        return day(first, language)
    if first.year != last.year:
        return f"{day(first, language)} – {day(last, language)}"
    end = f"{last.day}\u00a0{_month(last, language)}"
    if first.month == last.month:
        return _dated(f"{first.day}–{end}", last.year, language)
    return _dated(f"{first.day}\u00a0{_month(first, language)} – {end}", last.year, language)


def _month(day: date, language: str) -> str:
    return MONTHS[language][day.month - 1]


def _dated(days: str, year: int, language: str) -> str:
    return {
        "kk": f"{year}\u00a0жылғы {days}",
        "ru": f"{days} {year}\u00a0года",
        "en": f"{days} {year}",
    }[language]


def hours(count: float, language: str) -> str:
    """6 академиялық сағат, 21 академический час, 1,5 академического часа, 6 academic hours (of 45 minutes)."""
    return _HOURS[language](count, f"{count:g}")


def _hours_kk(count: float, number: str) -> str:
    return f"{number.replace('.', ',')}\u00a0академиялық сағат"


def _hours_ru(count: float, number: str) -> str:
    if count % 1:
        noun = "академического часа"
    elif count % 10 == 1 and count % 100 != 11:
        noun = "академический час"
    elif count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}:
        noun = "академических часа"
    else:
        noun = "академических часов"
    return f"{number.replace('.', ',')}\u00a0{noun}"


def _hours_en(count: float, number: str) -> str:
    noun = "academic hour" if count == 1 else "academic hours"
    return f"{number}\u00a0{noun} (of 45 minutes)"


_HOURS: Mapping[str, Callable[[float, str], str]] = {"kk": _hours_kk, "ru": _hours_ru, "en": _hours_en}


def grouped(code: str) -> str:
    """A code in fours, to be read aloud and typed; one that has its own hyphens keeps them."""
    if "-" in code:
        return code
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
