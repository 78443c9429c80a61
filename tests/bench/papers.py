"""`make bench-papers`: how long it takes to issue, draw, seal and keep 1,000 certificates of one cohort."""

import sys
import tempfile
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country
from helpcourse.catalogue.actions import manuscript, publish
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.batches.actions import make
from helpcourse.certification.models import CertificatePdf
from helpcourse.certification.queries import candidates_in
from helpcourse.config import Settings, bundled
from helpcourse.content.load import load
from helpcourse.db import begin_write, make_engine
from helpcourse.learning.models import Enrolment
from helpcourse.tables import make_all
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.worker import Worker
from tests.builders import add_person

LEARNERS = 1000
COURSE = "prohibition-of-torture"


def main(learners: int) -> None:
    with tempfile.TemporaryDirectory(prefix="helpcourse-papers-") as folder:
        settings = Settings(data=Path(folder), site_url="https://help.example.org")
        worker = Worker(settings, make_engine(settings.engine_url))
        _fill(worker, learners, now=datetime.now(UTC))
        began = time.monotonic()
        rounds = 0
        while _count(worker) < learners:
            worker.make_papers()
            rounds += 1
        took = time.monotonic() - began
        worker.papers.drawers.close()
        processes = worker.papers.drawers.processes
        print(f"{learners} papers in {took:.1f} s with {processes} processes: {learners / took:.1f} a second")
        worker.engine.dispose()


def _count(worker: Worker) -> int:
    with Session(worker.engine) as session:
        return session.execute(select(func.count(CertificatePdf.certificate_id))).scalar_one()


def _fill(worker: Worker, learners: int, *, now: datetime) -> None:
    """A cohort whose members have all finished and are proposed, and the batch of their certificates."""
    make_all(worker.engine)
    with Session(worker.engine) as session:
        begin_write(session)
        source = bundled("courses")
        publish(session, manuscript(load(source / COURSE, source / "sources.yaml")), now=now)
        edition = Shelf().current(session, COURSE)
        cohort = Cohort(
            course_id=COURSE,
            edition_id=edition.id,
            name="1000",
            country=Country.KZ,
            starts_on=date(2026, 9, 14),
            ends_on=date(2026, 10, 30),
            made_at=now,
            made_by_id=None,
        )
        session.add(cohort)
        session.flush()
        for number in range(learners):
            person = add_person(session, f"Айдос{_letters(number)}", "Қоңыратбаев", email=f"{number}@example.kz")
            enrolment = Enrolment(
                person_id=person.id, course_id=COURSE, enrolled_at=now - timedelta(weeks=6), finished_at=now
            )
            session.add(enrolment)
            session.flush()
            session.add(CohortMember(cohort_id=cohort.id, enrolment_id=enrolment.id, joined_at=now, confirmed_at=now))
        session.flush()
        candidates = candidates_in(session, worker.shelf, cohort.id, today=now.date(), now=now)
        make(session, uuid.uuid4(), cohort.id, candidates, by_id=person.id, now=now)
        session.commit()


def _letters(number: int) -> str:
    """A name has no digits, and no two of these people have the same one."""
    return "".join(chr(ord("а") + int(digit)) for digit in str(number))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS)
