"""A site in use: cohorts in two countries, attempts open and closed, papers; made by the domain's own actions."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from helpcourse.accounts.models import Country, Institution, InstitutionName, Person, Profession, Role
from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import TICKED
from helpcourse.catalogue.actions import Manuscript, publish
from helpcourse.catalogue.models import Edition, EditionPage
from helpcourse.catalogue.search import index
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.certification import actions as certification
from helpcourse.certification.credentials.status import StatusPlace
from helpcourse.certification.models import Certificate
from helpcourse.certification.record import Record
from helpcourse.certification.rules import issuer_of
from helpcourse.certification.seal import Undrawn, seal
from helpcourse.config import Settings
from helpcourse.learning import attempts
from helpcourse.learning.actions import answer_check, enrol, finish_lesson, keep_reflection
from helpcourse.learning.allowances import give
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.rules import Extra
from helpcourse.tutoring.actions import cohorts, members
from helpcourse.tutoring.evaluation.rules import Phase
from helpcourse.tutoring.models import CohortTutor
from tests.builders import NOW, Someone, add_person, ticks
from tests.calls import add_calls, call_code, come_in, ids_of_call, send
from tests.case_world import add_work
from tests.evaluation import fill_box
from tests.group_world import add_talk
from tests.keys import signer
from tests.schedule_world import add_schedule, extended, webinar_of

COURSE = "prohibition-of-torture"
LESSON = "why-absolute"
MODULE = "absolute-ban"  # which has a quiz
ISSUER = issuer_of(Settings(site_url="http://localhost"))


@dataclass(frozen=True)
class Things:
    """What belongs to one learner: the ids that stand in URLs."""

    person: Someone
    person_key: uuid.UUID
    enrolment_id: uuid.UUID
    attempt_id: uuid.UUID
    question_id: str  # the first of the attempt
    tutor_key: uuid.UUID  # of the cohort; anybody's where there is none
    cohort_id: uuid.UUID | None = None
    certificate_id: uuid.UUID | None = None
    allowance_id: uuid.UUID | None = None  # given in the cohort
    entry_id: uuid.UUID | None = None  # an event of the cohort that takes registrations
    extension_id: uuid.UUID | None = None  # given in the cohort
    code: str = ""
    hand_in_id: uuid.UUID | None = None  # of a case study; of who learns in a cohort
    file_id: uuid.UUID | None = None  # of it
    application_id: uuid.UUID | None = None  # to the call of the cohort
    code_id: uuid.UUID | None = None  # to join the cohort by
    thread_id: uuid.UUID | None = None  # that they began in the group's discussion
    post_id: uuid.UUID | None = None  # theirs


@dataclass(frozen=True)
class World:
    """Aigerim has a certificate, Saltanat an open attempt, both in Dana's cohort; Bolat learns alone, Azamat abroad."""

    cast: dict[str, Someone]
    things: dict[str, Things]
    institutions: dict[Country, int]
    call_code: str  # in the address of the call that is open

    def institution_of(self, owner: str) -> int:
        return self.institutions[Country.KG if owner == "azamat" else Country.KZ]


def add_world(session: Session, cast: dict[str, Someone]) -> World:
    people = cast | _more_people(session)
    shelf = Shelf()
    edition = shelf.current(session, COURSE)
    ours = _add_cohort(session, "2026/1", Country.KZ, edition, people["dana"], people["yerlan"])
    abroad = _add_cohort(session, "2026/2", Country.KG, edition, people["cholpon"], people["yerlan"])
    things = {
        "aigerim": _finished(session, shelf, edition, people["aigerim"], ours, people["yerlan"]),
        "saltanat": _in_the_test(session, edition, people["saltanat"], ours, people["yerlan"]),
        "bolat": _finished(session, shelf, edition, people["bolat"], None, people["yerlan"]),
        "azamat": _finished(session, shelf, edition, people["azamat"], abroad, people["yerlan"]),
    }
    served = shelf.current(session, COURSE)
    works = {
        name: add_work(session, served, one.enrolment_id, name, people) for name, one in things.items() if one.cohort_id
    }
    talk = add_talk(session, {name: one.cohort_id for name, one in things.items() if one.cohort_id}, people)
    _publish_again(session)
    send(session, ours, people["nurlan"].id)  # nobody has decided yet
    whole = {
        name: replace(one, **works.get(name, {}), **talk.get(name, {}), **_ids_of_call(session, one))
        for name, one in things.items()
    }
    return World(people, whole, _add_institutions(session), call_code(session, ours))


