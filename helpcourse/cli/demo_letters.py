"""What the demo's tutor has written to learners of the cohort."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from helpcourse.tutoring.letters.actions import send
from helpcourse.tutoring.letters.queries import readers_among
from helpcourse.tutoring.letters.rules import Words

_WEBINAR = {
    "kk": Words(
        "Келесі вебинар туралы",
        "Құрметті әріптестер!\n\nКелесі вебинарда тиімді тергеп-тексеру туралы сөйлесеміз. "
        "Оған дейін екінші модульдің сабақтарын аяқтап қойыңыздар.\n\nҚұрметпен,\nДана Оспанова",
    ),
    "ru": Words(
        "О следующем вебинаре",
        "Уважаемые коллеги!\n\nНа следующем вебинаре поговорим об эффективном расследовании. "
        "Пожалуйста, завершите до него занятия второго модуля.\n\nС уважением,\nДана Оспанова",
    ),
}
_REMINDER = {
    "kk": Words(
        "Курсқа оралыңыз",
        "Құрметті әріптес!\n\nКурсқа кірмегеніңізге біраз болды. Уақыт жетпей жүрсе, жазыңыз: "
        "тапсыру мерзімін ұзарта аламын.\n\nҚұрметпен,\nДана Оспанова",
    )
}


def fill_letters(
    session: Session,
    cohort_id: uuid.UUID,
    everybody: Collection[uuid.UUID],
    away: uuid.UUID,
    tutor_id: int,
    *,
    now: datetime,
) -> None:
    """One to all, one to somebody who stays away; enrolments of the cohort."""
    for words, readers, days in ((_WEBINAR, everybody, 4), (_REMINDER, [away], 2)):
        id_, then = uuid.uuid4(), now - timedelta(days=days)
        found = readers_among(session, [cohort_id], readers)
        send(session, id_, tutor_id, words, found, link=lambda language: f"/{language}/my/letters", now=then)
