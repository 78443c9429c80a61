"""A transaction of work in the background."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.db import begin_write


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One that writes; it is committed at the end, unless something was raised."""
    with Session(engine) as session:
        begin_write(session)
        yield session
        session.commit()
