"""The table of a cohort as a file: learners by lesson, quiz, case study and test."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Response

from helpcourse.tutoring.queries import days_of_lessons
from helpcourse.tutoring.rules import Learner, TestStanding
from helpcourse.web import cohort_wording
from helpcourse.web.case_lines import CaseLine, cases_of_learners
from helpcourse.web.extensions import calendar, db, now
from helpcourse.web.i18n import gettext as _
from helpcourse.web.spreadsheet import Row, Table, csv_file, xlsx_file
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.cohorts import LessonColumn, QuizColumn, columns_of, everybody_of, quizzes_of
from helpcourse.web.tutor.listing import wanted
from helpcourse.web.tutor.schedule import found_cohort


@blueprint.get("/cohorts/<uuid:cohort_id>/table.csv")
def cohort_table(cohort_id: uuid.UUID) -> Response:
    """The same table as on the page, all of its rows."""
    return csv_file(_file_name(), _table(cohort_id))


@blueprint.get("/cohorts/<uuid:cohort_id>/table.xlsx")
def cohort_workbook(cohort_id: uuid.UUID) -> Response:
    return xlsx_file(_file_name(), [Table(_("Learners"), _table(cohort_id))])


def _file_name() -> str:
    return f"cohort-{calendar().today(now()).isoformat()}"


def _table(cohort_id: uuid.UUID) -> list[Row]:
    _row, edition = found_cohort(cohort_id)
    chosen = wanted().choose(everybody_of(cohort_id, edition))
    columns, quizzes = columns_of(edition, chosen), quizzes_of(edition, chosen)
    ids = [learner.enrolment_id for learner in chosen]
    days, cases = days_of_lessons(db.session, ids), cases_of_learners(edition, ids)
    return [
        _head(columns, quizzes, next(iter(cases.values()), [])),
        *(_line(one, columns, quizzes, cases[one.enrolment_id], days[one.enrolment_id]) for one in chosen),
    ]


def _head(columns: Sequence[LessonColumn], quizzes: Sequence[QuizColumn], cases: Sequence[CaseLine]) -> Row:
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


def _line(
    learner: Learner,
    columns: Sequence[LessonColumn],
    quizzes: Sequence[QuizColumn],
    cases: Sequence[CaseLine],
    days: Mapping[str, datetime],
) -> Row:
    test = learner.test
    return [
        learner.name,
        learner.email,
        *(_day(days.get(column.id)) for column in columns),
        len(learner.done),
        _day(learner.last_active_at),
        *(_score(learner.quizzes.get(quiz.module_id)) for quiz in quizzes),
        *(_work(line) for line in cases),
        test.tries,
        _score(test),
        _("yes") if test.is_passed else _("no"),
        _day(learner.finished_at),
        _day(learner.confirmed_at),
        "; ".join(str(cohort_wording.ATTENTION[reason]) for reason in learner.reasons),
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


def _day(moment: datetime | None) -> str:
    return calendar().short_date(moment) if moment else ""
