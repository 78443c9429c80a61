"""An answer that was acknowledged is kept, whatever happens to the server a moment later."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from helpcourse.app import create_app
from helpcourse.config import Settings
from tests.browsers import Browser, browsers
from tests.live import Server
from tests.proxy import LossyLine
from tests.savers import Saver, acknowledged, kept, killed_while_saving
from tests.wire import ask

CLIENTS = 32
EACH = 32  # answers of each client: 1,024 together
KILLED_AFTER = 400  # acknowledged answers
WITH_A_BAD_LINE, ON_A_BAD_LINE = 8, 25  # clients, answers of each: 200 together


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


def send_what_was_not_acknowledged(savers: list[Saver]) -> None:
    for saver in savers:
        saver.save_again()


def test_a_killed_server_has_lost_no_answer_that_it_acknowledged(server, learners, settings):
    savers = killed_while_saving(server, learners, each=EACH, killed_after=KILLED_AFTER)
    told = acknowledged(savers)
    assert KILLED_AFTER <= len(told) < CLIENTS * EACH
    assert told <= set(kept(settings))
    server.start_again()
    send_what_was_not_acknowledged(savers)
    assert sorted(map(repr, kept(settings))) == sorted(map(repr, acknowledged(savers)))


def test_answers_whose_replies_are_lost_are_each_kept_once(server, learners, settings):
    senders = learners[:WITH_A_BAD_LINE]
    with LossyLine(server.port, share=0.3, seed=1) as line, ThreadPoolExecutor(WITH_A_BAD_LINE) as pool:
        list(pool.map(partial(send_until_heard, line), senders))
    assert line.lost > 50
    given = [sender.answer(number) for sender in senders for number in range(ON_A_BAD_LINE)]
    assert sorted(map(repr, kept(settings))) == sorted(map(repr, given))
