"""A cohort of hundreds with several tutors, put into the database at once: for the bench and for a test of sizes."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from helpcourse.accounts.actions.registration import name_key, search_text
from helpcourse.accounts.models import Consent, Country, Identity, Person, Profession, Role, RoleGrant
from helpcourse.accounts.rules import folded_email
from helpcourse.assessment.drawing import draw
from helpcourse.assessment.grading import grade, right_answer
from helpcourse.assessment.questions import TICKED, Answer, Question
from helpcourse.assessment.sheets import written, written_times
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.config import Settings
from helpcourse.db import Base
from helpcourse.learning.given import written as written_answer
from helpcourse.learning.models import (
    Attempt,
    AttemptState,
    CheckAnswer,
    Enrolment,
    Grade,
    LessonDone,
    LessonTime,
    Sheet,
)
from helpcourse.learning.sheets import FORMAT
from helpcourse.tutoring.actions.cohorts import CohortDetails, make
from helpcourse.tutoring.cases.models import CaseWork, HandIn
from helpcourse.tutoring.cases.rules import WorkState
from helpcourse.tutoring.letters.models import Letter, LetterReader
from helpcourse.tutoring.models import CohortMember, CohortTutor
from helpcourse.tutoring.schedule import actions as schedule
from helpcourse.tutoring.schedule.models import Attendance
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime, module_item
from tests.builders import Someone

LEARNERS, TUTORS = 900, 6
MOST_BYTES = 150_000  # of a page on the wire
ZONE = "Asia/Almaty"
_SURNAMES = ("Абаев", "Бейсенов", "Жұмабаев", "Исаев", "Кенжебеков", "Мусин", "Нұрғалиев", "Рахимов", "Сағынтаев",
             "Тілеубаев", "Уәлиев", "Шәріпов", "Қоңыратбаев", "Әбдіров", "Өтеғұлов")  # fmt: skip
_GIVEN = ("Айдос", "Берік", "Дәурен", "Ержан", "Қанат", "Марат", "Олжас", "Санжар", "Тимур", "Шыңғыс")

Row = dict[str, Any]


@dataclass(frozen=True)
class LargeCohort:
    """What its pages are asked for by."""

    cohort_id: uuid.UUID
    tutors: Sequence[Someone]
    course_id: str
    enrolment_id: uuid.UUID  # of one who has done all there is
    attempt_id: uuid.UUID  # theirs
    letter_id: uuid.UUID  # to all
    event_id: uuid.UUID
    hand_in_id: uuid.UUID | None  # None: the course has no case study


class _Rows(dict[type[Base], list[Row]]):
    """By table."""

    def put(self, table: type[Base], **row: Any) -> None:
        self.setdefault(table, []).append(row)


def add_large_cohort(
    session: Session, edition: ServedEdition, *, learners: int = LEARNERS, now: datetime
) -> LargeCohort:
    """Two thirds through a course of eight weeks; some have never come, some have failed, many wait for a review."""
    chance, rows = random.Random(9), _Rows()
    first = session.scalar(select(func.coalesce(func.max(Person.id), 0))) + 1
    tutors = [_tutor(rows, first + place, now) for place in range(TUTORS)]
    ids = [first + TUTORS + place for place in range(learners)]
    enrolments = [_learner(rows, id_, edition, chance, now) for id_ in ids]
    _insert(session, rows)
    cohort_id = _cohort(session, edition, tutors[0].id, now)
    after = _Rows()
    for tutor in tutors:
        after.put(CohortTutor, cohort_id=cohort_id, person_id=tutor.id, added_at=now - timedelta(days=40))
    for id_ in enrolments:
        after.put(CohortMember, cohort_id=cohort_id, enrolment_id=id_, joined_at=now - timedelta(days=40))
    event_id = _schedule(session, cohort_id, edition, tutors[0].id, now)
    letter_id = _letter(after, cohort_id, enrolments, tutors[0].id, now)
    for id_ in enrolments:
        after.put(Attendance, entry_id=event_id, enrolment_id=id_, was_there=chance.random() < 0.9, marked_at=now,
                  marked_by_id=tutors[0].id)  # fmt: skip
    _insert(session, after)
    attempt_id = next(row["id"] for row in rows[Attempt] if row["enrolment_id"] == enrolments[0])
    hand_ins = rows.get(HandIn, [])
    return LargeCohort(
        cohort_id, tutors, edition.course.id, enrolments[0], attempt_id, letter_id, event_id,
        hand_ins[0]["id"] if hand_ins else None,
    )  # fmt: skip


def _insert(session: Session, rows: _Rows) -> None:
    """In the order in which they refer to each other."""
    for table in (Person, Identity, Consent, RoleGrant, Enrolment, LessonDone, LessonTime, CheckAnswer, Attempt, Grade,
                  Sheet, CaseWork, HandIn, CohortTutor, CohortMember, Attendance, Letter, LetterReader):  # fmt: skip
        if table in rows:
            session.execute(insert(table), rows[table])


def _person(rows: _Rows, id_: int, surname: str, given_name: str, now: datetime, *, has_password: bool = True) -> str:
    then, email = now - timedelta(days=50), f"large-{id_}@example.kz"
    name = f"{surname} {given_name}"
    rows.put(Person, id=id_, key=uuid.uuid4(), country=Country.KZ, profession=Profession.ADVOCATE,
             language=("kk", "ru")[id_ % 2], registered_at=then)  # fmt: skip
    rows.put(Identity, person_id=id_, email=email, email_folded=folded_email(email), password_hash="-", surname=surname,
             given_name=given_name, patronymic="", name_key=name_key(name), search_text=search_text(name, email),
             phone="", email_confirmed_at=then if has_password else None)  # fmt: skip
    rows.put(Consent, person_id=id_, version=Settings().consent_version, language="kk", given_at=then)
    return email


def _tutor(rows: _Rows, id_: int, now: datetime) -> Someone:
    email = _person(rows, id_, "Оспанова", f"Дана {id_}", now)
    rows.put(RoleGrant, person_id=id_, role=Role.TUTOR, granted_at=now, granted_by_id=None, country="")
    return Someone(id_, email, f"Оспанова Дана {id_}")


def _learner(rows: _Rows, id_: int, edition: ServedEdition, chance: random.Random, now: datetime) -> uuid.UUID:
    """The first has done all there is."""
    is_first, enrolment_id = Enrolment not in rows, uuid.uuid4()
    comes = is_first or chance.random() < 0.92
    _person(rows, id_, chance.choice(_SURNAMES), chance.choice(_GIVEN), now, has_password=comes)
    lessons = edition.lessons[: len(edition.lessons) if is_first else chance.randint(1, len(edition.lessons))] * comes
    last_at = now - timedelta(days=0 if is_first else chance.randint(0, 20), hours=1)
    rows.put(Enrolment, id=enrolment_id, person_id=id_, course_id=edition.course.id, edition_id=edition.id,
             enrolled_at=now - timedelta(days=41), last_active_at=last_at if comes else None)  # fmt: skip
    for place, lesson in enumerate(lessons):
        then = last_at - timedelta(days=len(lessons) - place)
        rows.put(LessonDone, enrolment_id=enrolment_id, lesson_id=lesson.id, done_at=then)
        rows.put(LessonTime, enrolment_id=enrolment_id, lesson_id=lesson.id, seconds=chance.randint(300, 2400))
        for question in lesson.questions:
            rows.put(CheckAnswer, enrolment_id=enrolment_id, lesson_id=lesson.id, question_id=question.id, number=1,
                     edition_id=edition.id, language="kk", given=written_answer(_answer(question, 0.7, chance)),
                     answered_at=then)  # fmt: skip
        for case in lesson.cases:
            _work(rows, enrolment_id, edition, lesson.id, case.id, then)
    for module_id in edition.course.tests if comes else ():
        for number in range(1, 3 if is_first or chance.random() < 0.3 else 2):
            _attempt(rows, enrolment_id, edition, module_id, number, chance, last_at)
    return enrolment_id


def _work(
    rows: _Rows, enrolment_id: uuid.UUID, edition: ServedEdition, lesson_id: str, block_id: str, then: datetime
) -> None:
    work_id = uuid.uuid4()
    rows.put(CaseWork, id=work_id, enrolment_id=enrolment_id, lesson_id=lesson_id, block_id=block_id,
             state=WorkState.HANDED_IN)  # fmt: skip
    rows.put(HandIn, id=uuid.uuid4(), work_id=work_id, number=1, edition_id=edition.id, language="kk",
             text="Тергеп-тексеру тиімді болуға тиіс. " * 9, handed_in_at=then, is_late=False, reviewers=1)  # fmt: skip


def _attempt(
    rows: _Rows,
    enrolment_id: uuid.UUID,
    edition: ServedEdition,
    module_id: str,
    number: int,
    chance: random.Random,
    then: datetime,
) -> None:
    test, id_, seed = edition.course.tests[module_id], uuid.uuid4(), chance.getrandbits(40)
    bank = {question.id: question for question in test.bank}
    drawn = draw(test.bank, test.rules.draw, shuffle=test.rules.shuffle, seed=seed)
    asked, known = [bank[one.question_id] for one in drawn], chance.random()
    graded = [(question.id, grade(question, given).points, given) for question in asked
              if (given := _answer(question, known, chance)) is not None]  # fmt: skip
    points, out_of = round(sum(each[1] for each in graded), 4), round(sum(each.points for each in asked), 4)
    is_passed = points >= test.rules.pass_mark * out_of
    rows.put(Attempt, id=id_, enrolment_id=enrolment_id, number=number, edition_id=edition.id, seed=seed,
             questions=[[one.question_id, *one.order] for one in drawn], began_at=then - timedelta(minutes=30),
             due_at=None, state=AttemptState.SUBMITTED, closed_at=then, module_id=module_id)  # fmt: skip
    rows.put(Grade, attempt_id=id_, number=1, points=points, out_of=out_of, is_passed=is_passed, graded_at=then,
             by_question={question_id: earned for question_id, earned, _given in graded})  # fmt: skip
    rows.put(Sheet, attempt_id=id_, enrolment_id=enrolment_id, edition_id=edition.id, number=number, format=FORMAT,
             language="kk", points=points, out_of=out_of, is_passed=is_passed, entries=written(graded),
             seconds=written_times({question.id: 60 for question in asked}), module_id=module_id)  # fmt: skip


def _answer(question: Question, known: float, chance: random.Random) -> Answer:
    if chance.random() < known or not question.right:
        return right_answer(question, "kk")
    return dict.fromkeys(chance.sample(question.options, len(question.right)), TICKED)


def _cohort(session: Session, edition: ServedEdition, by_id: int, now: datetime) -> uuid.UUID:
    details = CohortDetails(
        name="900", country=Country.KZ, institution_id=None,
        starts_on=(now - timedelta(days=40)).date(), ends_on=(now + timedelta(days=16)).date(),
    )  # fmt: skip
    then = now - timedelta(days=45)
    cohort = make(session, uuid.uuid4(), edition.course.id, edition.id, details, by_id=by_id, now=then)
    session.flush()
    return cohort.id


def _schedule(session: Session, cohort_id: uuid.UUID, edition: ServedEdition, by_id: int, now: datetime) -> uuid.UUID:
    """A webinar that was, and a deadline a module, of which two are over."""
    event_id, at = uuid.uuid4(), (now - timedelta(days=5)).replace(tzinfo=None)
    details = schedule.EventDetails(kind=EntryKind.WEBINAR, title="40", time=WallTime(at, ZONE), minutes=90)
    schedule.add_event(session, event_id, cohort_id, details, by_id=by_id, now=now)
    due = {
        (EntryKind.DEADLINE, module_item(module.id)): WallTime(at + timedelta(days=10 * place - 15), ZONE)
        for place, module in enumerate(edition.course.modules)
    }
    schedule.set_dates(session, cohort_id, due, list(due), seen=0, by_id=by_id, now=now)
    session.flush()
    return event_id


def _letter(rows: _Rows, cohort_id: uuid.UUID, enrolments: Sequence[uuid.UUID], by_id: int, now: datetime) -> uuid.UUID:
    letter_id = uuid.uuid4()
    rows.put(Letter, id=letter_id, by_id=by_id, words={"kk": ["40", "1, 2, 3…"]}, sent_at=now - timedelta(days=3))
    for id_ in enrolments:
        rows.put(LetterReader, letter_id=letter_id, enrolment_id=id_, cohort_id=cohort_id, language="kk")
    return letter_id


def pages_of(large: LargeCohort) -> dict[str, str]:
    """Every page of a tutor that shows something of the cohort, by what it is."""
    home = f"/kk/tutor/cohorts/{large.cohort_id}"
    learner = f"{home}/learners/{large.enrolment_id}"
    attempt = f"{learner}/attempts/{large.attempt_id}"
    event = f"{home}/schedule/{large.event_id}"
    statistics = f"/kk/tutor/statistics/{large.course_id}?cohort={large.cohort_id}"
    found = {
        "desk": "/kk/tutor",
        "desk, everybody": "/kk/tutor?show=all",
        "desk, a name": "/kk/tutor?show=all&text=исаев",
        "cohorts": "/kk/tutor/cohorts",
        "cohort": home,
        "cohort, last page": f"{home}?page=9&sort=-test",
        "learner": learner,
        "story": f"{learner}/story",
        "attempt": attempt,
        "result of the attempt": f"{attempt}/result",
        "case studies": "/kk/tutor/cases",
        "case studies reviewed": "/kk/tutor/cases/reviewed",
        "essays": "/kk/tutor/essays",
        "letters": "/kk/tutor/letters",
        "letter": f"/kk/tutor/letters/{large.letter_id}",
        "letter to one": f"/kk/tutor/letters/write?learner={large.enrolment_id}",
        "schedule": f"{home}/schedule",
        "dates": f"{home}/schedule/dates",
        "attendance": f"{event}/attendance",
        "attendance sheet": f"{event}/sheet",
        "grade sheet": f"{home}/grades",
        "statistics": "/kk/tutor/statistics",
        "statistics of the test": statistics,
        "phrases": "/kk/tutor/cases/phrases",
    }
    return found | ({"case study": f"/kk/tutor/cases/{large.hand_in_id}"} if large.hand_in_id else {})
