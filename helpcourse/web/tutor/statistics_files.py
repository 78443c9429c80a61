"""Statistics of a test as files: the table of its questions, a workbook of all figures, the attempts themselves."""

import tempfile
from collections.abc import Sequence

from flask import Response, send_file

from helpcourse.assessment.statistics import Third
from helpcourse.reporting.attempts_file import editions_asked, lines
from helpcourse.reporting.rules import JudgedItem, listed
from helpcourse.web import statistics_wording
from helpcourse.web.extensions import calendar, db, now
from helpcourse.web.given_view import given_rows
from helpcourse.web.i18n import gettext as _
from helpcourse.web.spreadsheet import Row, Table, csv_file, xlsx_file
from helpcourse.web.statistics_view import Report, Wanted, banks, plain, report, wanted
from helpcourse.web.tutor.blueprint import blueprint, sight

_IN_MEMORY = 1_000_000  # bytes; a longer file waits on the disk


@blueprint.get("/statistics/<course_id>/table.csv")
def statistics_table(course_id: str) -> Response:
    asked = wanted(sight(), course_id)
    return csv_file(_name("questions", asked), _questions(asked, report(sight(), asked)))


@blueprint.get("/statistics/<course_id>/tables.xlsx")
def statistics_tables(course_id: str) -> Response:
    asked = wanted(sight(), course_id)
    found = report(sight(), asked)
    tables = [
        Table(_("Questions"), _questions(asked, found)),
        Table(_("Answers"), _answers(found)),
        Table(_("Test"), _test(found)),
    ]
    return xlsx_file(_name("statistics", asked), tables)


@blueprint.get("/statistics/<course_id>/attempts.jsonl")
def statistics_attempts(course_id: str) -> Response:
    """Made whole before it is sent: whoever reads it slowly keeps no transaction open, and no thread busy."""
    asked = wanted(sight(), course_id)
    questions = banks(asked, editions_asked(db.session, sight(), asked.scope))
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by the server when it is sent
    for line in lines(db.session, sight(), asked.scope, questions, asked.numbers):
        file.write(f"{line}\n".encode())
    file.seek(0)
    name = f"{_name('attempts', asked)}.jsonl"
    return send_file(file, "application/jsonl", as_attachment=True, download_name=name)


def _name(of: str, asked: Wanted) -> str:
    return f"{of}-{asked.scope.module_id or asked.course.id}-{calendar().today(now()).isoformat()}"


def _questions(asked: Wanted, found: Report) -> list[Row]:
    """As the page lists them."""
    items = listed(found.judged(), order=asked.order, only_flagged=asked.only_flagged)
    head = [
        _("Question"),
        _("Words"),
        _("Attempts"),
        _("Facility"),
        _("Standard deviation"),
        _("Discrimination index"),
        _("Discriminative efficiency"),
        _("Median time, seconds"),
        _("What to look at"),
    ]
    return [head, *(_question(one, found) for one in items)]


def _question(one: JudgedItem, found: Report) -> Row:
    figures = one.item.figures
    return [
        one.item.question_id,
        plain(found.questions[one.item.question_id].words.prompt),
        figures.attempts,
        figures.facility,
        figures.deviation,
        figures.discrimination,
        figures.efficiency,
        one.item.median_s,
        "; ".join(statistics_wording.short(one.flags)),
    ]


def _answers(found: Report) -> list[Row]:
    """How often each option was chosen, and each answer given, to the newest wording of each question."""
    thirds = [str(words) for words in statistics_wording.THIRDS.values()]
    head = [_("Question"), _("Part"), _("What was given"), _("Right"), _("Attempts"), _("Share"), *thirds]
    return [head, *(row for question_id in found.questions for row in _answers_to(question_id, found))]


def _answers_to(question_id: str, found: Report) -> Sequence[Row]:
    known = found.questions[question_id]
    rows = given_rows(known.question, known.words, found.item(question_id).in_editions(known.editions))
    return [
        [
            question_id,
            plain(row.part),
            row.value if row.is_typed else plain(row.value),
            _("yes") if row.is_right else "",
            row.count,
            row.share,
            *(row.by_third[third] for third in Third),
        ]
        for row in rows
    ]


def _test(found: Report) -> list[Row]:
    test = found.found.test
    return [
        [_("Attempts"), test.attempts],
        [_("Passed"), found.found.passed],
        [_("Mean"), test.mean],
        [_("Median"), test.median],
        [_("Standard deviation"), test.deviation],
        [_("Standard error of a result"), test.standard_error],
        [_("Internal consistency"), test.consistency],
        [_("Error ratio"), test.error_ratio],
        [_("Skewness"), test.skewness],
        [_("Kurtosis"), test.kurtosis],
    ]
