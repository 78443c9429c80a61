"""Two editions of a course held side by side, in words; for the admin's pages and the authors' commands."""

from sqlalchemy.orm import Session

from helpcourse.catalogue.queries import state_of
from helpcourse.content.changes import State
from helpcourse.content.compare import changes
from helpcourse.content.stored import OldFormatError
from helpcourse.reporting.open_attempts import open_attempts
from helpcourse.web.edition_wording import Line, Section, sections
from helpcourse.web.i18n import gettext as _


def differences(session: Session, old_id: int, new: State) -> list[Section]:
    """What readers of the edition will find different in the new state."""
    try:
        old = state_of(session, old_id)
    except OldFormatError:
        return [_untold()]
    return sections(changes(old, new), old.course, new.course, open_attempts(session, new.course.id))


def between(session: Session, old_id: int, new_id: int) -> list[Section]:
    """The same for two editions."""
    try:
        new = state_of(session, new_id)
    except OldFormatError:
        return [_untold()]
    return differences(session, old_id, new)


def _untold() -> Section:
    """Of an edition that was stored by an older version of the product, and is refused by this one."""
    why = _("An older version of the program stored one of the two editions: what differs cannot be told.")
    return Section(_("The course"), (Line("", why),))
