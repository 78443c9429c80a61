"""One edition of a course: what it changed, and making it the current one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue import actions
from helpcourse.catalogue.queries import CourseRow, EditionRow, get_course
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.reporting.editions import standings
from helpcourse.web.admin.blueprint import Question, admins_only, ask, blueprint
from helpcourse.web.admin.courses import title_of_course
from helpcourse.web.comparison import between
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext


@blueprint.get("/courses/<course_id>/editions/<int:number>")
@admins_only
def course_edition(course_id: str, number: int) -> str:
    """What changed in this edition against the one that was published before it."""
    row = get_course(db.session, course_id)
    edition, before = row.get_edition(number), _before(row, number)
    return render_template(
        "admin/edition.html",
        course=row,
        title=title_of_course(row),
        edition=edition,
        before=before,
        served=shelf().edition(db.session, edition.id),
        standing=standings(db.session, course_id)[edition.id],
        sections=between(db.session, before.id, edition.id) if before else [],
    )


@blueprint.route("/courses/<course_id>/editions/<int:number>/roll-back", methods=["GET", "POST"])
@admins_only
def course_roll_back(course_id: str, number: int) -> ResponseReturnValue:
    """Make another edition the current one."""
    row = get_course(db.session, course_id)
    edition = row.get_edition(number)
    back = url_for("admin.course", course_id=course_id)
    if edition.id == row.current_edition_id:
        flash(_("This edition is the current one already."), "info")
        return redirect(back, 303)
    if request.method == "GET":
        return ask(_question_of_rolling_back(row, edition, back))
    begin_write(db.session)
    actions.roll_back(db.session, course_id, number)
    db.session.commit()
    shelf().look_again()
    flash(_("Edition %(number)s is the current one.", number=number), "success")
    return redirect(back, 303)


def _question_of_rolling_back(row: CourseRow, edition: EditionRow, back: str) -> Question:
    on_current = standings(db.session, row.id)[row.current_edition_id]
    points = [
        _("Everybody who learns alone reads edition %(number)s from then on.", number=edition.number),
        ngettext("%(num)s learner is on the current edition now.", "%(num)s learners are on the current edition now.",
                 num=on_current.learners),
        _("Cohorts stay on their edition until you move them."),
        _("Attempts, answers and papers keep the edition on which they were made."),
        _("Attempts that go on now: %(count)s.", count=on_current.open_attempts),
    ]  # fmt: skip
    return Question(
        _("Make edition %(number)s the current one?", number=edition.number),
        points,
        _("Make it the current one"),
        back,
        [title_of_course(row)],
        changes=between(db.session, row.current_edition_id, edition.id),
    )


def _before(row: CourseRow, number: int) -> EditionRow | None:
    try:
        return row.get_edition_before(number)
    except NotFoundError:
        return None
