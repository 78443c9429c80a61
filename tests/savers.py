"""Clients that save answers one after another, until all are saved or the server is killed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Semaphore, Thread
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.config import Settings
from helpcourse.db import make_engine
from helpcourse.learning.given import read
from helpcourse.learning.models import Answer
from tests.browsers import GivenAnswer
from tests.live import Server
from tests.wire import Wire


class Giver(Protocol):
    """Who gives the answers number 0, 1, 2 …"""

    def save(self, number: int) -> bytes:
        """The request that saves it."""

    def answer(self, number: int) -> GivenAnswer:
        """What is in the database then."""


@dataclass
class Saver:
    """Saves one answer after another until the server is gone."""

    giver: Giver
    port: int
    most: int  # answers
    told: Semaphore  # released at each acknowledgement
    acknowledged: list[GivenAnswer] = field(default_factory=list)

    def run(self) -> None:
        try:
            with Wire(self.port) as wire:
                for number in range(self.most):
                    self._save(wire, number)
        except OSError:
            return  # the server was killed

    def save_again(self) -> None:
        """The answer that was on its way; it may have been saved."""
        with Wire(self.port) as wire:
            self._save(wire, len(self.acknowledged))

    def _save(self, wire: Wire, number: int) -> None:
        answer = wire.ask(self.giver.save(number))
        assert answer.status == 200, answer
        self.acknowledged.append(self.giver.answer(number))
        self.told.release()


def killed_while_saving(server: Server, givers: Sequence[Giver], *, each: int, killed_after: int) -> list[Saver]:
    """Let all save at once, and kill the server in the midst of it, after so many acknowledgements."""
    told = Semaphore(0)
    savers = [Saver(giver, server.port, each, told) for giver in givers]
    threads = [Thread(target=saver.run) for saver in savers]
    for thread in threads:
        thread.start()
    for _ in range(killed_after):
        assert told.acquire(timeout=30), "the server does not save"
    server.kill()
    for thread in threads:
        thread.join()
    return savers


def acknowledged(savers: list[Saver]) -> set[GivenAnswer]:
    return {answer for saver in savers for answer in saver.acknowledged}


def kept(settings: Settings) -> list[GivenAnswer]:
    """What the database has, one for each row."""
    engine = make_engine(settings.engine_url)
    with Session(engine) as session:
        rows = session.execute(select(Answer.attempt_id, Answer.question_id, Answer.revision, Answer.given)).all()
    engine.dispose()
    return [GivenAnswer(*row[:3], *read(row.given)) for row in rows]
