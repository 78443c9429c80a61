"""A running site for the browser: a server and a worker in threads, over a database that has been in use."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from helpcourse.app import create_app
from helpcourse.assessment.questions import Question
from helpcourse.cli.publish import plan_all, publish_all
from helpcourse.config import Settings
from helpcourse.files.store import Store
from helpcourse.worker import Worker
from tests.builders import NOW
from tests.case_world import WORK_FILE
from tests.live import free_port
from tests.pages import PageClient
from tests.things import COURSE
from tests.world import World

PATIENCE_S = 20.0


class TickingClock:
    """Runs from NOW on, so that the open attempt of the world is not over yet."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=time.monotonic() - self.began)


@dataclass(frozen=True, eq=False)
class Site:
    """What a test needs to know of it."""

    url: str
    app: Flask
    mails: Path
    world: World

    def mail_link(self, address: str) -> str:
        """The link in the last mail to this address; waits for it."""
        found = wait_for(lambda: self._mails_to(address))
        match = re.search(rf"{re.escape(self.url)}/\S+", found[-1])
        assert match, f"no link in the mail: {found[-1]}"
        return match.group()

    def _mails_to(self, address: str) -> list[str]:
        messages = [message_from_bytes(path.read_bytes(), policy=default) for path in sorted(self.mails.glob("*.eml"))]
        bodies = [message.get_body(("plain",)) for message in messages if address in str(message["To"])]
        return [body.get_content() for body in bodies if body]

    def question(self, id_: str) -> Question:
        """A question of the bank, with what is right."""
        with Session(self.app.extensions["engine"]) as session:
            edition = self.app.extensions["shelf"].current(session, COURSE)
        return next(question for question in edition.course.bank if question.id == id_)

    def publish(self, *folders: Path) -> None:
        """Courses with their media, as an author's command does."""
        settings = self.app.extensions["settings"]
        engine = self.app.extensions["engine"]
        publish_all(engine, plan_all(engine, folders), Store(settings.media))
        self.app.extensions["shelf"].look_again()

    def cookie(self, name: str) -> dict[str, str]:
        """The session cookie of one of the cast, for a browser."""
        client = PageClient(self.app).log_in(self.world.cast[name])
        cookie = client.client.get_cookie("helpcourse")
        assert cookie is not None
        return {"name": "helpcourse", "value": cookie.value, "url": self.url}


def wait_for(look: Callable[[], list[str]]) -> list[str]:
    """What is found, as soon as anything is."""
    until = time.monotonic() + PATIENCE_S
    while not (found := look()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)
    return found


@contextmanager
def running(url: str, world: World, folder: Path, set_up: Callable[[Flask], None] = lambda app: None) -> Iterator[Site]:
    """Serve the database at this address until the end; `set_up` adds to the application before it begins."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line a request drowns what matters
    port = free_port()
    settings = Settings(data=folder / "data", database_url=url, site_url=f"http://127.0.0.1:{port}")
    Store(settings.works).put(WORK_FILE)
    clock = TickingClock()
    app = create_app(settings, clock=clock)
    set_up(app)
    server = make_server("127.0.0.1", port, app, threaded=True)
    stop = threading.Event()
    worker = Worker(settings, app.extensions["engine"], clock=clock)
    threads = [
        threading.Thread(target=server.serve_forever, name="server"),
        threading.Thread(target=_work, args=(worker, stop), name="worker"),
    ]
    for thread in threads:
        thread.start()
    try:
        yield Site(settings.site_url, app, settings.data / "mail", world)
    finally:
        stop.set()
        server.shutdown()
        for thread in threads:
            thread.join(PATIENCE_S)
        server.server_close()
        app.extensions["engine"].dispose()


def _work(worker: Worker, stop: threading.Event) -> None:
    while not stop.wait(0.2):
        worker.run_once()
