"""One's own schedule: all cohorts in one list, whether one comes, and the calendar's private address."""

import secrets
import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.tutoring.schedule import attendance, personal
from helpcourse.tutoring.schedule.personal import MyEntry
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now
from helpcourse.web.feeds import courses_of, site_url
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.schedule_view import agenda, line_of_mine


@blueprint.get("/my/schedule")
def schedule() -> str:
    mine = my_schedule()
    courses = courses_of(mine)
    feed = personal.find_feed(db.session, me().id)
    said = attendance.coming(db.session, [one.entry.id for one in mine if one.entry.takes_registration])
    return render_template(
        "learner/schedule.html",
        agenda=agenda(line_of_mine(one, courses[one.cohort.edition_id]) for one in mine),
        cohorts={one.cohort.id: one.cohort for one in mine},
        said=said,
        token=feed.token if feed else "",
        feed_url=f"{site_url()}/calendar/{feed.token}.ics" if feed else "",
    )


@blueprint.post("/my/schedule/<uuid:entry_id>/coming")
def say_coming(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Whether one comes to an event."""
    is_coming = request.form.get("coming") == "yes"
    begin_write(db.session)
    attendance.say(db.session, entry_id, me().id, is_coming=is_coming, now=now())
    db.session.commit()
    flash(_("You have said that you come.") if is_coming else _("You have said that you do not come."), "success")
    return redirect(url_for("learner.schedule", _anchor=f"entry-{entry_id}"), 303)


@blueprint.post("/my/schedule/feed")
def renew_feed() -> ResponseReturnValue:
    """Make the calendar's address, or a new one in its place."""
    person_id, seen = me().id, request.form.get("seen", "")
    begin_write(db.session)
    personal.renew_feed(db.session, person_id, secrets.token_urlsafe(32), seen=seen, now=now())
    db.session.commit()
    flash(
        _("Your calendar has a new address; the old one works no more.")
        if seen
        else _("Your calendar has an address now."),
        "success",
    )
    return redirect(url_for("learner.schedule", _anchor="feed"), 303)


@blueprint.post("/my/schedule/feed/end")
def end_feed() -> ResponseReturnValue:
    person_id = me().id
    begin_write(db.session)
    personal.end_feed(db.session, person_id)
    db.session.commit()
    flash(_("Your calendar has no address any more."), "success")
    return redirect(url_for("learner.schedule", _anchor="feed"), 303)


def my_schedule() -> list[MyEntry]:
    """Of all one's cohorts, in the order of time."""
    return personal.my_entries(db.session, personal.my_cohorts(db.session, me().id), now=now())
