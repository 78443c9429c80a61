"""The demo's open call: a cohort of next spring with a dozen applications in several states."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.actions import NewPerson, Profile, add_person
from helpcourse.accounts.models import Country, Institution, Profession
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.cli.demo_cohort import Account
from helpcourse.messages.actions import forget
from helpcourse.tutoring.actions.cohorts import CohortDetails, make
from helpcourse.tutoring.actions.members import add_tutor
from helpcourse.tutoring.calls import actions, applying, joining, selecting
from helpcourse.tutoring.calls.asked import Criterion, Question, QuestionKind
from helpcourse.tutoring.calls.rules import ApplicationState
from helpcourse.tutoring.options import Option
from helpcourse.tutoring.schedule.rules import WallTime

PLACES = 5

_TEXTS = {
    "kk": """# Кімге арналған

Адвокаттар мен заң консультанттарына: азаптауға қатысты істермен жұмыс істейтін немесе бастағалы жүргендерге.

# Оқу тәртібі

- ашылу кездесуі мен екі вебинар;
- тьютор тексеретін үш практикалық жұмыс;
- қорытынды тест.

Аптасына **4–5 сағат** уақыт қажет. Оқу тегін.""",
    "ru": """# Для кого

Для адвокатов и юридических консультантов, которые ведут дела о пытках или собираются ими заняться.

# Как проходит обучение

- встреча в начале курса и два вебинара;
- три практические работы, которые проверяет тьютор;
- итоговый тест.

Потребуется **4–5 часов** в неделю. Обучение бесплатное.""",
    "en": """# For whom

Advocates and legal consultants who work on cases of torture, or are about to begin.

# How it goes

- a launch meeting and two webinars;
- three practical works that a tutor reviews;
- a final test.

