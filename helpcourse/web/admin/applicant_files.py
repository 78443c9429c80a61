"""The table of who has applied as a file, with all that they answered."""

import uuid
from typing import Any

from flask import Response

from helpcourse.tutoring.calls.applicants import answers_of_call, applicants
from helpcourse.tutoring.calls.queries import CallRow, get_call
from helpcourse.tutoring.calls.rules import Applicant, listed
from helpcourse.tutoring.queries import get_cohort
from helpcourse.web import call_wording, wording
from helpcourse.web.admin.applicants import institution_names, wanted_by_request
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.extensions import calendar, db
from helpcourse.web.i18n import gettext as _
from helpcourse.web.spreadsheet import Row, Table, csv_file, xlsx_file
from helpcourse.web.tables.files import NAMES, ONLY_IN_FILE, Part, table_of
from helpcourse.web.tables.kinds import APPLICATIONS


@blueprint.get("/cohorts/<uuid:cohort_id>/call/applications.csv")
def cohort_call_csv(cohort_id: uuid.UUID) -> Response:
    return csv_file("applications", _table(cohort_id))


@blueprint.get("/cohorts/<uuid:cohort_id>/call/applications.xlsx")
def cohort_call_xlsx(cohort_id: uuid.UUID) -> Response:
    return xlsx_file("applications", [Table(_("Applications"), _table(cohort_id))])


def _table(cohort_id: uuid.UUID) -> list[Row]:
    """Those that the address asks for; if it names no columns, with all that they answered."""
    get_cohort(db.session, sight(), cohort_id)
    call = get_call(db.session, cohort_id)
    everybody = applicants(db.session, call.id)
    return table_of(APPLICATIONS, _parts(call, everybody), listed(everybody, wanted_by_request()))


def _parts(call: CallRow, everybody: list[Applicant]) -> list[Part[Applicant]]:
    names, answers = institution_names(everybody), answers_of_call(db.session, call.id)
    questions = [str(call_wording.question_words(question).striptags()) for question in call.questions]
    return [
        Part(NAMES, [_("Name")], lambda one: [one.name or _("Erased person")]),
        Part("email", [_("E-mail")], lambda one: [one.email]),
        Part("country", [_("Country")], lambda one: [str(wording.COUNTRIES[one.country])]),
        Part("profession", [_("Profession")], lambda one: [str(wording.PROFESSIONS[one.profession])]),
        Part("institution", [_("Institution")], lambda one: [names.get(one.institution_id, "")]),
        Part("language", [_("Language")], lambda one: [str(wording.LANGUAGES[one.language])]),  # type: ignore[index]  # one of ours
        Part("sent", [_("Sent (Astana time)")], lambda one: [calendar().short_moment(one.sent_at)]),
        Part("state", [_("State")], lambda one: [str(call_wording.STATES[one.state])]),
        Part("points", [*(one.name for one in call.criteria), _("Points")], lambda one: _points(call, one)),
        Part("note", [_("Note")], lambda one: [one.note]),
        Part(ONLY_IN_FILE, questions, lambda one: _answers(call, answers[one.id])),
    ]


def _points(call: CallRow, one: Applicant) -> Row:
    return [*(one.points.get(criterion.id) for criterion in call.criteria), one.total]


def _answers(call: CallRow, answers: Any) -> list[str]:
    return [_plain(call_wording.answer_of(question, answers)) for question in call.questions]


def _plain(answer: Any) -> str:
    return str(answer.striptags()) if hasattr(answer, "striptags") else answer
