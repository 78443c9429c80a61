"""The link at the foot of letters: one press of a button ends them, without logging in."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.learning.refresher import actions
from helpcourse.learning.refresher.queries import refresher_of_token
from helpcourse.messages.notices import get_leaving, leave
from helpcourse.web import notice_wording
from helpcourse.web.access import admit_anyone
from helpcourse.web.extensions import csrf, db, now, shelf
from helpcourse.web.outline import title_of

blueprint = Blueprint("leaving", __name__, url_prefix="/<language:lang>")
admit_anyone(blueprint)


@blueprint.get("/refresher/<token>")
def ask(token: str) -> str:
    """A button, since programs that look through mails open every link."""
    course_id, is_ended = refresher_of_token(db.session, token)
    return render_template("public/leave.html", course_title=_title(course_id), is_ended=is_ended)


@blueprint.post("/refresher/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
def end(token: str) -> ResponseReturnValue:
    """The token is all the right there is: mail programs press this button themselves (RFC 8058)."""
    begin_write(db.session)
    actions.end_by_token(db.session, token, now=now())
    db.session.commit()
    return redirect(url_for("leaving.ask", token=token), 303)


@blueprint.get("/letters/<token>")
def ask_letters(token: str) -> str:
    """The same for letters of what people choose how to be told of."""
    leaving = get_leaving(db.session, token)
    subjects = [notice_wording.SUBJECTS[subject] for subject in sorted(leaving.subjects)]
    return render_template("public/leave_letters.html", subjects=subjects, is_ended=leaving.is_ended)


@blueprint.post("/letters/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
def end_letters(token: str) -> ResponseReturnValue:
    begin_write(db.session)
    leave(db.session, token)
    db.session.commit()
    return redirect(url_for("leaving.ask_letters", token=token), 303)


def _title(course_id: str) -> str:
    """Empty if the course was withdrawn: its letters can be ended still."""
    try:
        return str(title_of(shelf().current(db.session, course_id)))
    except NotFoundError:
        return ""
