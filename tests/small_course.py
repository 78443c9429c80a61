"""The small course, published beside the real one: two lessons, two questions in its test, gaps in its translations."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import Manuscript, manuscript, publish
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.db import begin_write
from tests.builders import NOW
from tests.content.builders import BANK_EN, LESSON_EN, LESSON_KK, SETTINGS, load_course

BAN = "ban"
READING, INVESTIGATION = "why", "duty"  # its lessons
BANK = {"ban-1": "1", "duty-1": "1 3"}  # question -> right options
MODULE = "ban"  # which has a quiz, if any

Changes = Mapping[str, str | bytes | None]


def rules(**test: object) -> dict[str, str]:
    """The settings with more rules of the test: rules(attempts=2, wait_hours=24)."""
    lines = "".join(f"  {name}: {value}\n" for name, value in test.items())
    return {"course.yaml": SETTINGS.replace("completion:", f"{lines}completion:")}


def settings(old: str, new: str) -> dict[str, str]:
    return {"course.yaml": _replaced(SETTINGS, old, new)}


def reading(old: str, new: str) -> dict[str, str]:
    """A change of the first lesson, in its source language."""
    return {"01-ban/01-why.en.md": _replaced(LESSON_EN, old, new)}


def reading_in_kazakh(old: str, new: str) -> dict[str, str]:
    return {"01-ban/01-why.kk.md": _replaced(LESSON_KK, old, new)}


def bank(old: str, new: str) -> dict[str, str]:
    return {"test.en.md": _replaced(BANK_EN, old, new)}


QUIZ_EN = """\
::: question quiz-1

Who is protected?

- [ ] The innocent.
- [x] Everybody.
:::

::: question quiz-2

When?

- [ ] In peace.
- [x] Always.
:::
"""


def quiz(*, needed: bool = False, **test: object) -> dict[str, str]:
    """A quiz of the first module with two questions: quiz(minutes=30)."""
    given = {"draw": 2, "pass_mark": 0.5, **test}
    lines = "quizzes:\n  ban:\n" + "".join(f"    {name}: {value}\n" for name, value in given.items())
    completion = "completion:\n  quizzes: all\n" if needed else "completion:\n"
    return {"course.yaml": SETTINGS.replace("completion:\n", lines + completion), "01-ban/test.en.md": QUIZ_EN}


ESSAY = "plan"  # the question
ESSAY_EN = """
::: question plan
points: 2
tags: [plan]

What would you ask for first?

> A doctor, before anything else.
:::
"""


def essay(*, pass_mark: float = 0.5, **test: object) -> dict[str, str]:
    """A final test of four points, two of which only a tutor can give."""
    lines = "".join(f"  {name}: {value}\n" for name, value in test.items())
    drawn = SETTINGS.replace("{ban: 1, duty: 1}", "{ban: 1, duty: 1, plan: 1}").replace("0.5", str(pass_mark))
    return {"course.yaml": drawn.replace("completion:", f"{lines}completion:"), "test.en.md": BANK_EN + ESSAY_EN}


def _replaced(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


_numbers = count()
_manuscripts: dict[object, Manuscript] = {}  # by their changes: to compile one takes longer than most tests


def publish_small(
    session: Session, folder: Path, changes: Changes | None = None, *, now: datetime = NOW
) -> ServedEdition:
    """Not committed."""
    return Shelf().edition(session, publish(session, manuscript_of(folder, changes or {}), now=now).id)


def manuscript_of(folder: Path, changes: Changes) -> Manuscript:
    key = tuple(sorted(changes.items()))
    if key not in _manuscripts:
        _manuscripts[key] = manuscript(load_course(folder / f"state-{next(_numbers)}", changes))
    return _manuscripts[key]


class SmallPress:
    """Publishes states of the small course on a running site."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app, self.folder = app, folder

    def __call__(self, changes: Changes | None = None) -> ServedEdition:
        with Session(self.app.extensions["engine"]) as session:
            begin_write(session)
            edition = publish_small(session, self.folder, changes)
            session.commit()
        self.app.extensions["shelf"].look_again()
        return edition
