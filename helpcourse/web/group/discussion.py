"""The discussion of a group: its threads, and one thread with its messages."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.tutoring.group import actions
from helpcourse.tutoring.group.models import GroupThread
from helpcourse.tutoring.group.muting import hearing, mute, unmute
from helpcourse.tutoring.group.queries import Group, count_posts, get_post, get_thread, posts_of, threads_of
from helpcourse.tutoring.group.rules import may_answer, may_read, quoted
from helpcourse.tutoring.queries import tutors_of
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import id_of, key_of
from helpcourse.web.group.blueprint import blueprint, found_group, tabs
from helpcourse.web.group.forms import PostForm, ThreadForm
from helpcourse.web.group.view import shown_post
from helpcourse.web.i18n import gettext as _
from helpcourse.web.paging import PER_PAGE, page_of


@blueprint.get("/discussion")
def discussion(cohort_id: uuid.UUID) -> str:
    group = found_group(cohort_id)
    threads = threads_of(db.session, cohort_id, is_announcement=False)
    return render_template(
        "group/discussion.html",
        group=group,
        page=page_of(threads, request.args.get("page", 1, type=int)),
        tabs=tabs(group, "group.discussion"),
    )


@blueprint.route("/discussion/new", methods=["GET", "POST"])
def begin(cohort_id: uuid.UUID) -> ResponseReturnValue:
    group, form = found_group(cohort_id), ThreadForm()
    if not group.seat.may_write or not form.validate_on_submit():
        page = render_template("group/begin.html", group=group, form=form)
        return page, 422 if form.is_submitted() else 200
    id_, new = key_of(form), form.new_thread(is_announcement=False)
    begin_write(db.session)
    actions.begin(db.session, cohort_id, group.seat, id_, new, now=now())
    db.session.commit()
    flash(_("Your message stands in the discussion."), "success")
    return redirect(url_for("group.thread", cohort_id=cohort_id, thread_id=id_), 303)


@blueprint.get("/threads/<uuid:thread_id>")
def thread(cohort_id: uuid.UUID, thread_id: uuid.UUID) -> str:
    """With a form to answer; `answer=` names a message that it is to begin with."""
    group, found = found_group(cohort_id), get_thread(db.session, cohort_id, thread_id)
    form = PostForm(formdata=None)
    if answered := request.args.get("answer"):
        _quote(form, group, found, id_of(answered))
    return _page(group, found, form)


@blueprint.post("/threads/<uuid:thread_id>")
def answer(cohort_id: uuid.UUID, thread_id: uuid.UUID) -> ResponseReturnValue:
    group, form = found_group(cohort_id), PostForm()
    found = get_thread(db.session, cohort_id, thread_id)
    if not form.validate_on_submit():
        return _page(group, found, form), 422
    id_, words = key_of(form), form.words
    answers_id = id_of(form.answers.data) if form.answers.data else None
    begin_write(db.session)
    number = actions.answer(db.session, found, group.seat, id_, words, answers_id=answers_id, now=now())
    db.session.commit()
    flash(_("Your message stands in the discussion."), "success")
    return redirect(place_of(cohort_id, thread_id, number), 303)


@blueprint.post("/threads/<uuid:thread_id>/muted")
def thread_muted(cohort_id: uuid.UUID, thread_id: uuid.UUID) -> ResponseReturnValue:
    """Be told of its answers no more, or again."""
    found_group(cohort_id)
    found, person_id, is_muted = (
        get_thread(db.session, cohort_id, thread_id),
        me().id,
        request.form.get("muted") == "yes",
    )
    begin_write(db.session)
    if is_muted:
        mute(db.session, found.id, person_id, now=now())
    else:
        unmute(db.session, found.id, person_id)
    db.session.commit()
    flash(_("You are told of its answers no more.") if is_muted else _("You are told of its answers again."), "success")
    return redirect(url_for("group.thread", cohort_id=cohort_id, thread_id=thread_id), 303)


def place_of(cohort_id: uuid.UUID, thread_id: uuid.UUID, number: int) -> str:
    """The address of a message in its thread."""
    page = (number - 1) // PER_PAGE + 1
    return url_for(
        "group.thread", cohort_id=cohort_id, thread_id=thread_id, page=page if page > 1 else None,
        _anchor=f"post-{number}",
    )  # fmt: skip


def _quote(form: PostForm, group: Group, found: GroupThread, post_id: uuid.UUID) -> None:
    """Begin the answer with the message; nothing of one that the reader may not read."""
    of_thread, post = get_post(db.session, group.id, post_id)
    if of_thread.id == found.id and may_read(group.seat, post.standing):
        form.text.data = quoted(post.text, post.called)
        form.answers.data = str(post.id)


def _page(group: Group, found: GroupThread, form: PostForm) -> str:
    pages = max(1, -(-count_posts(db.session, found.id) // PER_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    is_closed = found.closed_at is not None
    posts = posts_of(db.session, found.id, after=(page - 1) * PER_PAGE, at_most=PER_PAGE)
    return render_template(
        "group/thread.html",
        group=group,
        thread=found,
        posts=[shown_post(post, group.seat, is_thread_closed=is_closed) for post in posts],
        leaders={tutor.person_id for tutor in tutors_of(db.session, group.id)},
        form=form,
        may_answer=may_answer(group.seat, is_thread_closed=is_closed),
        hearing=hearing(db.session, found.id, group.seat.person_id),
        page=page,
        pages=pages,
        per_page=PER_PAGE,
    )