def _ids_of_call(session: Session, one: Things) -> dict[str, uuid.UUID]:
    return ids_of_call(session, one.cohort_id, one.person.id)


def _publish_again(session: Session) -> None:
    """A second edition with the same words, so that there is one to move to and one to go back to."""
    first = session.scalars(select(Edition).options(undefer("*"))).one()
    pages = session.scalars(select(EditionPage)).all()
    texts = tuple((page.page, page.language, page.content) for page in pages)
    postings = index.index_of(session, first.id)
    again = Manuscript(COURSE, first.digest[::-1], first.source_files, first.structure, texts, postings)
    publish(session, again, now=NOW)


def _more_people(session: Session) -> dict[str, Someone]:
    kg = Country.KG
    return {
        "saltanat": add_person(session, "Салтанат", "Жұмабаева", email="saltanat@example.kz"),
        "azamat": add_person(session, "Азамат", "Токтоев", email="azamat@example.kg", language="ru", country=kg),
        "cholpon": add_person(
            session, "Чолпон", "Асанова", email="cholpon@example.kg", language="ru", country=kg, roles=(Role.TUTOR,)
        ),
        "nurlan": add_person(
            session, "Нұрлан", "Ибраев", email="nurlan@example.kz", profession=Profession.PROSECUTOR
        ),  # has done nothing yet
    }


def _add_institutions(session: Session) -> dict[Country, int]:
    """One at home, one abroad, named by numbers: their names are words of those who wrote them."""
    return {country: _add_institution(session, country, f"№ {number}") for number, country in enumerate(_COUNTRIES, 1)}


_COUNTRIES = (Country.KZ, Country.KG)


def _add_institution(session: Session, country: Country, name: str) -> int:
    institution = Institution(country=country)
    session.add(institution)
    session.flush()
    session.add(
        InstitutionName(
            institution_id=institution.id, valid_from=date(2020, 1, 1), name_kk=name, name_ru=name, name_en=name
        )
    )
    return institution.id


def _add_cohort(
    session: Session, name: str, country: Country, edition: ServedEdition, tutor: Someone, admin: Someone
) -> uuid.UUID:
    details = cohorts.CohortDetails(
        name=name, country=country, institution_id=None, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 15)
    )
    then = NOW - timedelta(days=40)
    cohort = cohorts.make(session, uuid.uuid4(), COURSE, edition.id, details, by_id=admin.id, now=then)
    members.add_tutor(session, cohort.id, tutor.id, now=then)
    add_schedule(session, cohort.id, MODULE, tutor, now=then)
    add_calls(session, cohort.id, admin.id)
    fill_box(session, cohort.id, Phase.BEFORE, 6)
    return cohort.id


def _enrolled(session: Session, person: Someone, cohort_id: uuid.UUID | None, admin: Someone) -> uuid.UUID:
    then = NOW - timedelta(days=30)
    if cohort_id:
        come_in(session, cohort_id, person, admin.id, now=then)
    return enrol(session, person.id, COURSE, now=then)


def _finished(
    session: Session,
    shelf: Shelf,
    edition: ServedEdition,
    person: Someone,
    cohort_id: uuid.UUID | None,
    admin: Someone,
) -> Things:
    """A failed attempt, a passed one to which an answer came late, all lessons, the paper with its PDF."""
    enrolment_id = _enrolled(session, person, cohort_id, admin)
    _write_in_lesson(session, enrolment_id, edition)
    first = attempts.begin(session, enrolment_id, edition, seed=1, now=NOW - timedelta(days=9))
    attempts.submit(session, first, edition, now=NOW - timedelta(days=9))
    passed = _begin(session, edition, person, enrolment_id, NOW - timedelta(days=5), is_right=True)
    attempts.submit(session, passed.attempt_id, edition, now=NOW - timedelta(days=5))
    _answer_late(session, edition, passed, now=NOW - timedelta(days=5) + timedelta(minutes=1))
    for lesson in edition.lessons:
        finish_lesson(session, enrolment_id, lesson.id, edition.course, now=NOW - timedelta(days=4))
    certificate = _issue(session, shelf, enrolment_id, cohort_id, admin)
    return Things(
        person,
        passed.person_key,
        enrolment_id,
        passed.attempt_id,
        passed.question_id,
        _tutor_key(session, cohort_id),
        cohort_id,
        certificate.id,
        _eased(session, edition, enrolment_id, admin) if cohort_id else None,
        webinar_of(session, cohort_id),
        extended(session, edition, cohort_id, enrolment_id, MODULE, admin) if cohort_id else None,
        certificate.code,
    )


