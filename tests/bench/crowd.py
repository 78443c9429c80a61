"""Thousands of learners who all have an attempt open, put into the database at once."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Consent, Country, Identity, Login, Person, Profession
from helpcourse.accounts.rules import token_hash
from helpcourse.assessment.drawing import draw
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.config import Settings
from helpcourse.db import Base, begin_write
from helpcourse.learning.models import Attempt, AttemptState, Enrolment
from helpcourse.web.access import LOGIN_KEY
from tests.browsers import COURSE, Browser, GivenAnswer

TIME = timedelta(hours=2)  # to answer
TABLES = (Person, Identity, Consent, Login, Enrolment, Attempt)  # in the order in which they name each other

Rows = Mapping[type[Base], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Learners who share a connection and answer in turn, so that each save is in another attempt than the last."""

    learners: Sequence[Browser]

    def request(self, number: int) -> bytes:
        return self.save(number)

    def save(self, number: int) -> bytes:
        turn, place = divmod(number, len(self.learners))
        return self.learners[place].save(turn)

    def answer(self, number: int) -> GivenAnswer:
        turn, place = divmod(number, len(self.learners))
        return self.learners[place].answer(turn)


def many_open_attempts(app: Flask, count: int, *, now: datetime) -> list[Browser]:
    """New learners, logged in, each with an open attempt at the final test."""
    tokens = [secrets.token_urlsafe(32) for _ in range(count)]
    with Session(app.extensions["engine"]) as writing:
        begin_write(writing)
        edition = app.extensions["shelf"].current(writing, COURSE)
        first = writing.scalar(select(func.coalesce(func.max(Person.id), 0))) + 1
        rows = [_rows(first + place, token, edition, now) for place, token in enumerate(tokens)]
        for table in TABLES:
            writing.execute(insert(table), [row[table] for row in rows])
        writing.commit()
    return [_browser(app, token, row) for token, row in zip(tokens, rows, strict=True)]


def _rows(id_: int, token: str, edition: ServedEdition, now: datetime) -> Rows:
    """Of one learner."""
    enrolment_id, email = uuid.uuid4(), f"c{id_}@example.kz"
    return {
        Person: {
            "id": id_,
            "country": Country.KZ,
            "profession": Profession.ADVOCATE,
            "language": "kk",
            "registered_at": now,
            "key": uuid.uuid4(),
        },
        Identity: {
            "person_id": id_,
            "email": email,
            "email_folded": email,
            "password_hash": "-",
            "surname": "Серікова",
            "given_name": "Айгерім",
            "patronymic": "",
            "name_key": "",
            "search_text": "",
            "email_confirmed_at": now,
        },
        Consent: {"person_id": id_, "version": Settings().consent_version, "language": "kk", "given_at": now},
        Login: {"token_hash": token_hash(token), "person_id": id_, "began_at": now, "last_used_at": now},
        Enrolment: {"id": enrolment_id, "person_id": id_, "course_id": COURSE, "enrolled_at": now},
        Attempt: _attempt(enrolment_id, edition, id_, now),
    }


def _attempt(enrolment_id: uuid.UUID, edition: ServedEdition, seed: int, now: datetime) -> dict[str, Any]:
    assert edition.course.test
    drawn = draw(edition.course.bank, edition.course.test.draw, seed=seed)
    return {
        "id": uuid.uuid4(),
        "enrolment_id": enrolment_id,
        "number": 1,
        "edition_id": edition.id,
        "seed": seed,
        "questions": [[one.question_id, *one.order] for one in drawn],
        "began_at": now,
        "due_at": now + TIME,
        "state": AttemptState.OPEN,
    }


def _browser(app: Flask, token: str, rows: Rows) -> Browser:
    """What the browser of a learner holds after the log-in."""
    with app.test_request_context():
        session[LOGIN_KEY] = token
        session.permanent = True
        csrf_token = generate_csrf()
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own has it
        cookie = serializer.dumps(dict(session))
    attempt = rows[Attempt]
    return Browser(cookie, csrf_token, rows[Identity]["email"], attempt["id"], tuple(map(tuple, attempt["questions"])))
