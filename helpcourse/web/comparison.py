"""Two editions of a course held side by side, in words; for the admin's pages and the authors' commands."""

from sqlalchemy.orm import Session

from helpcourse.catalogue.queries import state_of
from helpcourse.content.changes import State
from helpcourse.content.compare import changes
from helpcourse.reporting.editions import open_attempts
from helpcourse.web.edition_wording import Section, sections


def differences(session: Session, old_id: int, new: State) -> list[Section]:
    """What readers of the edition will find different in the new state."""
    old = state_of(session, old_id)
    return sections(changes(old, new), old.course, new.course, open_attempts(session, new.course.id))


def between(session: Session, old_id: int, new_id: int) -> list[Section]:
    """The same for two editions."""
    return differences(session, old_id, state_of(session, new_id))
