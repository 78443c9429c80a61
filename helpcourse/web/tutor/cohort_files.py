"""The table of a cohort as a file: learners by lesson, quiz, case study and test."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from flask import Response

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.tutoring.queries import days_of_lessons
from helpcourse.tutoring.rules import Learner, TestStanding
from helpcourse.web import cohort_wording
from helpcourse.web.case_lines import CaseLine, cases_of_learners
from helpcourse.web.extensions import calendar, db, now
from helpcourse.web.i18n import gettext as _
from helpcourse.web.spreadsheet import Row, Table, csv_file, xlsx_file
from helpcourse.web.tables.files import NAMES, ONLY_IN_FILE, Part, table_of
from helpcourse.web.tables.kinds import COHORT
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.cohorts import LessonColumn, QuizColumn, columns_of, everybody_of, quizzes_of
from helpcourse.web.tutor.listing import wanted
from helpcourse.web.tutor.schedule import found_cohort


@blueprint.get("/cohorts/<uuid:cohort_id>/table.csv")
def cohort_table(cohort_id: uuid.UUID) -> Response:
    """The rows that the address asks for, with its columns; asked for nothing, all there is."""
    return csv_file(_file_name(), _table(cohort_id))


@blueprint.get("/cohorts/<uuid:cohort_id>/table.xlsx")
def cohort_workbook(cohort_id: uuid.UUID) -> Response:
    return xlsx_file(_file_name(), [Table(_("Learners"), _table(cohort_id))])


def _file_name() -> str:
    return f"cohort-{calendar().today(now()).isoformat()}"


def _table(cohort_id: uuid.UUID) -> list[Row]:
    _row, edition = found_cohort(cohort_id)
    chosen = wanted().choose(everybody_of(cohort_id, edition))
    return table_of(COHORT, _parts(edition, chosen), chosen)


def _parts(edition: ServedEdition, learners: Sequence[Learner]) -> list[Part[Learner]]:
    lessons, quizzes = columns_of(edition, learners), quizzes_of(edition, learners)
    ids = [one.enrolment_id for one in learners]
    days, cases = days_of_lessons(db.session, ids), cases_of_learners(edition, ids)
    case_heads = [_("Case study: %(title)s", title=line.title) for line in next(iter(cases.values()), [])]
    return [
        Part(NAMES, [_("Learner")], lambda one: [one.name]),
        Part("email", [_("E-mail")], lambda one: [one.email]),
        Part("joined", [_("Joined")], lambda one: [_day(one.joined_at)]),
        Part("lessons", [f"{column.number} {column.title}" for column in lessons], partial(_lessons, lessons, days)),
        Part("done", [_("Lessons finished")], lambda one: [len(one.done)]),
        Part("active", [_("Last active")], lambda one: [_day(one.last_active_at)]),
        Part("quizzes", [quiz.title for quiz in quizzes], partial(_quizzes, quizzes)),
        Part(ONLY_IN_FILE, case_heads, lambda one: [_work(line) for line in cases[one.enrolment_id]]),
        Part("test", [_("Attempts"), _("Result that counts"), _("Test passed")], _test),
        Part("certificate", [_("Course finished"), _("Confirmed")], _certificate),
        Part("why", [_("Needs attention")], _why),
    ]


def _lessons(
    columns: Sequence[LessonColumn], days: Mapping[uuid.UUID, Mapping[str, datetime]], one: Learner
) -> list[str]:
    return [_day(days[one.enrolment_id].get(column.id)) for column in columns]


def _quizzes(columns: Sequence[QuizColumn], one: Learner) -> list[str]:
    return [_score(one.quizzes.get(column.module_id)) for column in columns]


def _test(one: Learner) -> Row:
    return [one.test.tries, _score(one.test), _("yes") if one.test.is_passed else _("no")]


def _certificate(one: Learner) -> list[str]:
    return [_day(one.finished_at), _day(one.certificate_confirmed_at)]


def _why(one: Learner) -> list[str]:
    return ["; ".join(str(cohort_wording.ATTENTION[reason]) for reason in one.reasons)]


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
