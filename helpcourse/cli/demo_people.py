"""The demo's people: a cohort that is under way, as a training institution would have it after five weeks."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.actions import NewPerson, Profile, add_person, grant_role
from helpcourse.accounts.models import Country, Identity, Institution, InstitutionName, Profession, Role
from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import TICKED, Answer, Question
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.cli.demo_call import fill_call
from helpcourse.cli.demo_cohort import Account, fill_cohort
from helpcourse.cli.demo_evaluation import fill_questionnaires
from helpcourse.cli.demo_letters import fill_letters
from helpcourse.cli.demo_levels import OF_NOW, fill_levels
from helpcourse.cli.demo_papers import fill_papers
from helpcourse.cli.demo_schedule import fill_schedule
from helpcourse.cli.demo_talk import fill_notices, fill_talk
from helpcourse.cli.demo_works import fill_works
from helpcourse.learning import actions, attempts
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.rules import quiz_after
from helpcourse.messages.actions import forget
from helpcourse.tutoring.actions.cohorts import CohortDetails, make
from helpcourse.tutoring.actions.members import add_member, add_tutor

PASSWORD = "demo-helpcourse"
COURSE = "prohibition-of-torture"

_INSTITUTIONS = (
    (Country.KZ, "Республикалық адвокаттар алқасы", "Республиканская коллегия адвокатов", "Republican Bar Association"),
    (Country.KZ, "Сот төрелігі академиясы", "Академия правосудия", "Academy of Justice"),
    (
        Country.KZ,
        "Құқық қорғау органдары академиясы",
        "Академия правоохранительных органов",
        "Academy of Law Enforcement",
    ),
    (
        Country.KG,
        "Қырғызстан адвокаттарының оқу орталығы",
        "Учебный центр адвокатов Кыргызстана",
        "Training Centre of Advocates of Kyrgyzstan",
    ),
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo: `lessons` finished, and shares of right answers in tests (None: not taken)."""

    email: str
    surname: str
    given_name: str
    patronymic: str = ""
    profession: Profession = Profession.ADVOCATE
    language: str = "kk"
    roles: tuple[Role, ...] = ()
    lessons: int = 0
    right: float | None = None  # in the final test
    quiz: float | None = None  # in the quiz of the first module
    away_days: int = 1
    has_password: bool = True  # else an account was made for them, and they have never logged in


CAST = (
    DemoPerson("aigerim@example.kz", "Серікова", "Айгерім", "Нұрланқызы", lessons=4, quiz=1.0, away_days=0),
    DemoPerson("bolat@example.kz", "Ахметов", "Болат", "Саматұлы", Profession.JUDGE, "ru"),
    DemoPerson("dana@example.kz", "Оспанова", "Дана", "Қайратқызы", Profession.LEGAL_CONSULTANT, roles=(Role.TUTOR,)),
    DemoPerson("yerlan@example.kz", "Әбдіров", "Ерлан", "Маратұлы", Profession.OTHER, roles=(Role.ADMIN,)),
    DemoPerson("gulnara@example.kz", "Төлегенова", "Гүлнара", "Асқарқызы", Profession.OTHER, roles=(Role.COORDINATOR,)),
)

