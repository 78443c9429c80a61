"""A worker that makes papers until it is killed; it takes its settings from the environment."""

from helpcourse.config import read_settings
from helpcourse.db import make_engine
from helpcourse.worker import Worker


def main() -> None:
    settings = read_settings()
    worker = Worker(settings, make_engine(settings.engine_url))
    print("ready", flush=True)
    while True:
        worker.make_papers()


if __name__ == "__main__":
    main()
