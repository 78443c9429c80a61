"""What leads a group: announcements, threads closed and pinned, messages hidden from the others."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from helpcourse.db import begin_write
from helpcourse.tutoring.group import actions, moderating
from helpcourse.tutoring.group.queries import get_post
from helpcourse.tutoring.group.rules import Seat
from helpcourse.tutoring.group.waiting import waiting_threads
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import Form, key_of
from helpcourse.web.group.discussion import place_of
from helpcourse.web.group.forms import ThreadForm
from helpcourse.web.group.view import shown_post
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.paging import page_of
from helpcourse.web.sent import seen
from helpcourse.web.tutor.blueprint import blueprint, sight


class ReasonForm(Form):
    reason = TextAreaField(
        lazy_gettext("Reason"), [DataRequired(lazy_gettext("Say why: the group reads it.")), Length(max=500)]
    )


@blueprint.get("/discussions")
def discussions() -> str:
    """Threads in which a learner has had the last word."""
    found = waiting_threads(db.session, sight())
    return render_template(
        "tutor/discussions.html",
        found=page_of(found, request.args.get("page", 1, type=int)),
        places={one.id: place_of(one.cohort_id, one.id, one.number) for one in found},
        days_since=lambda moment: (now() - moment).days,
    )


@blueprint.route("/cohorts/<uuid:cohort_id>/announcements/new", methods=["GET", "POST"])
def announce(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row, form = get_cohort(db.session, sight(), cohort_id), ThreadForm()
    seat = _seat(row)
    if not seat.may_write or not form.validate_on_submit():
        return render_template("tutor/announce.html", cohort=row, form=form), 422 if form.is_submitted() else 200
    id_, new = key_of(form), form.new_thread(is_announcement=True)
    begin_write(db.session)
    actions.begin(db.session, cohort_id, seat, id_, new, now=now())
    db.session.commit()
    flash(_("The announcement stands on the group's page."), "success")
    return redirect(url_for("group.announcements", cohort_id=cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/posts/<uuid:post_id>/hide", methods=["GET", "POST"])
def post_hide(cohort_id: uuid.UUID, post_id: uuid.UUID) -> ResponseReturnValue:
    """Out of the group's sight, with a reason that all can read."""
    row, form = get_cohort(db.session, sight(), cohort_id), ReasonForm()
    thread, post = get_post(db.session, cohort_id, post_id)
    place = place_of(cohort_id, thread.id, post.number)
    if not form.validate_on_submit():
        page = render_template(
            "tutor/post_hide.html",
            cohort=row,
            thread=thread,
            shown=shown_post(post, _seat(row)),
            form=form,
            place=place,
        )
        return page, 422 if form.is_submitted() else 200
    by_id, reason = me().id, str(form.reason.data).strip()
    begin_write(db.session)
    moderating.hide(db.session, cohort_id, post_id, reason, by_id=by_id, now=now())
    db.session.commit()
    flash(_("The message is hidden: only its author and those who lead the group still read it."), "success")
    return redirect(place, 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/posts/<uuid:post_id>/show")
def post_show(cohort_id: uuid.UUID, post_id: uuid.UUID) -> ResponseReturnValue:
    get_cohort(db.session, sight(), cohort_id)
    thread, post = get_post(db.session, cohort_id, post_id)
    place = place_of(cohort_id, thread.id, post.number)
    begin_write(db.session)
    moderating.show(db.session, cohort_id, post_id)
    db.session.commit()
    flash(_("The message is shown to the group again."), "success")
    return redirect(place, 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/threads/<uuid:thread_id>/closed")
def thread_closed(cohort_id: uuid.UUID, thread_id: uuid.UUID) -> ResponseReturnValue:
    """Close a thread, or open it again."""
    get_cohort(db.session, sight(), cohort_id)
    is_closed, by_id = request.form.get("closed") == "yes", me().id
    begin_write(db.session)
    if is_closed:
        moderating.close(db.session, cohort_id, thread_id, by_id=by_id, now=now())
    else:
        moderating.reopen(db.session, cohort_id, thread_id)
    db.session.commit()
    flash(_("The thread is closed.") if is_closed else _("The thread takes messages again."), "success")
    return redirect(url_for("group.thread", cohort_id=cohort_id, thread_id=thread_id), 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/threads/<uuid:thread_id>/pinned")
def thread_pinned(cohort_id: uuid.UUID, thread_id: uuid.UUID) -> ResponseReturnValue:
    """Put a thread above the others, or back among them."""
    get_cohort(db.session, sight(), cohort_id)
    is_pinned = request.form.get("pinned") == "yes"
    begin_write(db.session)
    if is_pinned:
        moderating.pin(db.session, cohort_id, thread_id, now=now())
    else:
        moderating.unpin(db.session, cohort_id, thread_id)
    db.session.commit()
    flash(_("It stands above the others now.") if is_pinned else _("It stands in its turn again."), "success")
    return redirect(url_for("group.thread", cohort_id=cohort_id, thread_id=thread_id), 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/threads/<uuid:thread_id>/settled")
def thread_settled(cohort_id: uuid.UUID, thread_id: uuid.UUID) -> ResponseReturnValue:
    """It needs no answer, until somebody writes in it again."""
    get_cohort(db.session, sight(), cohort_id)
    begin_write(db.session)
    moderating.settle(db.session, cohort_id, thread_id, seen())
    db.session.commit()
    flash(_("The thread waits no more, until somebody writes in it again."), "success")
    return redirect(url_for("tutor.discussions"), 303)


def _seat(row: CohortRow) -> Seat:
    return Seat(me().id, leads=True, is_closed=row.closed_at is not None)
