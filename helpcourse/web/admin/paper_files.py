"""The register of papers as a file: what was printed on each, and what has become of it."""

from collections.abc import Iterator

from flask import Response, request

from helpcourse.certification.queries import Paper, search_papers
from helpcourse.certification.wording import grouped
from helpcourse.web import paper_wording
from helpcourse.web.admin.blueprint import blueprint
from helpcourse.web.admin.certificates import asked_papers, issuers_of_papers
from helpcourse.web.extensions import calendar, db, today
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.spreadsheet import Row, Table, csv_file, xlsx_file
from helpcourse.web.tables.files import NAMES, ONLY_IN_FILE, Part, table_of
from helpcourse.web.tables.kinds import PAPERS

AT_ONCE = 500  # papers a read


@blueprint.get("/certificates.csv")
def certificates_csv() -> Response:
    return csv_file("papers", _table())


@blueprint.get("/certificates.xlsx")
def certificates_xlsx() -> Response:
    return xlsx_file("papers", [Table(_("Papers"), _table())])


def _table() -> list[Row]:
    """Those that the address asks for; without an order, as a register has them."""
    parts = [
        Part(NAMES, [_("Registration number")], lambda one: [one.record.number]),
        Part("name", [_("Name")], lambda one: [one.record.names[_language(one)]]),
        Part("kind", [_("Paper")], lambda one: [str(paper_wording.KINDS[one.kind])]),
        Part("course", [_("Course")], lambda one: [one.record.course_titles[_language(one)]]),
        Part(ONLY_IN_FILE, [_("Academic hours"), _("First day"), _("Last day"), _("Issuer")], _training),
        Part("code", [_("Code")], lambda one: [grouped(one.code)]),
        Part("issued", [_("Issued")], lambda one: [calendar().short_date(one.issued_at)]),
        Part("state", [_("State")], lambda one: [str(paper_wording.STATUSES[one.status])]),
        Part(ONLY_IN_FILE, [_("Reason")], lambda one: [paper_wording.why(one)]),
    ]
    return table_of(PAPERS, parts, list(_found()))


def _found() -> Iterator[Paper]:
    asked, order, page, pages = asked_papers(issuers_of_papers()), request.args.get("sort", "number"), 1, 1
    while page <= pages:
        found = search_papers(db.session, **asked, order=order, page=page, per_page=AT_ONCE, today=today())
        yield from found.papers
        page, pages = page + 1, found.pages


def _training(one: Paper) -> Row:
    record, days = one.record, calendar()
    return [
        record.hours,
        days.short_date(record.started_on),
        days.short_date(record.finished_on),
        record.issuers[_language(one)],
    ]


def _language(one: Paper) -> str:
    """In which the page names it."""
    return one.record.read_in(current_language())