_MEMBERS = (
    DemoPerson("asel@example.kz", "Қасымова", "Әсел", "Дәуренқызы", lessons=9, right=0.95, quiz=0.8, away_days=3),
    DemoPerson(
        "timur@example.kz",
        "Ибраев",
        "Тимур",
        "Русланович",
        Profession.PROSECUTOR,
        "ru",
        lessons=9,
        right=0.85,
        away_days=2,
    ),
    DemoPerson(
        "nurlan@example.kz", "Жақсыбеков", "Нұрлан", "Ерболұлы", Profession.JUDGE, lessons=9, right=0.4, away_days=4
    ),
    DemoPerson("saule@example.kz", "Мұқанова", "Сәуле", "", Profession.ADVOCATE, lessons=7, quiz=0.8, away_days=1),
    DemoPerson(
        "olga@example.kz", "Ким", "Ольга", "Викторовна", Profession.ADVOCATE, "ru", lessons=6, quiz=0.4, away_days=6
    ),
    DemoPerson("daniyar@example.kz", "Сейітов", "Данияр", "Бақытұлы", Profession.INVESTIGATOR, lessons=3, away_days=18),
    DemoPerson("madina@example.kz", "Омарова", "Мадина", "Талғатқызы", Profession.COURT_STAFF, lessons=2, away_days=9),
    DemoPerson("arman@example.kz", "Өтеғұлов", "Арман", "Мейрамұлы", Profession.TRAINEE),
    DemoPerson("bekzat@example.kz", "Нұртаев", "Бекзат", "Асылбекұлы", Profession.ADVOCATE, has_password=False),
    DemoPerson("irina@example.kz", "Петрова", "Ирина", "Сергеевна", Profession.NOTARY, "ru", lessons=1, away_days=20),
)


def is_filled(session: Session) -> bool:
    return session.scalar(select(Identity.person_id).limit(1)) is not None


def fill(session: Session, shelf: Shelf, password_hash: str, consent_version: str, *, now: datetime) -> None:
    """Put the demo's institutions, people, cohort and progress into an empty database."""
    edition = shelf.current(session, COURSE)
    began_at = now - timedelta(days=35)
    _add_institutions(session, began_at)
    ids = {one.email: _add(session, one, password_hash, consent_version, now=began_at) for one in (*CAST, *_MEMBERS)}
    learners = [CAST[0], *_MEMBERS]
    cohort_id = _add_cohort(session, edition, ids, learners, began_at)
    for one in learners:
        _learn(session, one, ids[one.email], edition, now=now)
    session.flush()
    learner_ids = {one.email: ids[one.email] for one in learners}
    fill_schedule(session, shelf, edition, cohort_id, learner_ids, ids["dana@example.kz"], began_at=began_at, now=now)
    fill_talk(session, cohort_id, learner_ids, ids["dana@example.kz"], began_at=began_at, now=now)
    fill_works(session, edition, ids, ids["dana@example.kz"], now=now)
    admin_id, tutor_id = ids["yerlan@example.kz"], ids["dana@example.kz"]
    fill_levels(session, edition, cohort_id, OF_NOW, proposed=5, admin_id=admin_id, tutor_id=tutor_id, now=now)
    _write_letters(session, cohort_id, learner_ids, tutor_id, now=now)
    account = Account(password_hash, consent_version)
    last_id = fill_cohort(session, edition, account, admin_id=admin_id, tutor_id=tutor_id, now=now)
    fill_papers(session, last_id, admin_id=admin_id, now=now)
    fill_questionnaires(session, cohort_id, last_id, tutor_id, now=now)
    fill_call(session, edition, account, admin_id=admin_id, tutor_id=tutor_id, now=now)
    for person_id in ids.values():
        forget(session, person_id, now=now)  # nobody is written to about what happened before the first start
    fill_notices(session, cohort_id, ids["aigerim@example.kz"])


def _write_letters(
    session: Session, cohort_id: uuid.UUID, learner_ids: dict[str, int], tutor_id: int, *, now: datetime
) -> None:
    enrolments = {email: actions.enrol(session, id_, COURSE, now=now) for email, id_ in learner_ids.items()}
    fill_letters(session, cohort_id, enrolments.values(), enrolments["daniyar@example.kz"], tutor_id, now=now)


def _add_institutions(session: Session, now: datetime) -> None:
    for country, kk, ru, en in _INSTITUTIONS:
        institution = Institution(country=country)
        session.add(institution)
        session.flush()
        named = InstitutionName(
            institution_id=institution.id, valid_from=now.date(), name_kk=kk, name_ru=ru, name_en=en
        )
        session.add(named)


