"""Sources are cited in the words of each language."""

from datetime import date

import pytest

from helpcourse.content import dates
from helpcourse.content.model import Source
from helpcourse.content.sources import citation, citation_html, cited, in_order, is_pinpoint

TITLES = {"en": "Convention against Torture", "kk": "Азаптауларға қарсы конвенция", "ru": "Конвенция против пыток"}
CAT = Source("CAT", "treaty", TITLES, {}, {}, date=date(1984, 12, 10), in_force=date(1987, 6, 26))
NAMES = {"en": "Source", "kk": "Дереккөз", "ru": "Источник"}


def source(kind, **details):
    return Source("x", kind, NAMES, {}, **({"urls": {}} | details))


@pytest.mark.parametrize(
    ("pinpoint", "language", "words"),
    [
        ("", "en", "Convention against Torture"),
        ("2", "en", "Convention against Torture, art. 2"),
        ("2.2", "en", "Convention against Torture, art. 2 § 2"),
        ("14.3.g", "en", "Convention against Torture, art. 14 § 3 (g)"),
        ("2", "ru", "Конвенция против пыток, статья 2"),
        ("2.2", "ru", "Конвенция против пыток, пункт 2 статьи 2"),
        ("14.3.g", "ru", "Конвенция против пыток, подпункт g пункта 3 статьи 14"),
        ("2", "kk", "Азаптауларға қарсы конвенция, 2-бап"),
        ("2.2", "kk", "Азаптауларға қарсы конвенция, 2-баптың 2-тармағы"),
        ("14.3.g", "kk", "Азаптауларға қарсы конвенция, 14-баптың 3-тармағының g) тармақшасы"),
    ],
)
def test_an_article_is_named_as_lawyers_of_the_language_do(pinpoint, language, words):
    assert citation(CAT, pinpoint, language) == words


@pytest.mark.parametrize(
    ("kind", "language", "words"),
    [
        ("judgment", "en", "Source, § 107"),
        ("judgment", "ru", "Источник, § 107"),
        ("decision", "kk", "Дереккөз, 107-тармақ"),
        ("document", "en", "Source, para. 107"),
        ("document", "ru", "Источник, пункт 107"),
        ("document", "kk", "Дереккөз, 107-тармақ"),
        ("law", "kk", "Дереккөз, 107-бап"),
    ],
)
def test_other_sources_are_cited_by_paragraph(kind, language, words):
    assert citation(source(kind), "107", language) == words


@pytest.mark.parametrize(
    ("details", "language", "words"),
    [
        ({"kind": "treaty", "number": "5", "date": date(1950, 11, 4)}, "en", "ETS No. 5, 4 November 1950"),
        ({"kind": "treaty", "number": "197", "date": date(2005, 5, 16)}, "en", "CETS No. 197, 16 May 2005"),
        ({"kind": "treaty", "number": "5", "date": date(1950, 11, 4)}, "ru", "СЕД № 5, 4 ноября 1950 года"),
        ({"kind": "treaty", "number": "5", "date": date(1950, 11, 4)}, "kk", "ЕКС № 5, 1950 жылғы 4 қараша"),
        (
            {"kind": "treaty", "date": date(1984, 12, 10), "in_force": date(1987, 6, 26)},
            "en",
            "10 December 1984, in force since 26 June 1987",
        ),
        ({"kind": "law", "number": "226-V", "date": date(2014, 7, 3)}, "en", "No. 226-V of 3 July 2014"),
        ({"kind": "law", "number": "226-V", "date": date(2014, 7, 3)}, "ru", "№ 226-V от 3 июля 2014 года"),
        ({"kind": "law", "number": "226-V", "date": date(2014, 7, 3)}, "kk", "2014 жылғы 3 шілдедегі № 226-V"),
        ({"kind": "document", "number": "70/175", "date": date(2015, 12, 17)}, "en", "resolution 70/175, 2015"),
        ({"kind": "document", "date": date(2014, 12, 16)}, "kk", "2014 жыл"),
        (
            {"kind": "judgment", "number": "22978/05", "body": "echr", "date": date(2010, 6, 1)},
            "ru",
            "Европейский суд по правам человека, жалоба № 22978/05, 1 июня 2010 года",
        ),
        (
            {"kind": "decision", "number": "433/2010", "body": "cat", "date": date(2012, 5, 24)},
            "kk",
            "Азаптауға қарсы комитет, № 433/2010 хабарлама, 2012 жылғы 24 мамыр",
        ),
        ({"kind": "document"}, "en", ""),
    ],
)
def test_number_and_date_stand_in_the_words_of_the_language(details, language, words):
    assert cited(source(**details), language).detail == words


@pytest.mark.parametrize(
    ("urls", "language", "found"),
    [
        ({"kk": "k", "ru": "r", "en": "e"}, "kk", ("k", "kk")),
        ({"ru": "r", "en": "e"}, "kk", ("e", "en")),
        ({"kk": "k", "ru": "r"}, "en", ("r", "ru")),
        ({}, "kk", ("", "")),
    ],
)
def test_the_official_text_is_linked_in_the_nearest_language(urls, language, found):
    row = cited(source("law", urls=urls), language)
    assert (row.url, row.url_language) == found


def test_a_citation_is_linked_where_an_address_is_known():
    linked = source("law", urls={"ru": "https://x.y/?a=1&b=2"})
    assert citation_html(linked, "3", "en") == '<a href="https://x.y/?a=1&amp;b=2" hreflang="ru">Source, art. 3</a>'
    assert citation_html(source("law"), "3", "en") == "Source, art. 3"


def test_sources_are_listed_by_kind_and_then_by_title():
    kinds = [source("judgment"), source("law"), source("treaty"), CAT]
    assert [one.kind for one in in_order(kinds, "en")] == ["treaty", "treaty", "law", "judgment"]
    assert in_order(kinds, "en")[0] is CAT


@pytest.mark.parametrize("pinpoint", ["2", "2.2", "14.3.g", "107"])
def test_a_pinpoint_is_made_of_numbers_and_at_most_one_letter(pinpoint):
    assert is_pinpoint(pinpoint)


@pytest.mark.parametrize("pinpoint", ["", "two", "2.", "2..2", "2.2.2.2", "2 § 2", "٢", "g"])
def test_anything_else_is_no_pinpoint(pinpoint):
    assert not is_pinpoint(pinpoint)


@pytest.mark.parametrize(
    ("language", "words", "of_day"),
    [
        ("en", "3 November 2026", "of 3 November 2026"),
        ("ru", "3 ноября 2026 года", "от 3 ноября 2026 года"),
        ("kk", "2026 жылғы 3 қараша", "2026 жылғы 3 қарашадағы"),
    ],
)
def test_dates_stand_in_words(language, words, of_day):
    day = date(2026, 11, 3)
    assert (dates.in_words(day, language), dates.of_day(day, language)) == (words, of_day)


@pytest.mark.parametrize(("month", "ending"), [(1, "дағы"), (4, "дегі"), (7, "дегі"), (9, "тегі"), (12, "дағы")])
def test_the_kazakh_ending_follows_the_month(month, ending):
    assert dates.of_day(date(2026, month, 1), "kk").endswith(ending)
