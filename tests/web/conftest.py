"""The small course on the site, and somebody who takes it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.learning.given import read
from helpcourse.learning.models import Answer
from tests.small_course import BAN, READING, SmallPress

AS_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def press(app, tmp_path):
    """press(changes) publishes another state of the small course."""
    return SmallPress(app, tmp_path / "small")


@pytest.fixture
def ban(press):
    """The small course as it stands first."""
    return press()


@pytest.fixture
def learner(log_in, aigerim, ban):
    """Aigerim, enrolled in the small course."""
    client = log_in(aigerim)
    client.post(f"/kk/courses/{BAN}/enrol")
    return client


@pytest.fixture
def begin(learner):
    """begin() -> the address of Aigerim's new attempt at the test."""

    def once():
        return learner.post(f"/kk/courses/{BAN}/test").headers["Location"]

    return once


@pytest.fixture
def lesson_url():
    return f"/kk/courses/{BAN}/{READING}"


@pytest.fixture
def used_session(used_app) -> Iterator[Session]:
    """A session beside that of the site in use; end it before the next request."""
    with Session(used_app.extensions["engine"]) as own:
        yield own


@pytest.fixture
def statements(used_app, listen) -> list[str]:
    """What the site in use asks the database, as it goes on."""
    seen: list[str] = []
    listen(used_app.extensions["engine"], "before_cursor_execute", lambda *arguments: seen.append(str(arguments[2])))
    return seen


@pytest.fixture
def attempt(begin):
    """The address of an attempt that was just begun."""
    return begin()


@pytest.fixture
def page_of(learner, attempt):
    """page_of(question, language) -> the page on which it is asked."""

    def found(question, language="kk"):
        pages = [learner.get(f"/{language}{attempt[3:]}/{number}") for number in (1, 2)]
        return next(page for page in pages if f"/answers/{question}" in page.form().get("action"))

    return found


@pytest.fixture
def save(learner, attempt):
    """save(question, *options, seen=…) as the page's script does it."""

    def send(question, *options, seen=0, **more):
        data = {"csrf_token": learner.csrf_token(), "answer": list(options), "seen": seen, **more}
        return learner.client.post(f"{attempt}/answers/{question}", data=data, headers=AS_SCRIPT)

    return send


@pytest.fixture
def answers(session):
    """answers() -> [(question, revision, what is given for each part)] as they are kept."""

    def kept():
        rows = session.execute(
            select(Answer.question_id, Answer.revision, Answer.given).order_by(Answer.question_id, Answer.revision)
        ).all()
        session.rollback()
        return [(id_, revision, dict(read(given))) for id_, revision, given in rows]

    return kept


@pytest.fixture
def check(learner, lesson_url):
    """check(option) answers the knowledge check of the lesson by its form, and is the page that follows."""
    return lambda option, status=200: learner.send(learner.get(lesson_url), status, action="/check", answer=option)


@pytest.fixture
def reflect(learner, lesson_url):
    """reflect(text, seen=0) as the page's script keeps a note."""

    def send(text, seen=0, **more):
        data = {"csrf_token": learner.csrf_token(), "block": "practice", "text": text, "seen": seen, **more}
        return learner.client.post(f"{lesson_url}/reflect", data=data, headers=AS_SCRIPT)

    return send


@pytest.fixture
def kept(session):
    """kept(column) -> its values in the database now."""

    def values(column):
        session.rollback()
        return session.scalars(select(column)).all()

    return values
