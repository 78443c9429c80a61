"""What mails say, in each language."""

import pytest

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import speaking
from helpcourse.web.mails import mail_words
from helpcourse.web.mails.message import write_mail
from tests.messages.test_schedule_mails import DUE, WEBINAR

VALUES = {
    "token": "secret-token",
    "cohort": "Алматы, қараша",
    "course_title": {"kk": "Азаптауға тыйым салу", "ru": "Запрет пыток"},
    "path": "/kk/my",
    "reason": "Аты қате жазылған",
    "minutes": 15,
    "attempts": 1,
    "count": 3,
    "leave": "/kk/leave",
    "due": DUE,
    "changes": [WEBINAR],
    "is_accepted": True,
    "words": "1, 2, 3…",
    "by": "Сәрсенова Дана",
    "subject": "Апта жоспары",
    "title": "Іс қозғаудан бас тартуға шағым",
    "text": "Құрметті әріптестер!\n\nВебинар жұмада болады.",
    "notices": [{"kind": "group_thread", "values": {"title": "Шағым", "cohort": "Алматы", "path": "/kk/groups/1"}}],
}


@pytest.mark.parametrize("kind", MailKind)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_mail_has_a_subject_and_a_link(kind, language):
    due = {"due": [DUE]} if kind is MailKind.DEADLINE_NEAR else {}  # of several at once
    with speaking(language):
        words = mail_words(kind, VALUES | due)
    assert words.subject
    assert words.path.startswith("/")


def test_a_mail_names_the_course_in_the_readers_language():
    with speaking("ru"):
        assert "Запрет пыток" in " ".join(mail_words(MailKind.ATTEMPT_RESULT, VALUES).before)


def test_a_mail_of_a_quiz_names_its_module():
    values = VALUES | {"module_title": {"kk": "Абсолютті тыйым", "ru": "Абсолютный запрет"}}
    with speaking("ru"):
        words = mail_words(MailKind.ATTEMPT_RESULT, values)
    assert words.subject == "Результат Вашего теста модуля"
    assert "Тест модуля: Абсолютный запрет" in words.before


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"minutes": 15, "attempts": 0}, ["Extra time for each attempt, in minutes: 15"]),
        ({"minutes": 0, "attempts": 1}, ["Extra attempts: 1"]),
    ],
)
def test_only_what_was_given_is_told(given, told):
    with speaking("en"):
        words = mail_words(MailKind.ALLOWANCE_GIVEN, VALUES | given)
    assert [line for line in words.before if line.startswith("Extra")] == told


def test_the_daily_mail_lists_what_it_collected_with_a_link_to_each():
    with speaking("ru"):
        message = write_mail(
            mail_words(MailKind.DIGEST, VALUES), site_url="https://x.kz", support_email="", encoding="8bit"
        )
    assert "- Новая тема: Шағым\n  https://x.kz/kk/groups/1" in message.get_body(("plain",)).get_content()
    assert 'href="https://x.kz/kk/groups/1"' in message.get_body(("html",)).get_content()


def test_a_course_without_this_language_is_named_in_another():
    with speaking("en"):
        assert "Азаптауға тыйым салу" in " ".join(mail_words(MailKind.ATTEMPT_RESULT, VALUES).before)


def test_what_people_wrote_cannot_become_a_page_of_theirs():
    words = mail_words(MailKind.CERTIFICATE_REVOKED, VALUES | {"reason": "<script>alert(1)</script>"})
    message = write_mail(words, site_url="https://x.kz", support_email="", encoding="8bit")
    assert "<script>" not in message.get_body(("html",)).get_content()


def test_a_subject_stays_one_line():
    words = mail_words(MailKind.COHORT_ADDED, VALUES | {"cohort": "Топ\r\nBcc: all@example.kz"})
    message = write_mail(words, site_url="https://x.kz", support_email="", encoding="8bit")
    assert message["Bcc"] is None


def test_who_got_an_account_is_told_to_set_a_password():
    with speaking("en"):
        words = mail_words(MailKind.COHORT_ADDED, VALUES | {"is_new": True})
    assert words.action == "Set a password"
    assert any("An account was made for you" in line for line in words.before)
