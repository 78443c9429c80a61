"""A batch whose worker is killed again and again is issued without a double or a gap, and everybody is told once."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from helpcourse.certification.batches.actions import make
from helpcourse.certification.credentials.forms import CredentialForm
from helpcourse.certification.models import Certificate, CertificateFile, CertificatePdf
from helpcourse.db import begin_write
from helpcourse.messages.models import Mail
from tests.builders import NOW, add_person
from tests.certification.builders import add_cohort, candidates, finish
from tests.live import environment

LEARNERS = 60  # more than one slice
KILLED_AT = (Certificate.id, 1), (CertificatePdf.certificate_id, 1), (CertificatePdf.certificate_id, 25)
WITHIN_S = 240


def fill(session: Session, yerlan) -> uuid.UUID:
    """A batch of many; committed. The cohort's id."""
    begin_write(session)
    people = [add_person(session, "Айдос", "Абаев", email=f"{number}@example.kz") for number in range(LEARNERS)]
    session.commit()
    cohort = add_cohort(session, *[finish(session, person) for person in people])
    begin_write(session)
    make(session, uuid.uuid4(), cohort, candidates(session, cohort), by_id=yerlan.id, now=NOW)
    session.commit()
    return cohort


@contextmanager
def worker(app: Flask) -> Iterator[None]:
    """In a process group of its own, which is killed at the end."""
    command = [sys.executable, "-m", "tests.certification.batch_worker"]
    process = subprocess.Popen(
        command, env={**os.environ, **environment(app.extensions["settings"])}, start_new_session=True
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(engine: Engine, column: InstrumentedAttribute[uuid.UUID], count: int) -> None:
    """Until there are so many rows."""
    end = time.monotonic() + WITHIN_S
    while time.monotonic() < end:
        with Session(engine) as session:
            if session.scalar(select(func.count(column))) >= count:
                return
        time.sleep(0.005)
    raise AssertionError(f"there are not {count} of {column} after {WITHIN_S} seconds")


def test_a_killed_worker_leaves_no_double_and_no_gap(app, session, yerlan):
    fill(session, yerlan)
    engine = app.extensions["engine"]
    for column, count in KILLED_AT:
        with worker(app):
            wait_for(engine, column, count)
    with worker(app):
        wait_for(engine, Mail.person_id, LEARNERS)
    papers = session.scalars(select(Certificate).order_by(Certificate.serial)).all()
    assert [paper.serial for paper in papers] == list(range(1, LEARNERS + 1))
    assert len({paper.enrolment_id for paper in papers}) == LEARNERS
    assert len(session.scalars(select(CertificateFile.sha256)).all()) == LEARNERS * len(CredentialForm)
    assert set(Counter(session.scalars(select(Mail.person_id))).values()) == {1}
