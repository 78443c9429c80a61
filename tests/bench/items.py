"""`make bench-items`: how long the statistics of 100,000 attempts at a test take, on SQLite and on PostgreSQL."""

import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Person, Profession
from helpcourse.assessment.drawing import draw
from helpcourse.assessment.flags import flags
from helpcourse.assessment.grading import grade, right_answer
from helpcourse.assessment.items import Worth, analysis
from helpcourse.assessment.questions import TICKED, Answer, Question
from helpcourse.assessment.sheets import written, written_times
from helpcourse.catalogue.actions import manuscript, publish
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.config import bundled
from helpcourse.content.load import load
from helpcourse.db import make_engine
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Sheet
from helpcourse.learning.sheets import FORMAT
from helpcourse.reporting.items import Scope, Which, tally
from helpcourse.tables import make_all
from helpcourse.tutoring.queries import Sight
from tests.postgres import running_server

ATTEMPTS, LEARNERS = 100_000, 70_000
AT_ONCE = 5_000  # rows in one INSERT
ROUNDS = 5
COURSE = "prohibition-of-torture"
BEGAN_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ALL_SEEN = Sight(None, None)

Row = dict[str, Any]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="helpcourse-items-") as folder, running_server() as server:
        for url in (f"sqlite:///{folder}/helpcourse.db", server):
            with _filled(url) as engine:
                _measure(engine)


@contextmanager
def _filled(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    make_all(engine)
    with Session(engine) as session:
        publish(
            session, manuscript(load(bundled("courses") / COURSE, bundled("courses") / "sources.yaml")), now=BEGAN_AT
        )
        session.commit()
        _add_attempts(session, Shelf().current(session, COURSE))
        session.commit()
    yield engine
    engine.dispose()


def _add_attempts(session: Session, edition: ServedEdition) -> None:
    """Of as many learners as there are first attempts; every third has made a second one."""
    chance = random.Random(7)
    for first in range(0, LEARNERS, AT_ONCE):
        ids = range(first + 1, first + 1 + min(AT_ONCE, LEARNERS - first))
        people = [_person(id_) for id_ in ids]
        enrolments = [_enrolment(id_) for id_ in ids]
        attempts = [_attempt(one["id"], number, edition, chance) for one in enrolments for number in _numbers(one)]
        sheets = [_sheet(one, edition, chance) for one in attempts]
        for table, rows in ((Person, people), (Enrolment, enrolments), (Attempt, attempts), (Sheet, sheets)):
            session.execute(insert(table), rows)


def _person(id_: int) -> Row:
    return {"id": id_, "key": uuid.uuid4(), "country": Country.KZ, "profession": Profession.JUDGE, "language": "kk",
            "registered_at": BEGAN_AT}  # fmt: skip


def _enrolment(person_id: int) -> Row:
    return {"id": uuid.uuid4(), "person_id": person_id, "course_id": COURSE, "enrolled_at": BEGAN_AT}


def _numbers(enrolment: Row) -> range:
    return range(1, 3 if enrolment["person_id"] <= ATTEMPTS - LEARNERS else 2)


def _attempt(enrolment_id: uuid.UUID, number: int, edition: ServedEdition, chance: random.Random) -> Row:
    assert edition.course.test
    seed = chance.getrandbits(40)
    drawn = draw(edition.course.bank, edition.course.test.draw, seed=seed)
    return {
        "id": uuid.uuid4(),
        "enrolment_id": enrolment_id,
        "number": number,
        "edition_id": edition.id,
        "seed": seed,
        "questions": [[one.question_id, *one.order] for one in drawn],
        "began_at": BEGAN_AT,
        "state": AttemptState.SUBMITTED,
        "closed_at": BEGAN_AT + timedelta(minutes=30),
    }


def _sheet(attempt: Row, edition: ServedEdition, chance: random.Random) -> Row:
    """Of somebody who knows more or less."""
    bank = {question.id: question for question in edition.course.bank}
    known = min(max(chance.gauss(0.65, 0.2), 0), 1)
    asked = [bank[id_] for id_, *_options in attempt["questions"]]
    answers = [(question, _answer(question, known, chance)) for question in asked]
    graded = [(question.id, grade(question, given).points, given) for question, given in answers]
    points = round(sum(points for _, points, _ in graded), 4)
    return {
        "attempt_id": attempt["id"],
        "enrolment_id": attempt["enrolment_id"],
        "edition_id": edition.id,
        "number": attempt["number"],
        "format": FORMAT,
        "language": chance.choice(("kk", "ru", "en")),
        "points": points,
        "out_of": float(len(asked)),
        "is_passed": points >= 0.75 * len(asked),
        "entries": written(graded),
        "seconds": written_times({question.id: int(chance.expovariate(1 / 60)) for question in asked}),
    }


def _answer(question: Question, known: float, chance: random.Random) -> Answer:
    if chance.random() < known:
        return right_answer(question, "kk")
    return dict.fromkeys(chance.sample(question.options, len(question.right)), TICKED)


def _measure(engine: Engine) -> None:
    with Session(engine) as session:
        edition = Shelf().current(session, COURSE)
        worth = {edition.id: {question.id: question.points for question in edition.course.bank}}
        for which in Which:
            spent = [_timed(session, Scope(COURSE, which=which), worth) for _ in range(ROUNDS)]
            walls, cpus = [wall for wall, _ in spent], [cpu for _, cpu in spent]
            print(
                f"{engine.dialect.name}, {which.value} attempts: {statistics.median(walls):.2f} s"
                f" ({min(walls):.2f} to {max(walls):.2f}), {statistics.median(cpus):.2f} s of CPU",
                flush=True,
            )


def _timed(session: Session, scope: Scope, worth: Worth) -> tuple[float, float]:
    """Wall and CPU of reading, counting and flagging everything."""
    edition = Shelf().current(session, COURSE)
    wall, cpu = time.monotonic(), time.process_time()
    found = analysis(tally(session, ALL_SEEN, scope), worth)
    for question in edition.course.bank:
        flags(found.items[question.id], question, {edition.id})
    spent = time.monotonic() - wall, time.process_time() - cpu
    session.rollback()
    return spent


if __name__ == "__main__":
    main()
