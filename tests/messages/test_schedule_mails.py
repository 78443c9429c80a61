"""What mails about schedules say, in each language."""

import pytest

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import speaking
from helpcourse.web.mails import mail_words

TITLES = {"kk": "Азаптауға тыйым салу", "ru": "Запрет пыток", "en": "Prohibition of torture"}
SUBJECT = {
    "titles": {"kk": "Тергеп-тексеру", "ru": "Расследование", "en": "Investigation"},
    "number": 3,
    "is_case": False,
}
DUE = {"subject": SUBJECT, "wall_at": "2026-11-16T23:59:00", "zone": "Asia/Almaty"}
WEBINAR = {
    "kind": "webinar", "title": "Bail", "subject": None, "wall_at": "2026-11-21T19:00:00", "zone": "Europe/Paris",
    "minutes": 90, "place": "Room 7", "link": "https://video.example.kz/7", "is_cancelled": False,
    "was": {"wall_at": "2026-11-20T18:00:00", "zone": "Europe/Paris"},
}  # fmt: skip


def words(kind, language="en", **values):
    with speaking(language):
        return mail_words(kind, {"course_title": TITLES, "path": "/en/my/schedule", **values})


def changed(language="en", **told):
    return words(MailKind.SCHEDULE_CHANGED, language, cohort="Almaty", changes=[{**WEBINAR, **told}]).before[-1]


def test_a_change_says_what_when_where_and_what_it_was():
    assert changed() == (
        "Webinar: Bail. 21 November 2026, 19:00 (Strasbourg time). "
        "Before: 20 November 2026, 18:00 (Strasbourg time). Room 7. https://video.example.kz/7"
    )


def test_what_is_new_or_stays_at_its_time_was_nothing_else_before():
    assert "Before" not in changed(was=None) + changed(was={"wall_at": "2026-11-21T19:00:00", "zone": "Europe/Paris"})


def test_a_cancellation_names_the_time_that_people_know():
    assert changed(is_cancelled=True) == (
        "CANCELLED: Webinar: Bail. It was set for: 20 November 2026, 18:00 (Strasbourg time)"
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("kk", "3-модуль: Тергеп-тексеру: 2026 жылғы 16 қараша, 23:59 (Астана уақыты)"),
        ("ru", "Модуль 3: Расследование: 16 ноября 2026 года, 23:59 (время Астаны)"),
        ("en", "Module 3: Investigation: 16 November 2026, 23:59 (Astana time)"),
    ],
)
def test_a_deadline_is_told_in_the_readers_language(language, line):
    assert line in words(MailKind.DEADLINE_NEAR, language, due=[DUE]).before


def test_an_extension_says_why():
    assert words(MailKind.EXTENSION_GIVEN, due=DUE, reason="Broken arm").before[-1] == "Reason: Broken arm"
    assert "Module 3" in words(MailKind.EXTENSION_TAKEN_BACK, due=DUE).before[-1]


def test_a_module_that_has_left_the_course_is_told_of_too():
    gone = {**WEBINAR, "kind": "deadline", "title": "", "was": None}
    text = words(MailKind.SCHEDULE_CHANGED, cohort="Almaty", changes=[gone]).before[-1]
    assert text.startswith("Deadline: No longer in the course.")
