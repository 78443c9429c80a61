"""What one is told on the site: a list, each opened by a press, or all seen at once."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.messages import notices as told
from helpcourse.messages.notices import ShownNotice
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.mails import mail_words
from helpcourse.web.mails.naming import title_of
from helpcourse.web.paging import page_of


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in the language of the page."""

    notice: ShownNotice
    words: str
    about: str  # the course or the group; may be empty


@blueprint.get("/my/notices")
def notices() -> str:
    found = told.notices_of(db.session, me().id)
    page = page_of(found, request.args.get("page", 1, type=int))
    return render_template(
        "learner/notices.html",
        page=page,
        lines=[Line(one, mail_words(one.kind, one.values).subject, _about(one)) for one in page.things],
        unseen=sum(one.seen_at is None for one in found),
        until=found[0].made_at.isoformat() if found else "",
    )


@blueprint.post("/my/notices/<uuid:notice_id>/open")
def open_notice(notice_id: uuid.UUID) -> ResponseReturnValue:
    """Go where it leads; from then on it is seen."""
    person_id = me().id
    begin_write(db.session)
    path = told.see(db.session, person_id, notice_id, now=now())
    db.session.commit()
    return redirect(f"/{current_language()}{path[3:]}", 303)


@blueprint.post("/my/notices/seen")
def see_notices() -> ResponseReturnValue:
    """All that the page had shown."""
    until, person_id = _moment(request.form.get("until", "")), me().id
    begin_write(db.session)
    told.see_all(db.session, person_id, until=until, now=now())
    db.session.commit()
    flash(_("All notifications are marked as read."), "success")
    return redirect(url_for("learner.notices"), 303)


def _about(one: ShownNotice) -> str:
    titles = one.values.get("course_title")
    return title_of(titles) if titles else str(one.values.get("cohort", ""))


def _moment(text: str) -> datetime:
    """Raises ConflictError: no page of ours has sent anything else."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ConflictError("form_used") from None
