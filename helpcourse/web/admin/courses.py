"""Published courses: their editions, rolling back, taking out of the catalogue."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue import actions
from helpcourse.catalogue.queries import CourseRow, get_course, published_courses
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.reporting.queries import learners_by_edition
from helpcourse.web.admin.blueprint import Question, admins_only, ask, blueprint
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext
from helpcourse.web.outline import title_of


@blueprint.get("/courses")
@admins_only
def courses() -> str:
    rows = published_courses(db.session)
    served = {edition.id: shelf().edition(db.session, edition.id) for row in rows for edition in row.editions}
    return render_template(
        "admin/courses.html",
        courses=rows,
        served=served,
        titles={row.id: title_of(served[row.current_edition_id]) for row in rows},
        learners=learners_by_edition(db.session),
    )


@blueprint.route("/courses/<course_id>/editions/<int:number>/roll-back", methods=["GET", "POST"])
@admins_only
def course_roll_back(course_id: str, number: int) -> ResponseReturnValue:
    """Make another edition the current one."""
    row = get_course(db.session, course_id)
    edition = next((one for one in row.editions if one.number == number), None)
    if edition is None:
        raise NotFoundError
    if edition.id == row.current_edition_id:
        flash(_("This edition is the current one already."), "info")
        return redirect(url_for("admin.courses"), 303)
    if request.method == "GET":
        return ask(_question_of_rolling_back(row, number))
    begin_write(db.session)
    actions.roll_back(db.session, course_id, number)
    db.session.commit()
    flash(_("Edition %(number)s is the current one.", number=number), "success")
    return redirect(url_for("admin.courses"), 303)


def _question_of_rolling_back(row: CourseRow, number: int) -> Question:
    alone = learners_by_edition(db.session).get(row.current_edition_id, 0)
    points = [
        _("Everybody who learns alone reads edition %(number)s from then on.", number=number),
        ngettext("%(num)s learner is on the current edition now.", "%(num)s learners are on the current edition now.",
                 num=alone),
        _("Cohorts stay on their edition until you move them."),
        _("Attempts, answers and papers keep the edition on which they were made."),
    ]  # fmt: skip
    title = _("Make edition %(number)s the current one?", number=number)
    return Question(title, points, _("Make it the current one"), url_for("admin.courses"), [_title(row)])


@blueprint.route("/courses/<course_id>/withdraw", methods=["GET", "POST"])
@admins_only
def course_withdraw(course_id: str) -> ResponseReturnValue:
    row = get_course(db.session, course_id)
    back = url_for("admin.courses")
    if request.method == "GET":
        points = [
            _("The course leaves the catalogue: nobody can find it, and nobody new can enrol."),
            _("Learners who learn alone lose sight of it until it is restored; cohorts go on."),
            _("Progress, results and papers stay; papers can still be verified."),
        ]
        title = _("Take the course out of the catalogue?")
        return ask(Question(title, points, _("Take it out"), back, [_title(row)]))
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
    return redirect(url_for("admin.courses"), 303)


def _title(row: CourseRow) -> str:
    return title_of(shelf().edition(db.session, row.current_edition_id))
