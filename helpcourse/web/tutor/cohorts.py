"""A tutor's cohorts: who needs attention, the table of learners by lesson, confirmation for the certificate."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.languages import folded, in_language
from helpcourse.reporting.queries import certified_in
from helpcourse.tutoring import actions
from helpcourse.tutoring.cases.queue import count_waiting
from helpcourse.tutoring.overdue import as_they_stand
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.tutoring.queries import (
    get_cohort,
    learners_needing_attention,
    learners_of,
    tutors_of,
    waiting_essays,
)
from helpcourse.tutoring.rules import Learner, Show, TestStanding, listed
from helpcourse.web import cohort_wording
from helpcourse.web.access import me
from helpcourse.web.case_lines import CaseLine, cases_of_learners
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.i18n import current_language, ngettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of, title_of_test
from helpcourse.web.spreadsheet import csv_file
from helpcourse.web.tutor.blueprint import blueprint, sight

_SHOWN = 15  # who needs attention, on the first page


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the table is asked for."""

    order: str
    show: Show
    text: str

    @property
    def url(self) -> str:
        """The filters without the order, for the heads that sort."""
        where = request.view_args or {}
        return url_for(request.endpoint or "", **where, show=self.show.value, text=self.text or None)


@blueprint.get("/cohorts")
def cohorts() -> str:
    rows = seen_cohorts(db.session, sight())
    running = {row.id: row for row in rows if row.closed_at is None}
    courses = {row.id: shelf().edition(db.session, row.edition_id).course for row in running.values()}
    needing = listed(
        learners_needing_attention(db.session, courses, now=now()), order="attention", show=Show.ALL, text=""
    )
    return render_template(
        "tutor/cohorts.html",
        cohorts=rows,
        by_id=running,
        titles={row.id: title_of(shelf().edition(db.session, row.edition_id)) for row in rows},
        needing=needing[:_SHOWN],
        waiting=len(waiting_essays(db.session, sight())),
        needing_count=len(needing),
        works_waiting=count_waiting(db.session, sight(), me().id),
        attention_words=cohort_wording.ATTENTION,
    )


@blueprint.get("/cohorts/<uuid:cohort_id>")
def cohort(cohort_id: uuid.UUID) -> str:
    """Learners by lessons and test."""
    row = get_cohort(db.session, sight(), cohort_id)
    edition = shelf().edition(db.session, row.edition_id)
    everybody = _everybody(cohort_id, edition)
    wanted = _wanted()
    chosen = listed(everybody, order=wanted.order, show=wanted.show, text=folded(wanted.text))
    return render_template(
        "tutor/cohort.html",
        cohort=row,
        course_title=title_of(edition),
        edition=edition,
        columns=_columns(edition, chosen),
        quizzes=_quizzes(edition, chosen),
        learners=chosen,
        everybody=everybody,
        needing=sum(learner.attention is not None for learner in everybody),
        passed=sum(learner.test.is_passed for learner in chosen),
        issued=certified_in(db.session, cohort_id),
        tutors=tutors_of(db.session, cohort_id),
        wanted=wanted,
        shows=cohort_wording.SHOW,
        attention_words=cohort_wording.ATTENTION,
    )


@blueprint.get("/cohorts/<uuid:cohort_id>/table.csv")
def cohort_table(cohort_id: uuid.UUID) -> Response:
    """The same table as a file."""
    row = get_cohort(db.session, sight(), cohort_id)
    edition = shelf().edition(db.session, row.edition_id)
    everybody = _everybody(cohort_id, edition)
    wanted = _wanted()
    chosen = listed(everybody, order=wanted.order, show=wanted.show, text=folded(wanted.text))
    columns = _columns(edition, chosen)
    quizzes = _quizzes(edition, chosen)
    cases = cases_of_learners(edition, [learner.enrolment_id for learner in chosen])
    rows: list[list[object]] = [
        _csv_head(columns, quizzes, next(iter(cases.values()), [])),
        *(_csv_row(learner, columns, quizzes, cases[learner.enrolment_id]) for learner in chosen),
    ]
    return csv_file(f"cohort-{calendar().today(now()).isoformat()}", rows)


def _everybody(cohort_id: uuid.UUID, edition: ServedEdition) -> list[Learner]:
    found = learners_of(db.session, cohort_id, edition.course, now=now())
    return as_they_stand(db.session, shelf(), edition.course, found, now=now())


@blueprint.post("/cohorts/<uuid:cohort_id>/confirm")
def cohort_confirm(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm the ticked for the certificate, or take confirmations back that led to none yet."""
    get_cohort(db.session, sight(), cohort_id)
    ticked = request.form.getlist("learner", type=uuid.UUID)
    by_id = me().id
    is_withdrawal = request.form.get("deed") == "withdraw"
    begin_write(db.session)
    if is_withdrawal:
        issued = certified_in(db.session, cohort_id)
        count = actions.withdraw_confirmation(db.session, cohort_id, ticked, issued=issued)
    else:
        count = actions.confirm(db.session, cohort_id, ticked, by_id=by_id, now=now())
    db.session.commit()
    flash(*_words_of_confirmation(count, len(ticked), is_withdrawal))
    return redirect(url_for("tutor.cohort", cohort_id=cohort_id), 303)


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


def _wanted() -> Wanted:
    show = request.args.get("show", Show.ALL, type=Show)
    return Wanted(request.args.get("sort", "name"), show, request.args.get("text", "").strip())


def _columns(edition: ServedEdition, learners: Sequence[Learner]) -> list[LessonColumn]:
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


def _quizzes(edition: ServedEdition, learners: Sequence[Learner]) -> list[QuizColumn]:
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


def _csv_head(
    columns: Sequence[LessonColumn], quizzes: Sequence[QuizColumn], cases: Sequence[CaseLine]
) -> list[object]:
    return [
        _("Learner"),
        _("E-mail"),
        *(f"{column.number} {column.title}" for column in columns),
        _("Lessons finished"),
        _("Last active"),
        *(quiz.title for quiz in quizzes),
        *(_("Case study: %(title)s", title=line.title) for line in cases),
        _("Attempts"),
        _("Result that counts"),
        _("Test passed"),
        _("Course finished"),
        _("Confirmed"),
        _("Needs attention"),
    ]


def _csv_row(
    learner: Learner, columns: Sequence[LessonColumn], quizzes: Sequence[QuizColumn], cases: Sequence[CaseLine]
) -> list[object]:
    test = learner.test
    return [
        learner.name,
        learner.email,
        *(_day(learner.done.get(column.id)) for column in columns),
        len(learner.done),
        _day(learner.last_active_at),
        *(_score(learner.quizzes.get(quiz.module_id)) for quiz in quizzes),
        *(_work(line) for line in cases),
        test.tries,
        _score(test),
        _("yes") if test.is_passed else _("no"),
        _day(learner.finished_at),
        _day(learner.confirmed_at),
        cohort_wording.ATTENTION[learner.attention] if learner.attention else "",
    ]


def _score(test: TestStanding | None) -> str:
    if test is None or not test.out_of:
        return ""
    return _("%(points)s of %(out_of)s", points=f"{test.points:g}", out_of=f"{test.out_of:g}")


def _work(line: CaseLine) -> str:
    if line.standing.points is None:
        return line.state
    points = _("%(points)s of %(out_of)s", points=f"{line.standing.points:g}", out_of=f"{line.out_of:g}")
    return f"{line.state}: {points}"


def _day(moment: Any) -> str:
    return calendar().short_date(moment) if moment else ""
