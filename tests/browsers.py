"""Learners at the final test, and what their browsers hold: for requests that go over the wire."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.learning import actions, attempts
from helpcourse.learning.models import Attempt
from tests.builders import Someone, add_person
from tests.pages import PageClient
from tests.wire import get, post

COURSE = "prohibition-of-torture"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What is in the database once it is saved."""

    attempt_id: uuid.UUID
    question_id: str
    revision: int
    option: str


@dataclass(frozen=True, slots=True)
class Browser:
    """One learner's log-in and open attempt; can be sent to another process."""

    cookie: str
    csrf_token: str
    email: str
    attempt_id: uuid.UUID
    questions: tuple[tuple[str, ...], ...]  # [question id, option id, option id …]

    @property
    def cookie_header(self) -> str:
        return f"helpcourse={self.cookie}"

    def get(self, path: str, **headers: str) -> bytes:
        return get(path, cookie=self.cookie_header, accept_encoding="gzip, deflate, br", **headers)

    def post(self, path: str, fields: dict[str, object], **headers: str) -> bytes:
        return post(path, {"csrf_token": self.csrf_token, **fields}, cookie=self.cookie_header, **headers)

    def answer(self, number: int) -> GivenAnswer:
        """The answer number 0, 1, 2 …: all questions in turn, then all again with another option."""
        seen, place = divmod(number, len(self.questions))
        question_id, *options = self.questions[place]
        return GivenAnswer(self.attempt_id, question_id, seen + 1, options[seen % len(options)])

    def save(self, number: int) -> bytes:
        """The request that saves this answer."""
        given = self.answer(number)
        fields = {"answer": given.option, "seen": given.revision - 1}
        path = f"/kk/attempts/{self.attempt_id}/answers/{given.question_id}"
        return self.post(path, fields, accept="application/json")


def browsers(app: Flask, count: int, *, now: datetime, named: str = "a") -> list[Browser]:
    """New learners, logged in, each with an open attempt at the final test; addresses are made of the name."""
    with Session(app.extensions["engine"], expire_on_commit=False) as session:
        begin_write(session)
        edition = app.extensions["shelf"].current(session, COURSE)
        learners = [add_person(session, "Айгерім", "Серікова", email=f"{named}{n}@example.kz") for n in range(count)]
        begun = [_begin(session, one, edition, number, now) for number, one in enumerate(learners)]
        session.commit()
        drawn = {id_: session.scalars(select(Attempt.questions).where(Attempt.id == id_)).one() for id_ in begun}
    return [_browser(app, one, id_, drawn[id_]) for one, id_ in zip(learners, begun, strict=True)]


def _begin(session: Session, learner: Someone, edition: ServedEdition, seed: int, now: datetime) -> uuid.UUID:
    enrolment_id = actions.enrol(session, learner.id, COURSE, now=now)
    return attempts.begin(session, enrolment_id, edition, seed=seed, now=now)


def _browser(app: Flask, learner: Someone, attempt_id: uuid.UUID, drawn: list[list[str]]) -> Browser:
    client = PageClient(app).log_in(learner).client
    page = client.get("/kk/my").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    cookie = client.get_cookie("helpcourse")
    assert token, "no CSRF token on the page"
    assert cookie, "no session cookie"
    return Browser(cookie.value, token[1], learner.email, attempt_id, tuple(tuple(one) for one in drawn))
