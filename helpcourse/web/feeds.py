"""The private address of each person's calendar: whoever knows it reads it, and nothing else."""

import hashlib

from flask import Blueprint, Response, request

from helpcourse.content.compiled import CompiledCourse
from helpcourse.tutoring.schedule.personal import MyEntry, feed_owner, my_cohorts, my_entries
from helpcourse.web.access import admit_anyone
from helpcourse.web.calendar_words import calendar_of
from helpcourse.web.extensions import db, now, settings, shelf
from helpcourse.web.i18n import speaking

blueprint = Blueprint("feeds", __name__)
admit_anyone(blueprint)


@blueprint.get("/calendar/<token>.ics")
def feed(token: str) -> Response:
    """In the person's own language; programs that ask again are told if nothing has changed."""
    owner = feed_owner(db.session, token)
    mine = my_entries(db.session, my_cohorts(db.session, owner.person_id), now=now())
    with speaking(owner.language):
        content = calendar_of(mine, courses_of(mine), site_url())
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="helpcourse.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.set_etag(hashlib.sha256(content).hexdigest(), weak=True)  # weak: it may be sent compressed
    return response.make_conditional(request)  # type: ignore[return-value]  # the same response


def courses_of(mine: list[MyEntry]) -> dict[int, CompiledCourse]:
    """By the edition's id."""
    return {id_: shelf().edition(db.session, id_).course for id_ in {one.cohort.edition_id for one in mine}}


def site_url() -> str:
    """Without a slash at its end; as the browser has it where none is set."""
    return (settings().site_url or request.url_root).rstrip("/")
