"""The programme report: whom the courses reach and how far they come, as a page and as files."""

from flask import Response, render_template

from helpcourse.reporting.programme import Tally
from helpcourse.web.admin.blueprint import blueprint, countries, reach
from helpcourse.web.extensions import today
from helpcourse.web.i18n import gettext as _
from helpcourse.web.programme_view import Divided, Report, asked, report
from helpcourse.web.spreadsheet import Row, Table, csv_file, xlsx_file


@blueprint.get("/report", endpoint="report")
def programme_report() -> str:
    wanted = asked(countries(), reach())
    return render_template("admin/programme.html", asked=wanted, report=report(wanted))


@blueprint.get("/report/tables.csv")
def report_csv() -> Response:
    """All tables one under the other: the first column names the table."""
    found = report(asked(countries(), reach()))
    tables = [[one.title, *row] for one in found.tables for row in _rows(one)]
    width = len(_heads()) + 2
    facts = [[name, value, *[None] * (width - 2)] for name, value in found.facts]
    head = [_("Table"), _("Row"), *_heads()]
    return csv_file(_name(), [*facts, [None] * width, head, [_("In all"), None, *_cells(found.total)], *tables])


@blueprint.get("/report/tables.xlsx")
def report_xlsx() -> Response:
    """A sheet a table, after one that says what the report is of."""
    found = report(asked(countries(), reach()))
    sheets = [Table(one.title, [[one.head, *_heads()], *_rows(one), _sum(found)]) for one in found.tables]
    return xlsx_file(_name(), [Table(_("Report"), _first_sheet(found)), *sheets])


def _first_sheet(found: Report) -> list[Row]:
    figures = list(zip(_heads(), _cells(found.total), strict=True))
    return [[_("Programme report"), None], *found.facts, *figures]


def _name() -> str:
    return f"programme-{today().isoformat()}"


def _heads() -> list[str]:
    return [
        _("Enrolments"),
        _("Have begun"),
        _("Have finished"),
        _("Share finished, percent"),
        _("Statements"),
        _("Certificates"),
    ]


def _rows(table: Divided) -> list[Row]:
    return [[line.name, *_cells(line.tally)] for line in table.lines]


def _sum(found: Report) -> Row:
    return [_("In all"), *_cells(found.total)]


def _cells(tally: Tally) -> list[object]:
    return [tally.enrolled, tally.begun, tally.finished, tally.percent, tally.statements, tally.certificates]
