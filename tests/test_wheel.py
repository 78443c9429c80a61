"""The product as it is installed: a wheel, away from the checkout, with all that it needs in it."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
STARTS_WITHIN_S = 60


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def demo(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The demo from the unpacked wheel in an empty folder: its address and what it printed."""
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
        yield f"http://127.0.0.1:{port}", said
        process.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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


def test_the_installed_demo_serves(demo: tuple[str, str]) -> None:
    assert _get(f"{demo[0]}/healthz") == "ok\n"


def test_the_installed_demo_prints_its_log_ins(demo: tuple[str, str]) -> None:
    assert re.findall(r"\w+@example\.kz", demo[1]) == [
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
def test_the_installed_demo_speaks_kazakh(demo: tuple[str, str], course: str, title: str) -> None:
    assert title in _get(f"{demo[0]}/kk/courses/{course}")


def test_the_installed_demo_has_all_courses_in_its_catalogue(demo: tuple[str, str]) -> None:
    catalogue = _get(f"{demo[0]}/en/courses")
    assert re.findall(r'<a href="/en/courses/([a-z-]+)"', catalogue) == [
        "personal-data",
        "prohibition-of-torture",
        "using-helpcourse",
        "writing-courses",
    ]
