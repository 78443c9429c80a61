"""Treaties, laws, judgments and documents: how each is cited in each language."""

import re
from collections.abc import Iterable
from datetime import date
from html import escape

from helpcourse.content import dates
from helpcourse.content.compiled import CitedSource
from helpcourse.content.model import Source
from helpcourse.languages import in_language, sort_key

KINDS = ("treaty", "document", "law", "judgment", "decision")  # in the order of a table of sources
_TITLES_FROM = "en"  # every source has a title in every language; this only satisfies the fallback

_PINPOINT = re.compile(r"([0-9]+)(?:\.([0-9]+))?(?:\.([a-z]))?")
_ARTICLES = ("treaty", "law")  # a pinpoint of the others is a paragraph
_LAST_ETS = 193  # from 194 on the series is called CETS

_SERIES = {
    "en": ("ETS No. {}", "CETS No. {}"),
    "ru": ("СЕД № {}", "СДСЕ № {}"),
    "kk": ("ЕКС № {}", "ЕКШС № {}"),
}
_IN_FORCE = {"en": "in force since {}", "ru": "действует с {}", "kk": "күшіне енген күні: {}"}
_CASE = {
    "echr": {
        "en": "European Court of Human Rights, no. {}",
        "ru": "Европейский суд по правам человека, жалоба № {}",
        "kk": "Адам құқықтары жөніндегі Еуропалық сот, № {} арыз",
    },
    "cat": {
        "en": "Committee against Torture, communication no. {}",
        "ru": "Комитет против пыток, сообщение № {}",
        "kk": "Азаптауға қарсы комитет, № {} хабарлама",
    },
    "hrc": {
        "en": "Human Rights Committee, communication no. {}",
        "ru": "Комитет по правам человека, сообщение № {}",
        "kk": "Адам құқықтары жөніндегі комитет, № {} хабарлама",
    },
}
BODIES = tuple(_CASE)
_LAW = {"en": "No. {number} {day}", "ru": "№ {number} {day}", "kk": "{day} № {number}"}
_RESOLUTION = {"en": "resolution {}", "ru": "резолюция {}", "kk": "{}-қарар"}


def is_pinpoint(pinpoint: str) -> bool:
    """Whether this names a place in a source: `2`, `2.2`, `14.3.g`."""
    return _PINPOINT.fullmatch(pinpoint) is not None


def citation(source: Source, pinpoint: str, language: str) -> str:
    """The source and the place in it: `Convention against Torture, art. 2 § 2`."""
    name = short(source, language)
    return f"{name}, {place(source, pinpoint, language)}" if pinpoint else name


def citation_html(source: Source, pinpoint: str, language: str) -> str:
    """The citation, linked to the official text where we know its address."""
    words = escape(citation(source, pinpoint, language))
    url, url_language = address(source, language)
    return f'<a href="{escape(url)}" hreflang="{url_language}">{words}</a>' if url else words


def short(source: Source, language: str) -> str:
    return source.shorts.get(language) or source.titles[language]


def address(source: Source, language: str) -> tuple[str, str]:
    """Where the official text is and in which language; both empty if we know no address."""
    for code in (language, "en", "ru", "kk"):
        if code in source.urls:
            return source.urls[code], code
    return "", ""


def cited(source: Source, language: str) -> CitedSource:
    """A row of the table of sources."""
    url, url_language = address(source, language)
    title, _ = in_language(source.titles, language, _TITLES_FROM)
    return CitedSource(source.key, source.kind, title, _detail(source, language), url, url_language)


def in_order(sources: Iterable[Source], language: str) -> list[Source]:
    """As a table of sources lists them: by kind, then by title."""
    return sorted(sources, key=lambda source: (KINDS.index(source.kind), sort_key(source.titles[language])))


def place(source: Source, pinpoint: str, language: str) -> str:
    """A place in the source: `art. 2 § 2`, `§ 107`."""
    match = _PINPOINT.fullmatch(pinpoint)
    if match is None:
        return pinpoint
    if source.kind in _ARTICLES:
        return {"en": _english, "ru": _russian, "kk": _kazakh}[language](*match.groups(default=""))
    if source.kind == "document":
        return {"en": f"para. {pinpoint}", "ru": f"пункт {pinpoint}", "kk": f"{pinpoint}-тармақ"}[language]
    return f"{pinpoint}-тармақ" if language == "kk" else f"§ {pinpoint}"


def _english(article: str, paragraph: str, letter: str) -> str:
    return f"art. {article}" + (f" § {paragraph}" if paragraph else "") + (f" ({letter})" if letter else "")


def _russian(article: str, paragraph: str, letter: str) -> str:
    if not paragraph:
        return f"статья {article}"
    return f"подпункт {letter} пункта {paragraph} статьи {article}" if letter else f"пункт {paragraph} статьи {article}"


def _kazakh(article: str, paragraph: str, letter: str) -> str:
    if not paragraph:
        return f"{article}-бап"
    place = f"{article}-баптың {paragraph}-тарма"
    return f"{place}ғының {letter}) тармақшасы" if letter else f"{place}ғы"


def _detail(source: Source, language: str) -> str:
    """Number and date in words of the language."""
    if source.kind == "treaty":
        parts = (_series(source.number, language), _day(source.date, language), _in_force(source.in_force, language))
        return ", ".join(filter(None, parts))
    if source.kind == "law":
        return _law(source, language)
    if source.kind == "document":
        number = _RESOLUTION[language].format(source.number) if source.number else ""
        return ", ".join(filter(None, (number, dates.year(source.date, language) if source.date else "")))
    case = _CASE.get(source.body, _CASE["echr"])[language].format(source.number)
    return ", ".join(filter(None, (case, _day(source.date, language))))


def _series(number: str, language: str) -> str:
    """A treaty's number in the series of the Council of Europe; any other number stands as it is."""
    if not number.isdecimal():
        return number
    return _SERIES[language][int(number) > _LAST_ETS].format(number)


def _day(day: date | None, language: str) -> str:
    return dates.in_words(day, language) if day else ""


def _in_force(day: date | None, language: str) -> str:
    return _IN_FORCE[language].format(dates.in_words(day, language)) if day else ""


def _law(source: Source, language: str) -> str:
    if not source.number or not source.date:
        return " ".join(filter(None, (source.number, _day(source.date, language))))
    return _LAW[language].format(number=source.number, day=dates.of_day(source.date, language))
