"""What learners say of a course: the cohorts side by side, and the answers of one cohort."""

import uuid

from flask import Response, render_template

from helpcourse.tutoring.evaluation.rules import STEP, Phase
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.tutoring.queries import get_cohort
from helpcourse.web.evaluation_view import QuestionResult, Results, changes, results_of
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.spreadsheet import Row, Table, xlsx_file
from helpcourse.web.tutor.blueprint import blueprint, sight

_IN_LIST = ("usefulness", "tutor", "materials")  # of the standard questionnaire after the course


@blueprint.get("/evaluation")
def evaluations() -> str:
    """Statistics by cohort."""
    rows = seen_cohorts(db.session, sight())
    return render_template(
        "tutor/evaluations.html",
        cohorts=rows,
        titles={row.id: title_of(shelf().edition(db.session, row.edition_id)) for row in rows},
        results=results_of(rows),
        before=Phase.BEFORE,
        after=Phase.AFTER,
        listed=_IN_LIST,
        least=STEP,
    )


@blueprint.get("/cohorts/<uuid:cohort_id>/evaluation")
def evaluation(cohort_id: uuid.UUID) -> str:
    row = get_cohort(db.session, sight(), cohort_id)
    found = results_of([row])[cohort_id]
    return render_template(
        "tutor/evaluation.html", cohort=row, results=list(found.values()), changes=changes(found), least=STEP
    )


@blueprint.get("/cohorts/<uuid:cohort_id>/evaluation.xlsx")
def evaluation_workbook(cohort_id: uuid.UUID) -> Response:
    """What is shown, as a file."""
    row = get_cohort(db.session, sight(), cohort_id)
    found = results_of([row])[cohort_id]
    names = {Phase.BEFORE: _("Before the course"), Phase.AFTER: _("After the course")}
    return xlsx_file(
        f"evaluation-{row.starts_on.isoformat()}", [Table(names[phase], _table(one)) for phase, one in found.items()]
    )


def _table(results: Results) -> list[Row]:
    head: Row = [_("Question"), _("What was answered"), _("How many"), _("Share")]
    return [head, *(line for question in results.questions for line in _lines(question))]


def _lines(result: QuestionResult) -> list[Row]:
    words = str(result.words.striptags())
    if result.lines:
        return [[words, str(line.words), line.count, round(line.share, 4)] for line in result.lines]
    return [[words, text, None, None] for text in result.texts]
