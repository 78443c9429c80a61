"""An answer that was acknowledged is kept, whatever happens to the server a moment later."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Semaphore, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.app import create_app
from helpcourse.config import Settings
from helpcourse.db import make_engine
from helpcourse.learning.given import read
from helpcourse.learning.models import Answer
from tests.browsers import Browser, GivenAnswer, browsers
from tests.live import Server
from tests.proxy import LossyLine
from tests.wire import Wire, ask

CLIENTS = 32
EACH = 32  # answers of each client: 1,024 together
KILLED_AFTER = 400  # acknowledged answers
WITH_A_BAD_LINE, ON_A_BAD_LINE = 8, 25  # clients, answers of each: 200 together


@dataclass
class Client:
    """Saves one answer after another until the server is gone."""

    browser: Browser
    port: int
    told: Semaphore  # released at each acknowledgement
    acknowledged: list[GivenAnswer] = field(default_factory=list)

    def run(self) -> None:
        try:
            with Wire(self.port) as wire:
                for number in range(EACH):
                    self._save(wire, number)
        except OSError:
            return  # the server was killed

    def save_again(self) -> None:
        """The answer that was on its way; it may have been saved."""
        with Wire(self.port) as wire:
            self._save(wire, len(self.acknowledged))

    def _save(self, wire: Wire, number: int) -> None:
        answer = wire.ask(self.browser.save(number))
        assert answer.status == 200, answer
        self.acknowledged.append(self.browser.answer(number))
        self.told.release()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", database_url=database_url, site_url="http://localhost")


@pytest.fixture
def learners(settings: Settings) -> list[Browser]:
    app = create_app(settings)
    found = browsers(app, CLIENTS, now=datetime.now(UTC))
    app.extensions["engine"].dispose()
    return found


@pytest.fixture
def server(settings: Settings, learners: list[Browser]) -> Iterator[Server]:
    with Server("tests.live", settings=settings) as running:
        yield running


def send_until_heard(line: LossyLine, learner: Browser) -> None:
    """As the page's script does it: the same answer again until a reply comes, then the next one."""
    for number in range(ON_A_BAD_LINE):
        while not is_heard(line, learner.save(number)):
            pass


def is_heard(line: LossyLine, request: bytes) -> bool:
    try:
        answer = ask(line.port, request, timeout_s=30)
    except OSError:
        return False
    assert answer.status == 200, answer
    return True


def killed_while_saving(server: Server, learners: list[Browser]) -> list[Client]:
    """Let all save at once and kill the server in the midst of it."""
    told = Semaphore(0)
    clients = [Client(learner, server.port, told) for learner in learners]
    threads = [Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    for _ in range(KILLED_AFTER):
        assert told.acquire(timeout=30), "the server does not save"
    server.kill()
    for thread in threads:
        thread.join()
    return clients


def send_what_was_not_acknowledged(clients: list[Client]) -> None:
    for client in clients:
        client.save_again()


def acknowledged(clients: list[Client]) -> set[GivenAnswer]:
    return {answer for client in clients for answer in client.acknowledged}


def kept(settings: Settings) -> list[GivenAnswer]:
    """What the database has, one for each row."""
    engine = make_engine(settings.engine_url)
    with Session(engine) as session:
        rows = session.execute(select(Answer.attempt_id, Answer.question_id, Answer.revision, Answer.given)).all()
    engine.dispose()
    return [GivenAnswer(*row[:3], *read(row.given)) for row in rows]


def test_a_killed_server_has_lost_no_answer_that_it_acknowledged(server, learners, settings):
    clients = killed_while_saving(server, learners)
    told = acknowledged(clients)
    assert KILLED_AFTER <= len(told) < CLIENTS * EACH
    assert told <= set(kept(settings))
    server.start_again()
    send_what_was_not_acknowledged(clients)
    assert sorted(map(repr, kept(settings))) == sorted(map(repr, acknowledged(clients)))


def test_answers_whose_replies_are_lost_are_each_kept_once(server, learners, settings):
    senders = learners[:WITH_A_BAD_LINE]
    with LossyLine(server.port, share=0.3, seed=1) as line, ThreadPoolExecutor(WITH_A_BAD_LINE) as pool:
        list(pool.map(partial(send_until_heard, line), senders))
    assert line.lost > 50
    given = [sender.answer(number) for sender in senders for number in range(ON_A_BAD_LINE)]
    assert sorted(map(repr, kept(settings))) == sorted(map(repr, given))
