"""Codes, numbers, dates and names of papers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from helpcourse.certification.rules import (
    CODE_BITS,
    CODE_LENGTH,
    Obstacle,
    PaperStatus,
    Training,
    is_code,
    issuer_of,
    make_code,
    names,
    normal_code,
    obstacles,
    registration_number,
    status,
    training_alone,
    training_in_cohort,
)
from helpcourse.config import Settings
from tests.builders import TODAY

ASTANA = ZoneInfo("Asia/Almaty")
CODE = "28BNPR0F1V9EK4HA"


@pytest.mark.parametrize(
    "typed",
    [
        "28BNPR0F1V9EK4HA",
        "28BN-PR0F-1V9E-K4HA",
        "28bn pr0f 1v9e k4ha",
        "  28BN–PR0F—1V9E‑K4HA\n",  # dashes of a word processor
        "28BN.PR0F.1V9E.K4HA",
        "28BNPROF1V9EK4HA",  # O for 0
        "28BNPR0FIV9EK4HA",  # I for 1
        "28bnpr0flv9ek4ha",  # l for 1
        "28ВNРR0F1V9ЕК4НА",  # В, Р, Е, К, Н, А of a Russian keyboard
        "28вnрr0f1v9ек4на",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed):
    assert normal_code(typed) == CODE


def test_a_code_has_16_signs_and_says_that_it_is_one():
    code = make_code(2**CODE_BITS - 1)
    assert len(code) == CODE_LENGTH
    assert is_code(code)


def test_every_bit_of_chance_is_in_the_code():
    assert len({make_code(1 << bit) for bit in range(CODE_BITS)}) == CODE_BITS


@pytest.mark.parametrize("mistyped", ["", "7", "0" * 17, "U" * 16, "Ж" * 16, make_code(5)[:-1]])
def test_what_is_no_code_is_known_without_asking_the_database(mistyped):
    assert not is_code(mistyped)


def test_any_one_wrong_sign_is_noticed():
    code = make_code(0x1234_5678_9ABC_DEF0_123)
    wrong = [
        code[:place] + sign + code[place + 1 :] for place in range(16) for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    ]
    assert [one for one in wrong if is_code(one)] == [code] * 16


def test_two_swapped_signs_are_noticed():
    code = make_code(0x1234_5678_9ABC_DEF0_123)
    swapped = {code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in range(15)}
    assert {one for one in swapped if is_code(one)} <= {code}  # two alike may change places


def test_a_registration_number_is_in_order_when_sorted():
    assert registration_number("HC", 2026, 1) == "HC-2026-00001"
    assert registration_number("ҚР-АА", 2027, 12345) == "ҚР-АА-2027-12345"


@pytest.mark.parametrize(
    ("endings", "expected"),
    [
        ((), PaperStatus.VALID),
        (("revoked",), PaperStatus.REVOKED),
        (("replaced",), PaperStatus.REPLACED),
    ],
)
def test_a_paper_is_what_happened_to_it(endings, expected):
    assert status(endings, None, today=TODAY) == expected


def test_days_of_training_are_days_in_astana():
    late = datetime(2026, 10, 5, 20, 30, tzinfo=UTC)  # half past one at night, on the 6th
    assert training_alone(late, late, ASTANA) == Training(date(2026, 10, 6), date(2026, 10, 6))


@pytest.mark.parametrize(
    ("today", "ended_on"),
    [
        (date(2026, 12, 20), date(2026, 12, 15)),
        (date(2026, 12, 1), date(2026, 12, 1)),  # a paper does not speak of the future
        (date(2026, 9, 1), date(2026, 10, 1)),  # nor does a training end before it began
    ],
)
def test_a_cohorts_training_ends_with_it_or_with_the_paper(today, ended_on):
    assert training_in_cohort(date(2026, 10, 1), date(2026, 12, 15), today=today).ended_on == ended_on


@pytest.mark.parametrize(
    ("own", "spellings", "expected"),
    [
        ("Серікова Айгерім", {}, {"kk": "Серікова Айгерім", "ru": "Серікова Айгерім", "en": "Серікова Айгерім"}),
        (
            "Серікова Айгерім",
            {"ru": "Серикова Айгерим", "en": "Serikova Aigerim"},
            {"kk": "Серікова Айгерім", "ru": "Серикова Айгерим", "en": "Serikova Aigerim"},
        ),
        # registered in Latin letters: one Cyrillic spelling stands for both
        ("Nowak Jan", {"ru": "Новак Ян"}, {"kk": "Новак Ян", "ru": "Новак Ян", "en": "Nowak Jan"}),
        ("Nowak Jan", {}, {"kk": "Nowak Jan", "ru": "Nowak Jan", "en": "Nowak Jan"}),
    ],
)
def test_a_name_is_spelled_as_its_bearer_spells_it(own, spellings, expected):
    assert names(own, spellings, ("kk", "ru", "en")) == expected


@dataclass
class Ready:
    """Somebody with nothing in the way."""

    is_finished: bool = True
    is_reached: bool = True
    is_confirmed: bool = True
    has_name: bool = True
    is_printable: bool = True
    is_issued: bool = False


@pytest.mark.parametrize(
    ("ready", "expected"),
    [
        (Ready(), ()),
        (Ready(is_finished=False, is_confirmed=False), (Obstacle.NOT_FINISHED, Obstacle.NOT_CONFIRMED)),
        (Ready(is_reached=False), (Obstacle.NOT_REACHED,)),
        (Ready(has_name=False), (Obstacle.ERASED,)),
        (Ready(is_printable=False), (Obstacle.UNPRINTABLE,)),
        (Ready(is_issued=True), (Obstacle.ISSUED,)),
    ],
)
def test_all_that_is_in_the_way_is_told(ready, expected):
    assert obstacles(**vars(ready)) == expected


def test_the_issuer_prints_in_the_languages_of_the_settings():
    issuer = issuer_of(Settings(paper_languages="kk, ru, en", site_url="https://example.kz/"))
    assert issuer.languages == ("kk", "ru", "en")
    assert issuer.verify_url(CODE) == f"https://example.kz/verify/{CODE}"
