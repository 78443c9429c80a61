"""Published courses: the list, one with its editions, taking out of the catalogue."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue import actions
from helpcourse.catalogue.queries import CourseRow, get_course, published_courses
from helpcourse.db import begin_write
from helpcourse.reporting.editions import learners_of_courses, standings
from helpcourse.web.admin.blueprint import Question, admins_only, ask, blueprint
from helpcourse.web.course_search import matching
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.paging import page_of


@blueprint.get("/courses")
@admins_only
def courses() -> str:
    text = request.args.get("text", "").strip()
    rows = {row.current_edition_id: row for row in published_courses(db.session)}
    editions = filter(None, (shelf().find_edition(db.session, edition_id) for edition_id in rows))
    found = [(rows[edition.id], edition) for edition in matching(editions, text)]
    return render_template(
        "admin/courses.html",
        found=page_of(found, request.args.get("page", 1, type=int)),
        text=text,
        learners=learners_of_courses(db.session),
        page_url=url_for("admin.courses", text=text or None, page=""),
    )


@blueprint.get("/courses/<course_id>")
@admins_only
def course(course_id: str) -> str:
    """One course with all its editions."""
    row = get_course(db.session, course_id)
    return render_template(
        "admin/course.html",
        course=row,
        title=title_of_course(row),
        standings=standings(db.session, course_id),
    )


@blueprint.route("/courses/<course_id>/withdraw", methods=["GET", "POST"])
@admins_only
def course_withdraw(course_id: str) -> ResponseReturnValue:
    row = get_course(db.session, course_id)
    back = url_for("admin.course", course_id=course_id)
    if request.method == "GET":
        points = [
            _("The course leaves the catalogue: nobody can find it, and nobody new can enrol."),
            _("Learners who learn alone lose sight of it until it is restored; cohorts go on."),
            _("Progress, results and papers stay; papers can still be verified."),
        ]
        title = _("Take the course out of the catalogue?")
        return ask(Question(title, points, _("Take it out"), back, [title_of_course(row)]))
    begin_write(db.session)
    actions.withdraw(db.session, course_id, now=now())
    db.session.commit()
    flash(_("The course is out of the catalogue."), "success")
    return redirect(back, 303)


@blueprint.post("/courses/<course_id>/restore")
@admins_only
def course_restore(course_id: str) -> ResponseReturnValue:
    begin_write(db.session)
    actions.restore(db.session, course_id)
    db.session.commit()
    flash(_("The course is in the catalogue again."), "success")
    return redirect(url_for("admin.course", course_id=course_id), 303)


def title_of_course(row: CourseRow) -> str:
    return title_of(shelf().edition(db.session, row.current_edition_id))
