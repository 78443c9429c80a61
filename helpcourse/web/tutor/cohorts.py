"""A tutor's cohorts: the list, the table of learners by lesson, confirmation for the certificate."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.languages import in_language
from helpcourse.reporting.queries import certified, levels_issued_in
from helpcourse.tutoring import actions
from helpcourse.tutoring.overdue import as_they_stand
from helpcourse.tutoring.queries import CohortRow, days_of_lessons, get_cohort, learners_of, tutors_of
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.tutoring.rules import Learner
from helpcourse.web import cohort_wording, level_wording
from helpcourse.web.access import me
from helpcourse.web.cohort_list import cohort_list
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import current_language, ngettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of, title_of_test
from helpcourse.web.tables.asked import asked_table
from helpcourse.web.tables.kinds import COHORT, COHORTS
from helpcourse.web.tutor.blueprint import blueprint, sight
from helpcourse.web.tutor.desk import tabs
from helpcourse.web.tutor.funnel import funnel_chart
from helpcourse.web.tutor.listing import ROWS, wanted
from helpcourse.web.tutor.modules import module_lines


@dataclass(frozen=True, slots=True)
class LessonColumn:
    id: str
    number: str  # "2.3": the third lesson of the second module
    title: str
    done: int  # by how many learners


@dataclass(frozen=True, slots=True)
class QuizColumn:
    module_id: str
    number: int  # of the module
    title: str
    passed: int  # by how many learners


@blueprint.get("/cohorts")
def cohorts() -> ResponseReturnValue:
    """All that are seen, closed ones too."""
    rows, table = seen_cohorts(db.session, sight()), asked_table(COHORTS, "")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    titles = {row.id: title_of(shelf().edition(db.session, row.edition_id)) for row in rows}
    return render_template(
        "tutor/cohorts.html",
        cohorts=cohort_list(rows, titles, table),
        titles=titles,
        table=table,
        tabs=tabs("cohorts"),
    )


@blueprint.get("/cohorts/<uuid:cohort_id>")
def cohort(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Learners by lessons and test."""
    row, table = get_cohort(db.session, sight(), cohort_id), asked_table(COHORT, "name")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    edition = shelf().edition(db.session, row.edition_id)
    everybody = everybody_of(cohort_id, edition)
    asked = wanted()
    chosen = asked.choose(everybody)
    found, papers = asked.page(chosen), levels_issued_in(db.session, cohort_id)
    return render_template(
        "tutor/cohort.html",
        cohort=row,
        course_title=title_of(edition),
        edition=edition,
        columns=columns_of(edition, chosen) if table.has("lessons") else [],
        quizzes=quizzes_of(edition, chosen) if table.has("quizzes") else [],
        modules=module_lines(edition, everybody),
        found=found,
        days=days_of_lessons(db.session, [one.enrolment_id for one in found.things]) if table.has("lessons") else {},
        everybody=everybody,
        needing=sum(learner.attention is not None for learner in everybody),
        passed=sum(learner.test.is_passed for learner in chosen),
        papers=papers,
        funnel=funnel_chart(edition, cohort_id, everybody, certified(papers)),
        tutors=tutors_of(db.session, cohort_id),
        wanted=asked,
        table=table,
        rows=ROWS,
        level_words=level_wording.LEVELS,
        shows=cohort_wording.SHOW,
        attention_words=cohort_wording.ATTENTION,
    )


def everybody_of(cohort_id: uuid.UUID, edition: ServedEdition) -> list[Learner]:
    found = learners_of(db.session, cohort_id, edition.course, now=now())
    return as_they_stand(db.session, shelf(), edition.course, found, now=now())


@blueprint.post("/cohorts/<uuid:cohort_id>/confirm")
def cohort_confirm(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm the ticked for the certificate, or take confirmations back that led to none yet."""
    row = get_cohort(db.session, sight(), cohort_id)
    ticked = ticked_of(row)
    by_id = me().id
    is_withdrawal = request.form.get("deed") == "withdraw"
    begin_write(db.session)
    if is_withdrawal:
        issued = levels_issued_in(db.session, cohort_id)
        count = actions.withdraw_confirmation(db.session, cohort_id, ticked, issued=issued)
    else:
        count = actions.confirm(db.session, cohort_id, ticked, by_id=by_id, now=now())
    db.session.commit()
    flash(*_words_of_confirmation(count, len(ticked), is_withdrawal))
    return redirect(url_for("tutor.cohort", cohort_id=cohort_id), 303)


def ticked_of(row: CohortRow) -> list[uuid.UUID]:
    """Whom a form on the cohort's table names: the ticked, or all that are found."""
    if "everybody" not in request.form:
        return request.form.getlist("learner", type=uuid.UUID)
    everybody = everybody_of(row.id, shelf().edition(db.session, row.edition_id))
    return [one.enrolment_id for one in wanted().choose(everybody)]


def _words_of_confirmation(count: int, ticked: int, is_withdrawal: bool) -> tuple[str, str]:
    if not ticked:
        return _("Tick the learners first."), "warning"
    if is_withdrawal:
        text = ngettext("%(num)s confirmation is withdrawn.", "%(num)s confirmations are withdrawn.", num=count)
        if count < ticked:
            text += " " + _("Confirmations that were not given, or led to a certificate already, stay as they are.")
        return text, "success" if count else "info"
    text = ngettext("%(num)s learner is confirmed.", "%(num)s learners are confirmed.", num=count)
    return text, "success"


def columns_of(edition: ServedEdition, learners: Sequence[Learner]) -> list[LessonColumn]:
    language, source = current_language(), edition.course.source
    return [
        LessonColumn(
            lesson.id,
            f"{module_number}.{lesson_number}",
            in_language(lesson.titles, language, source)[0],
            sum(lesson.id in learner.done for learner in learners),
        )
        for module_number, module in enumerate(edition.course.modules, 1)
        for lesson_number, lesson in enumerate(module.lessons, 1)
    ]


def quizzes_of(edition: ServedEdition, learners: Sequence[Learner]) -> list[QuizColumn]:
    return [
        QuizColumn(
            module.id,
            number,
            title_of_test(edition, module.id),
            sum(standing.is_passed for learner in learners if (standing := learner.quizzes.get(module.id))),
        )
        for number, module in enumerate(edition.course.modules, 1)
        if module.quiz
    ]
