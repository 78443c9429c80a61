"""How often something was tried, counted in the database for all processes together."""

from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Throttle
from helpcourse.accounts.rules import LONGEST_WINDOW, Limit, token_hash


def count(session: Session, limit: Limit, key: str, *, now: datetime) -> int:
    """Count a try; which one it is in its window. One upsert: of any number at once each gets its own number."""
    new = _insert(session).values(name=limit.name, key_hash=token_hash(key), window_began_at=now, tries=1)
    is_over = Throttle.window_began_at <= now - limit.window
    counted = new.on_conflict_do_update(
        index_elements=[Throttle.name, Throttle.key_hash],
        set_={
            "tries": case((is_over, 1), else_=Throttle.tries + 1),
            "window_began_at": case((is_over, new.excluded.window_began_at), else_=Throttle.window_began_at),
        },
    ).returning(Throttle.tries)
    return int(session.execute(counted).scalar_one())


def take_back(session: Session, limit: Limit, key: str) -> None:
    """A try that succeeded does not count: a whole seminar room logs in from one address."""
    mine = (Throttle.name == limit.name) & (Throttle.key_hash == token_hash(key)) & (Throttle.tries > 0)
    session.execute(update(Throttle).where(mine).values(tries=Throttle.tries - 1))


def delete_old(session: Session, *, now: datetime) -> None:
    session.execute(delete(Throttle).where(Throttle.window_began_at < now - LONGEST_WINDOW))


def _insert(session: Session) -> Any:
    """Both databases know the same upsert; SQLAlchemy spells it once for each."""
    dialect = session.get_bind().dialect.name
    return sqlite.insert(Throttle) if dialect == "sqlite" else postgresql.insert(Throttle)