It takes **4 to 5 hours** a week. The training is free.""",
}

_QUESTIONS = (
    Question(
        "1",
        QuestionKind.LONG,
        True,
        {
            "kk": "Бұл оқу Сізге не үшін қажет? Практикаңыздан мысал келтіріңіз.",
            "ru": "Зачем Вам это обучение? Приведите пример из практики.",
            "en": "What do you need this training for? Give an example from your practice.",
        },
    ),
    Question(
        "2",
        QuestionKind.CHOICE,
        True,
        {
            "kk": "Кәсіби өтіліңіз қанша?",
            "ru": "Каков Ваш профессиональный стаж?",
            "en": "How long have you been in the profession?",
        },
        (
            Option("1", {"kk": "3 жылға дейін", "ru": "до 3 лет", "en": "up to 3 years"}),
            Option("2", {"kk": "3–10 жыл", "ru": "3–10 лет", "en": "3 to 10 years"}),
            Option("3", {"kk": "10 жылдан көп", "ru": "более 10 лет", "en": "more than 10 years"}),
        ),
    ),
    Question(
        "3",
        QuestionKind.SHORT,
        False,
        {
            "kk": "Бұрын осындай курстан өттіңіз бе? Қайсысынан?",
            "ru": "Проходили ли Вы подобные курсы? Какие?",
            "en": "Have you taken such courses before? Which?",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class DemoApplicant:
    surname: str
    given_name: str
    language: str
    reason: str
    years: str  # option of the second question
    state: ApplicationState = ApplicationState.SENT
    points: tuple[int, int] | None = None
    profession: Profession = Profession.ADVOCATE
    country: Country = Country.KZ


_APPLICANTS = (
    DemoApplicant("Ержанова", "Динара", "kk", "Қамаудағыларды қорғаймын, Стамбул хаттамасын қолданғым келеді.", "2",
                  ApplicationState.ACCEPTED, (9, 5)),
    DemoApplicant("Соколов", "Павел", "ru", "Веду три дела по статье о пытках, нужна практика договорных органов.", "3",
                  ApplicationState.ACCEPTED, (10, 4)),
    DemoApplicant("Мырзахметова", "Жанар", "kk", "Жас қорғаушыларға сабақ беремін.", "3",
                  ApplicationState.ACCEPTED, (8, 5)),
    DemoApplicant("Токтогулова", "Айзада", "ru", "Работаю в центре бесплатной помощи в Бишкеке.", "2",
                  ApplicationState.ACCEPTED, (8, 4), Profession.LEGAL_CONSULTANT, Country.KG),
    DemoApplicant("Бекенов", "Ғалым", "kk", "Алғашқы осындай ісім бар.", "1", ApplicationState.WAITING, (7, 3)),
    DemoApplicant("Ли", "Виктория", "ru", "Хочу вести стратегические дела.", "2", ApplicationState.WAITING, (6, 4)),
    DemoApplicant("Қалиев", "Асхат", "kk", "Біліктілікті арттыру үшін.", "1", ApplicationState.REFUSED, (2, 1),
                  Profession.STUDENT),
    DemoApplicant("Әлімжанова", "Меруерт", "kk", "Соттан бұрынғы ұстау кезіндегі өтініштермен жұмыс істеймін.", "2",
                  points=(8, 3)),
    DemoApplicant("Орлова", "Наталья", "ru", "Представляю потерпевших, важны стандарты доказывания.", "3"),
    DemoApplicant("Сүлейменов", "Дастан", "kk", "Аймақта мұндай маман аз.", "1"),
    DemoApplicant("Жээнбеков", "Нурбек", "ru", "Пишу жалобы в Комитет ООН.", "2", country=Country.KG),
    DemoApplicant("Пак", "Сергей", "ru", "Интересуюсь темой.", "1", ApplicationState.WITHDRAWN,
                  profession=Profession.LEGAL_CONSULTANT),
)  # fmt: skip


def fill_call(
    session: Session, edition: ServedEdition, account: Account, *, admin_id: int, tutor_id: int, now: datetime
) -> None:
    """Put a cohort with an open call, its applications and a code to join by into the demo."""
    opened_at = now - timedelta(days=12)
    cohort = make(session, uuid.uuid4(), edition.course.id, edition.id, _details(now), by_id=admin_id, now=opened_at)
    add_tutor(session, cohort.id, tutor_id, now=opened_at)
    actions.keep(session, cohort.id, _terms(now), seen=0, by_id=admin_id, now=opened_at)
    session.flush()
    actions.ask(session, cohort.id, _QUESTIONS, seen=1, by_id=admin_id, now=opened_at)
    actions.open_call(session, cohort.id, by_id=admin_id, now=opened_at)
    last_on = (now + timedelta(days=30)).date()
    joining.make_code(session, uuid.uuid4(), cohort.id, most=10, last_on=last_on, by_id=admin_id, now=opened_at)
    institution_id = session.scalar(select(Institution.id).order_by(Institution.id).limit(1))
    for number, one in enumerate(_APPLICANTS):
        person_id = add_person(
            session, _new_person(number, one, account, institution_id), is_confirmed=True, now=opened_at
        )
        sent_at = opened_at + timedelta(hours=7 * number + 2)
        application_id = _apply(session, cohort.id, person_id, one, edition, now=sent_at)
        _decide(session, cohort.id, application_id, person_id, one, edition, admin_id, now=now - timedelta(days=2))
        forget(session, person_id, now=now)


def _details(now: datetime) -> CohortDetails:
    return CohortDetails(
        name="Алматы, көктем 2027",
        country=Country.KZ,
        institution_id=None,
        starts_on=(now + timedelta(days=40)).date(),
        ends_on=(now + timedelta(days=110)).date(),
    )


def _terms(now: datetime) -> actions.CallDetails:
    last_day = (now + timedelta(days=9)).date()
    return actions.CallDetails(
        places=PLACES,
        deadline=WallTime(datetime.combine(last_day, time(18, 0)), "Asia/Almaty"),
        languages=("kk", "ru"),
        countries=(Country.KZ.value, Country.KG.value),
        texts=_TEXTS,
        criteria=(Criterion("1", "Уәж", 10), Criterion("2", "Тәжірибе", 5)),
    )


def _new_person(number: int, one: DemoApplicant, account: Account, institution_id: int | None) -> NewPerson:
    profile = Profile(
        surname=one.surname,
        given_name=one.given_name,
        patronymic="",
        country=one.country,
        profession=one.profession,
        institution_id=institution_id if number % 3 == 0 and one.country is Country.KZ else None,
        language=one.language,
    )
    return NewPerson(
        email=f"applicant-{number + 1}@example.kz",
        password_hash=account.password_hash,
        profile=profile,
        consent_version=account.consent_version,
        consent_language=one.language,
    )


def _apply(
    session: Session, cohort_id: uuid.UUID, person_id: int, one: DemoApplicant, edition: ServedEdition, *, now: datetime
) -> uuid.UUID:
    application_id = uuid.uuid4()
    applying.apply(
        session,
        application_id,
        cohort_id,
        person_id,
        {"1": one.reason, "2": one.years},
        one.language,
        seen=0,
        titles=edition.course.titles,
        link=_LINK,
        now=now,
    )
    session.flush()
    return application_id


def _decide(
    session: Session,
    cohort_id: uuid.UUID,
    application_id: uuid.UUID,
    person_id: int,
    one: DemoApplicant,
    edition: ServedEdition,
    admin_id: int,
    *,
    now: datetime,
) -> None:
    if one.points:
        points = {"1": one.points[0], "2": one.points[1]}
        selecting.keep_note(session, cohort_id, application_id, "", points, seen=0)
    if one.state is ApplicationState.WITHDRAWN:
        applying.withdraw(session, application_id, person_id, now=now)
    elif one.state is not ApplicationState.SENT:
        verdict = selecting.Verdict(state=one.state, words={}, most=PLACES)
        seen = {application_id: ApplicationState.SENT}
        selecting.decide(
            session, cohort_id, seen, verdict, titles=edition.course.titles, link=_LINK, by_id=admin_id, now=now
        )
        session.flush()


_LINK: Callable[[str], str] = "/{}/my/applications".format  # of letters that nobody gets
