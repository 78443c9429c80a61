"""The demo's cohort of last spring: enough people took the test for its statistics to say something."""

import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from helpcourse.accounts.actions import NewPerson, Profile, add_person
from helpcourse.accounts.models import Country, Profession
from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import TICKED, Answer, Question
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.cli.demo_levels import OF_SPRING, fill_levels
from helpcourse.learning import attempts
from helpcourse.learning.actions import enrol
from helpcourse.learning.queries import get_attempt
from helpcourse.messages.actions import forget
from helpcourse.tutoring.actions.cohorts import CohortDetails, close, make
from helpcourse.tutoring.actions.members import add_member, add_tutor

LEARNERS = 120


@dataclass(frozen=True, slots=True)
class Account:
    """What all accounts of the demo have."""

    password_hash: str
    consent_version: str


_SURNAMES = ("Абаев", "Бейсенов", "Жұмабаев", "Исаев", "Кенжебеков", "Мусин", "Нұрғалиев", "Рахимов", "Сағынтаев",
             "Тілеубаев", "Уәлиев", "Шәріпов")  # fmt: skip
_GIVEN = ("Айдос", "Берік", "Дәурен", "Ержан", "Қанат", "Марат", "Олжас", "Санжар", "Тимур", "Шыңғыс")

# What the statistics are to find out: places of questions in the bank.
_REVERSED = 4  # whoever knows much reads too much into it
_MISLEADING = 7  # its Kazakh wording
_PLAIN = 10  # everybody can answer it
_UNCHOSEN = 14  # has a wrong option that nobody believes


@dataclass(frozen=True, slots=True)
class Learner:
    """One of them, and how much they know."""

    person_id: int
    language: str
    knowledge: float  # 0 to 1


def fill_cohort(
    session: Session, edition: ServedEdition, account: Account, *, admin_id: int, tutor_id: int, now: datetime
) -> uuid.UUID:
    """Put a closed cohort into the demo, with a test of each of its learners; its id."""
    began_at = now - timedelta(days=180)
    chance = random.Random(11)  # noqa: S311 - the same demo each time
    cohort = make(session, uuid.uuid4(), edition.course.id, edition.id, _details(began_at), by_id=admin_id,
                  now=began_at)  # fmt: skip
    add_tutor(session, cohort.id, tutor_id, now=began_at)
    for number in range(LEARNERS):
        new = _new_person(number, account)
        person_id = add_person(session, new, is_confirmed=True, now=began_at)
        add_member(session, cohort.id, person_id, now=began_at)
        session.flush()
        learner = Learner(person_id, new.profile.language, chance.random())
        _take_test(session, learner, edition, chance, now=began_at + timedelta(days=40))
        forget(session, person_id, now=now)
    close(session, cohort.id, now=began_at + timedelta(weeks=8))
    fill_levels(
        session, edition, cohort.id, OF_SPRING, proposed=LEARNERS, admin_id=admin_id, tutor_id=tutor_id, now=now
    )
    return cohort.id


def _details(began_at: datetime) -> CohortDetails:
    return CohortDetails(
        name="Алматы, көктем 2026",
        country=Country.KZ,
        institution_id=None,
        starts_on=began_at.date(),
        ends_on=(began_at + timedelta(weeks=8)).date(),
    )


def _new_person(number: int, account: Account) -> NewPerson:
    language = "ru" if number % 2 else "kk"
    profile = Profile(
        surname=_SURNAMES[number % len(_SURNAMES)],
        given_name=_GIVEN[number // len(_SURNAMES)],
        patronymic="",
        country=Country.KZ,
        profession=Profession.ADVOCATE,
        language=language,
    )
    return NewPerson(
        email=f"almaty-{number + 1}@example.kz",
        password_hash=account.password_hash,
        profile=profile,
        consent_version=account.consent_version,
        consent_language=language,
    )


def _take_test(
    session: Session, learner: Learner, edition: ServedEdition, chance: random.Random, *, now: datetime
) -> None:
    enrolment_id = enrol(session, learner.person_id, edition.course.id, now=now)
    attempt_id = attempts.begin(session, enrolment_id, edition, seed=chance.getrandbits(40), now=now)
    attempt = get_attempt(session, learner.person_id, attempt_id)
    places = {question.id: place for place, question in enumerate(edition.course.bank)}
    saved_at = now
    for question in attempts.questions_of(attempt, edition).values():
        saved_at += timedelta(seconds=chance.randint(20, 130))
        answer = _answer(question, places[question.id], learner, chance)
        attempts.save_answer(session, attempt, question, answer, seen=0, language=learner.language, now=saved_at)
    attempts.submit(session, attempt_id, edition, now=saved_at + timedelta(seconds=30))


def _answer(question: Question, place: int, learner: Learner, chance: random.Random) -> Answer:
    right = right_answer(question, learner.language)
    if chance.random() < _chance_of_right(place, learner):
        return right
    wrong = [option for option in question.options if option not in right]
    if place == _UNCHOSEN:
        wrong = wrong[1:]
    return {chance.choice(wrong): TICKED} if wrong else right


def _chance_of_right(place: int, learner: Learner) -> float:
    """Harder and easier ones by turns; and those of which something is to be found out."""
    match place:
        case _ if place == _REVERSED:
            return 0.9 - 0.8 * learner.knowledge
        case _ if place == _MISLEADING and learner.language == "kk":
            return 0.25 * learner.knowledge
        case _ if place == _PLAIN:
            return 1.0
    return min(0.98, place % 4 * 0.1 + 0.95 * learner.knowledge)
