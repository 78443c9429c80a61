"""The product as it is installed: a wheel, away from the checkout, with all that it needs in it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from helpcourse.assessment.flags import FlagKind, flags
from helpcourse.assessment.items import analysis
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.models import Certificate, CertificateEvent, CertificateFile, CertificatePdf, EventKind
from helpcourse.db import make_engine
from helpcourse.learning.models import LessonDone
from helpcourse.reporting.items import Scope, tally
from helpcourse.tutoring.queries import Sight

ROOT = Path(__file__).parent.parent
STARTS_WITHIN_S = 60
DRAWN_WITHIN_S = 20
LEARNERS = 60  # with histories
COURSE = "prohibition-of-torture"


@dataclass(frozen=True)
class Demo:
    """The demo that runs: its address, what it printed, where its data is."""

    url: str
    said: str
    data: Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def demo(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo from the unpacked wheel in an empty folder."""
    home = tmp_path_factory.mktemp("installed")
    ZipFile(wheel).extractall(home / "site")
    port = _free_port()
    command = [sys.executable, "-c", "from helpcourse.cli import main; raise SystemExit(main())"]
    environment = {"PYTHONPATH": str(home / "site"), "PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "demo", "--port", str(port), "--data", str(home / "data")],
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = "".join(takewhile(lambda line: not line.startswith("Mails are written"), process.stdout))
        yield Demo(f"http://127.0.0.1:{port}", said, home / "data")
        process.terminate()


@pytest.fixture
def session(demo: Demo) -> Iterator[Session]:
    """What the demo has put into its database."""
    engine = make_engine(f"sqlite:///{demo.data / 'helpcourse.db'}")
    with Session(engine) as session:
        yield session
    engine.dispose()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _is_drawn(session: Session, paper: uuid.UUID) -> bool:
    """Waits for the worker."""
    for _ in range(DRAWN_WITHIN_S):
        session.rollback()
        if session.get(CertificatePdf, paper) is not None:
            return True
        time.sleep(1)
    return False


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=STARTS_WITHIN_S) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize(
    "name",
    [
        "helpcourse/_bundled/courses/prohibition-of-torture/course.yaml",
        "helpcourse/_bundled/courses/personal-data/course.yaml",
        "helpcourse/_bundled/courses/using-helpcourse/course.yaml",
        "helpcourse/_bundled/courses/writing-courses/course.yaml",
        "helpcourse/_bundled/courses/sources.yaml",
        "helpcourse/_bundled/translations/kk/LC_MESSAGES/messages.po",
        "helpcourse/_bundled/migrations/env.py",
        "helpcourse/templates/base.html",
        "helpcourse/static/fonts/literata-cyrillic-ext.woff2",
        "helpcourse/certification/paper/paper.typ",
        "helpcourse/certification/fonts/Literata-Regular.ttf",
    ],
)
def test_the_wheel_has_it(wheel: Path, name: str) -> None:
    assert name in ZipFile(wheel).namelist()


def test_the_installed_demo_serves(demo: Demo) -> None:
    assert _get(f"{demo.url}/healthz") == "ok\n"


def test_the_installed_demo_prints_its_log_ins(demo: Demo) -> None:
    assert re.findall(r"\w+@example\.kz", demo.said) == [
        "aigerim@example.kz",
        "bolat@example.kz",
        "dana@example.kz",
        "yerlan@example.kz",
        "gulnara@example.kz",
    ]


@pytest.mark.parametrize(
    ("course", "title"),
    [
        ("prohibition-of-torture", "Азаптауға тыйым салу"),
        ("personal-data", "Дербес деректерді қорғау"),
        ("using-helpcourse", "Осы сайтты қалай пайдалану керек"),
        ("writing-courses", "Курсты қалай жазу керек"),
    ],
)
def test_the_installed_demo_speaks_kazakh(demo: Demo, course: str, title: str) -> None:
    assert title in _get(f"{demo.url}/kk/courses/{course}")


def test_the_installed_demo_has_all_courses_in_its_catalogue(demo: Demo) -> None:
    catalogue = _get(f"{demo.url}/en/courses")
    assert re.findall(r'<a href="/en/courses/([a-z-]+)"', catalogue) == [
        "personal-data",
        "prohibition-of-torture",
        "using-helpcourse",
        "writing-courses",
    ]


def test_sixty_learners_of_the_demo_have_histories(session: Session) -> None:
    assert session.scalars(select(func.count(LessonDone.enrolment_id.distinct()))).one() >= LEARNERS


def test_papers_of_the_demo_are_issued_and_drawn_and_one_is_revoked_and_one_replaced(session: Session) -> None:
    happened = Counter(session.scalars(select(CertificateEvent.kind)))
    assert (happened[EventKind.REVOKED], happened[EventKind.REPLACED]) == (1, 1)
    assert session.scalars(select(func.count(CertificatePdf.certificate_id))).one() == happened[EventKind.ISSUED] > 50
    assert session.scalars(select(func.count(Certificate.id))).one() == happened[EventKind.ISSUED]


def test_statistics_of_the_demo_say_what_is_odd_about_questions(session: Session) -> None:
    edition = Shelf().current(session, COURSE)
    bank = {question.id: question for question in edition.course.bank}
    worth = {edition.id: {id_: question.points for id_, question in bank.items()}}
    items = analysis(tally(session, Sight(None, None), Scope(COURSE)), worth).items
    told = {flag.kind for id_, item in items.items() for flag in flags(item, bank[id_], {edition.id})}
    assert {FlagKind.REVERSED, FlagKind.LANGUAGES} <= told


def test_nobody_is_mailed_of_what_happened_before_the_first_start(demo: Demo) -> None:
    assert list(demo.data.glob("mail/*")) == []


def test_a_paper_is_drawn_while_the_demo_serves(session: Session) -> None:
    """The server's processes come from one in which the library that draws has not begun its threads."""
    paper = session.scalars(select(CertificatePdf.certificate_id).limit(1)).one()
    for files in (CertificateFile, CertificatePdf):
        session.execute(delete(files).where(files.certificate_id == paper))
    session.execute(update(Certificate).where(Certificate.id == paper).values(issued_at=datetime.now(UTC)))
    session.commit()
    assert _is_drawn(session, paper)
