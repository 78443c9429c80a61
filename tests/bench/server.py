"""`python -m tests.bench.server <port> site|reference`: the product's server processes without the background work."""

import sys
from functools import partial

from helpcourse.app import create_app
from helpcourse.cli.balancing import Shares
from helpcourse.cli.serving import THREADS, Supervisor, answer_requests, default_processes, listen
from helpcourse.config import read_settings
from tests.bench import reference
from tests.wire import HOST


def main(port: int, what: str) -> None:
    settings = read_settings()
    make_app = partial(create_app, settings) if what == "site" else partial(reference.make_app, settings.data)
    listener = listen(HOST, port)
    processes = default_processes()
    shares = Shares(processes)
    Supervisor([partial(answer_requests, make_app, listener, THREADS, shares, n) for n in range(processes)]).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
