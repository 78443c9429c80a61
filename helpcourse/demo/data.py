"""Names and words of the demo, as they lie in data/: people in a table, texts in YAML."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter

from helpcourse.accounts.models import Country, Profession

_FOLDER = Path(__file__).with_name("data")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A row of people.csv. What comes after the roles is of those who learn in the running cohort."""

    group: str  # staff, new, autumn, spring, call, alone
    email: str
    surname: str
    given_name: str
    patronymic: str = ""
    country: Country
    profession: Profession
    institution: str = ""  # as institutions.yaml calls it; empty: none of them
    language: str
    roles: str = ""  # tutor, admin, or coordinator and a country
    lessons: int = 0  # finished
    lag: int = 0  # days behind the schedule
    quiz: float | None = None  # the share of right answers in quizzes; None: not taken
    test: float | None = None  # the same of the final test
    is_invited: bool = False  # an account was made for them, and they have never logged in


def people() -> list[DemoPerson]:
    """All of them, staff first; an empty cell is what is usual."""
    with (_FOLDER / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]
    return TypeAdapter(list[DemoPerson]).validate_python(rows)


def texts(name: str, kind: type[T]) -> T:
    """The content of a YAML file as this kind of value."""
    return TypeAdapter(kind).validate_python(yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8")))
