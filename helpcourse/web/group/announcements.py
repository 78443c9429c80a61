"""What the group was told: the first page of a group."""

import uuid

from flask import render_template, request

from helpcourse.tutoring.group.queries import first_posts, threads_of
from helpcourse.web.extensions import db, shelf
from helpcourse.web.group.blueprint import blueprint, found_group, tabs
from helpcourse.web.group.view import shown_post
from helpcourse.web.outline import title_of
from helpcourse.web.paging import page_of


@blueprint.get("")
def announcements(cohort_id: uuid.UUID) -> str:
    group = found_group(cohort_id)
    threads = threads_of(db.session, cohort_id, is_announcement=True)
    page = page_of(threads, request.args.get("page", 1, type=int))
    first = first_posts(db.session, [thread.id for thread in page.things])
    return render_template(
        "group/announcements.html",
        group=group,
        course_title=title_of(shelf().edition(db.session, group.edition_id)),
        page=page,
        posts={id_: shown_post(post, group.seat) for id_, post in first.items()},
        tabs=tabs(group, "group.announcements"),
    )
