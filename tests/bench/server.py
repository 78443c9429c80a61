"""`python -m tests.bench.server <port> site|reference`: the product's server processes without the background work."""

import sys
from functools import partial

from helpcourse.app import create_app
from helpcourse.cli.serving import Supervisor, answer_requests, listen
from helpcourse.config import read_settings
from tests.bench import reference
from tests.wire import HOST

PROCESSES = 2
THREADS = 2


def main(port: int, what: str) -> None:
    settings = read_settings()
    make_app = partial(create_app, settings) if what == "site" else partial(reference.make_app, settings.data)
    listener = listen(HOST, port)
    Supervisor([lambda: answer_requests(make_app, listener, THREADS)] * PROCESSES).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