def _add(session: Session, one: DemoPerson, password_hash: str, consent_version: str, *, now: datetime) -> int:
    profile = Profile(
        surname=one.surname,
        given_name=one.given_name,
        patronymic=one.patronymic,
        country=Country.KZ,
        profession=one.profession,
        language=one.language,
    )
    new = NewPerson(
        email=one.email,
        password_hash=password_hash,
        profile=profile,
        consent_version=consent_version,
        consent_language=one.language,
    )
    person_id = add_person(session, new, is_confirmed=one.has_password, now=now)
    for role in one.roles:
        country = Country.KZ.value if role is Role.COORDINATOR else ""
        grant_role(session, person_id, role, country=country, by_id=None, now=now)
    return person_id


def _add_cohort(
    session: Session, edition: ServedEdition, ids: dict[str, int], learners: Sequence[DemoPerson], began_at: datetime
) -> uuid.UUID:
    details = CohortDetails(
        name="Астана, күз 2026",
        country=Country.KZ,
        institution_id=None,
        starts_on=began_at.date(),
        ends_on=(began_at + timedelta(weeks=8)).date(),
    )
    admin_id = ids["yerlan@example.kz"]
    cohort = make(session, uuid.uuid4(), COURSE, edition.id, details, by_id=admin_id, now=began_at)
    add_tutor(session, cohort.id, ids["dana@example.kz"], now=began_at)
    for one in learners:
        add_member(session, cohort.id, ids[one.email], now=began_at)
    session.flush()
    return cohort.id


def _learn(session: Session, one: DemoPerson, person_id: int, edition: ServedEdition, *, now: datetime) -> None:
    """Finish lessons two days apart, the last one `away_days` ago, and take the test after them."""
    enrolment_id = actions.enrol(session, person_id, COURSE, now=now)
    last_at = now - timedelta(days=one.away_days)
    for place, lesson in enumerate(edition.lessons[: one.lessons]):
        read_at = last_at - timedelta(days=2 * (one.lessons - place))
        for question in lesson.questions:
            actions.answer_check(
                session,
                enrolment_id,
                lesson.id,
                question,
                right_answer(question, one.language),
                seen=0,
                edition_id=edition.id,
                language=one.language,
                now=read_at,
            )
        actions.keep_place(session, enrolment_id, lesson.id, None, 60 * lesson.minutes, day=read_at.date(), now=read_at)
        actions.finish_lesson(session, enrolment_id, lesson.id, edition.course, now=read_at)
        module_id = quiz_after(edition.course, lesson.id)
        if module_id and one.quiz is not None:
            _take_test(session, enrolment_id, person_id, one, edition, module_id, one.quiz, now=read_at)
    if one.right is not None:
        _take_test(session, enrolment_id, person_id, one, edition, "", one.right, now=last_at)


def _take_test(
    session: Session,
    enrolment_id: uuid.UUID,
    person_id: int,
    one: DemoPerson,
    edition: ServedEdition,
    module_id: str,
    right: float,
    *,
    now: datetime,
) -> None:
    attempt_id = attempts.begin(session, enrolment_id, edition, module_id, seed=len(one.email), now=now)
    attempt = get_attempt(session, person_id, attempt_id)
    questions = list(attempts.questions_of(attempt, edition).values())
    known = round(len(questions) * right)
    for number, question in enumerate(questions):
        answer = right_answer(question, one.language) if number < known else _wrong_answer(question)
        if answer:
            attempts.save_answer(session, attempt, question, answer, seen=0, language=one.language, now=now)
    attempts.submit(session, attempt_id, edition, now=now + timedelta(minutes=25))


def _wrong_answer(question: Question) -> Answer:
    """A wrong option of a choice; the rest is left without an answer."""
    wrong = [option for option in question.options if option not in question.right]
    return {wrong[0]: TICKED} if question.right and wrong else {}
