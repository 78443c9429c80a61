"""The words on a paper: plural forms, dates, quotation marks."""

import json
from dataclasses import replace
from datetime import date

import pytest

from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.wording import WORDS, day, days, grouped, hours, quoted
from tests.certification.test_draw import RECORD

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("count", "kk", "ru", "en"),
    [
        (1, "1 академиялық сағат", "1 академический час", "1 academic hour (of 45 minutes)"),
        (1.5, "1,5 академиялық сағат", "1,5 академического часа", "1.5 academic hours (of 45 minutes)"),
        (2, "2 академиялық сағат", "2 академических часа", "2 academic hours (of 45 minutes)"),
        (5, "5 академиялық сағат", "5 академических часов", "5 academic hours (of 45 minutes)"),
        (6.0, "6 академиялық сағат", "6 академических часов", "6 academic hours (of 45 minutes)"),
        (11, "11 академиялық сағат", "11 академических часов", "11 academic hours (of 45 minutes)"),
        (12, "12 академиялық сағат", "12 академических часов", "12 academic hours (of 45 minutes)"),
        (21, "21 академиялық сағат", "21 академический час", "21 academic hours (of 45 minutes)"),
        (22, "22 академиялық сағат", "22 академических часа", "22 academic hours (of 45 minutes)"),
        (111, "111 академиялық сағат", "111 академических часов", "111 academic hours (of 45 minutes)"),
    ],
)
def test_hours_are_counted_in_each_language(count: float, kk: str, ru: str, en: str) -> None:
    assert [hours(count, language).replace(SPACE, " ") for language in ("kk", "ru", "en")] == [kk, ru, en]


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "2026 жылғы 3 қараша"), ("ru", "3 ноября 2026 года"), ("en", "3 November 2026")]
)
def test_a_day_is_written_out(language: str, said: str) -> None:
    assert day(date(2026, 11, 3), language).replace(SPACE, " ") == said


@pytest.mark.parametrize(
    ("first", "last", "kk", "ru", "en"),
    [
        (date(2026, 11, 3), date(2026, 11, 3), "2026 жылғы 3 қараша", "3 ноября 2026 года", "3 November 2026"),
        (date(2026, 11, 3), date(2026, 11, 9), "2026 жылғы 3–9 қараша", "3–9 ноября 2026 года", "3–9 November 2026"),
        (
            date(2026, 9, 14),
            date(2026, 10, 30),
            "2026 жылғы 14 қыркүйек – 30 қазан",
            "14 сентября – 30 октября 2026 года",
            "14 September – 30 October 2026",
        ),
        (
            date(2026, 12, 1),
            date(2027, 1, 5),
            "2026 жылғы 1 желтоқсан – 2027 жылғы 5 қаңтар",
            "1 декабря 2026 года – 5 января 2027 года",
            "1 December 2026 – 5 January 2027",
        ),
    ],
)
def test_days_say_once_what_they_share(first: date, last: date, kk: str, ru: str, en: str) -> None:
    assert [days(first, last, language).replace(SPACE, " ") for language in ("kk", "ru", "en")] == [kk, ru, en]


def test_quotation_marks_within_a_title_become_inner_ones() -> None:
    assert quoted("Дело «Гефген против Германии»", "ru") == "«Дело „Гефген против Германии“»"


@pytest.mark.parametrize(
    ("code", "printed"), [("7Q4M2NXK9RTW", "7Q4M-2NXK-9RTW"), ("7Q4M-2N", "7Q4M-2N"), ("7Q4", "7Q4")]
)
def test_a_code_is_printed_in_fours(code: str, printed: str) -> None:
    assert grouped(code) == printed


@pytest.mark.parametrize("language", WORDS)
def test_every_kind_of_paper_has_its_words(language: str) -> None:
    words = WORDS[language]
    assert [set(texts) for texts in (words.headings, words.leads, words.sentences)] == [set(PaperKind)] * 3


def test_a_record_outlives_its_json() -> None:
    assert Record.from_json(RECORD.to_json()) == RECORD


@pytest.mark.parametrize("added", [["words", "logo"], ["words", "logo", "expires_on"]])
def test_records_of_earlier_formats_are_read(added: list[str]) -> None:
    values = json.loads(RECORD.to_json())
    earlier = {name: value for name, value in values.items() if name not in added}
    assert Record.from_json(json.dumps(earlier | {"format": 4 - len(added)})) == RECORD


def test_the_json_of_a_record_is_canonical() -> None:
    turned = replace(RECORD, names=dict(sorted(RECORD.names.items(), reverse=True)))
    assert turned.to_json() == RECORD.to_json()


def test_a_language_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="names lacks en"):
        replace(RECORD, names={"kk": "Ахметова", "ru": "Ахметова"}, languages=("kk", "ru", "en"))


@pytest.mark.parametrize("text", ["{}", '{"format": 99}', RECORD.to_json().replace('"code"', '"kode"')])
def test_json_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a record"):
        Record.from_json(text)
