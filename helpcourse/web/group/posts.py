"""One message: its words changed by its author, its history, and how it is withdrawn."""

import uuid

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.errors import NotAllowedError
from helpcourse.tutoring.group import actions
from helpcourse.tutoring.group.queries import get_post, versions_of
from helpcourse.tutoring.group.rules import may_edit, may_read, may_withdraw
from helpcourse.web.extensions import db, now
from helpcourse.web.group.blueprint import blueprint, found_group
from helpcourse.web.group.discussion import place_of
from helpcourse.web.group.forms import PostForm
from helpcourse.web.group.view import people_html, shown_post
from helpcourse.web.i18n import gettext as _
from helpcourse.web.sent import seen

_POST = "/posts/<uuid:post_id>"


@blueprint.get(_POST)
def post(cohort_id: uuid.UUID, post_id: uuid.UUID) -> ResponseReturnValue:
    """To its place in its thread."""
    found_group(cohort_id)
    thread, found = get_post(db.session, cohort_id, post_id)
    return redirect(place_of(cohort_id, thread.id, found.number))


@blueprint.route(f"{_POST}/edit", methods=["GET", "POST"])
def edit(cohort_id: uuid.UUID, post_id: uuid.UUID) -> ResponseReturnValue:
    group = found_group(cohort_id)
    thread, post = get_post(db.session, cohort_id, post_id)
    if not may_edit(group.seat, post.standing, is_thread_closed=thread.closed_at is not None):
        raise NotAllowedError
    form = PostForm(text=post.text, seen=str(post.revision))
    place = place_of(cohort_id, thread.id, post.number)
    if not form.validate_on_submit():
        page = render_template("group/edit.html", group=group, thread=thread, post=post, form=form, place=place)
        return page, 422 if form.is_submitted() else 200
    words, revision = form.words, seen()
    begin_write(db.session)
    actions.edit(db.session, thread, group.seat, post_id, words, seen=revision, now=now())
    db.session.commit()
    flash(_("Saved. What the message said before stands in its history."), "success")
    return redirect(place, 303)


@blueprint.get(f"{_POST}/history")
def history(cohort_id: uuid.UUID, post_id: uuid.UUID) -> str:
    """All wordings, for who may read the message."""
    group = found_group(cohort_id)
    thread, post = get_post(db.session, cohort_id, post_id)
    if not may_read(group.seat, post.standing):
        raise NotAllowedError
    return render_template(
        "group/history.html",
        group=group,
        thread=thread,
        post=post,
        versions=[(version, people_html(version.text)) for version in versions_of(db.session, post)],
        place=place_of(cohort_id, thread.id, post.number),
    )


@blueprint.route(f"{_POST}/withdraw", methods=["GET", "POST"])
def withdraw(cohort_id: uuid.UUID, post_id: uuid.UUID) -> ResponseReturnValue:
    group = found_group(cohort_id)
    thread, post = get_post(db.session, cohort_id, post_id)
    place = place_of(cohort_id, thread.id, post.number)
    if not may_withdraw(group.seat, post.standing):
        raise NotAllowedError
    if request.method == "GET":
        shown = shown_post(post, group.seat)
        return render_template("group/withdraw.html", group=group, thread=thread, shown=shown, place=place)
    begin_write(db.session)
    actions.withdraw(db.session, thread, group.seat, post_id, now=now())
    db.session.commit()
    flash(_("The message is withdrawn: its words are gone."), "success")
    return redirect(place, 303)