def _eased(session: Session, edition: ServedEdition, enrolment_id: uuid.UUID, admin: Someone) -> uuid.UUID:
    """Ten minutes more for the final test."""
    id_ = uuid.uuid4()
    then = NOW - timedelta(days=3)
    give(session, id_, enrolment_id, edition, "", Extra(minutes=10), "1, 2, 3…", by_id=admin.id, now=then)
    return id_


def _tutor_key(session: Session, cohort_id: uuid.UUID | None) -> uuid.UUID:
    of_cohort = (
        select(Person.key)
        .join(CohortTutor, CohortTutor.person_id == Person.id)
        .where(CohortTutor.cohort_id == cohort_id)
    )
    return session.scalars(of_cohort).one_or_none() or uuid.UUID(int=0)


def _issue(
    session: Session, shelf: Shelf, enrolment_id: uuid.UUID, cohort_id: uuid.UUID | None, admin: Someone
) -> Certificate:
    then = NOW - timedelta(days=2)
    if cohort_id:
        members.confirm(session, cohort_id, [enrolment_id], by_id=admin.id, now=then)
        certification.issue(session, shelf, cohort_id, [enrolment_id], ISSUER, by_id=admin.id, now=then)
    else:
        certification.issue_statement(session, shelf, enrolment_id, ISSUER, now=then)
    certificate = session.scalars(select(Certificate).where(Certificate.enrolment_id == enrolment_id)).one()
    place = StatusPlace(certificate.year, certificate.serial)
    paper = Undrawn(Record.from_json(certificate.record), place, certificate.issued_at)
    certification.store(session, certificate.id, seal(paper, signer(), ISSUER.zone, now=then), now=then)
    return certificate


def _in_the_test(
    session: Session, edition: ServedEdition, person: Someone, cohort_id: uuid.UUID, admin: Someone
) -> Things:
    enrolment_id = _enrolled(session, person, cohort_id, admin)
    _write_in_lesson(session, enrolment_id, edition)
    begun = _begin(session, edition, person, enrolment_id, NOW - timedelta(minutes=5), is_right=False)
    return Things(
        person,
        begun.person_key,
        enrolment_id,
        begun.attempt_id,
        begun.question_id,
        _tutor_key(session, cohort_id),
        cohort_id,
        allowance_id=_eased(session, edition, enrolment_id, admin),
        entry_id=webinar_of(session, cohort_id),
        extension_id=extended(session, edition, cohort_id, enrolment_id, MODULE, admin),
    )


def _write_in_lesson(session: Session, enrolment_id: uuid.UUID, edition: ServedEdition) -> None:
    then = NOW - timedelta(days=12)
    lesson = next(lesson for lesson in edition.lessons if lesson.id == LESSON)
    question = lesson.questions[0]
    wrong = {question.options[0]: TICKED}
    answer_check(session, enrolment_id, LESSON, question, wrong, seen=0, edition_id=edition.id, language="kk", now=then)
    for block_id in lesson.reflections[:1]:
        keep_reflection(session, enrolment_id, LESSON, block_id, "1, 2, 3…", seen=0, now=then)
    finish_lesson(session, enrolment_id, LESSON, edition.course, now=then)


def _begin(
    session: Session, edition: ServedEdition, person: Someone, enrolment_id: uuid.UUID, now: datetime, *, is_right: bool
) -> Things:
    """An attempt with all its answers right, or with its first one only."""
    attempt_id = attempts.begin(session, enrolment_id, edition, seed=2, now=now)
    attempt = get_attempt(session, person.id, attempt_id)
    questions = list(attempts.questions_of(attempt, edition).values())
    for question in questions if is_right else questions[:1]:
        attempts.save_answer(session, attempt, question, right_answer(question, "kk"), seen=0, language="kk", now=now)
    key = session.scalars(select(Person.key).where(Person.id == person.id)).one()
    return Things(person, key, enrolment_id, attempt_id, questions[0].id, uuid.UUID(int=0))


def _answer_late(session: Session, edition: ServedEdition, things: Things, *, now: datetime) -> None:
    """After the test was submitted, and wrong."""
    attempt = get_attempt(session, things.person.id, things.attempt_id)
    question = attempts.questions_of(attempt, edition)[things.question_id]
    wrong = min(set(question.options) - set(right_answer(question, "kk")))
    given_at = now - timedelta(minutes=3)
    attempts.save_answer(session, attempt, question, ticks(wrong), seen=1, language="kk", now=now, given_at=given_at)
