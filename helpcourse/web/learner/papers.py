"""A learner's papers: those that were issued, and those that are on their way."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.certification.hours import HoursSheet, counted, draw_hours, years_of
from helpcourse.certification.queries import Candidate, Paper, awaiting, papers_of
from helpcourse.certification.rules import USUAL_WAIT, Obstacle
from helpcourse.certification.wording import grouped
from helpcourse.languages import in_language
from helpcourse.web import paper_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import calendar, db, now, settings, shelf, today
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import title_of
from helpcourse.web.pages import figure

LOOK_AGAIN_S = 3


@dataclass(frozen=True, slots=True)
class MyPaper:
    paper: Paper
    title: str  # of the course
    language: str  # of the title: not every course has all
    code: str  # in fours
    message: str  # title and verification page, to be shared; escaped for a URL


@dataclass(frozen=True, slots=True)
class Awaited:
    """A finished course whose paper is not there yet."""

    title: str
    obstacles: tuple[Obstacle, ...]
    is_in_cohort: bool  # people issue its paper, not the machine
    is_late: bool  # it should have been made by now


@blueprint.get("/my/certificates")
def certificates() -> ResponseReturnValue:
    issued = papers_of(db.session, me().id, today=today())
    papers = [_mine(paper) for paper in issued]
    awaited = [_awaited(candidate) for candidate in awaiting(db.session, me().id, today=today())]
    page = render_template(
        "learner/certificates.html", papers=papers, awaited=awaited, years=years_of(issued), words=paper_wording
    )
    response = make_response(page)
    if _is_being_made(papers, awaited):
        response.headers["Refresh"] = str(LOOK_AGAIN_S)
    return response


@blueprint.get("/my/certificates/hours-<int:year>.pdf")
def hours(year: int) -> ResponseReturnValue:
    """The academic hours of a year, for one's bar."""
    papers = counted(papers_of(db.session, me().id, today=today()), year)
    if not papers:
        return redirect(url_for("learner.certificates"), 302)
    response = Response(draw_hours(_sheet(papers, year)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="hours-{year}.pdf"'
    return response


def _sheet(papers: list[Paper], year: int) -> HoursSheet:
    language = current_language()
    last = papers[-1].record
    hours_in_all = sum(paper.record.hours for paper in papers)
    return HoursSheet(
        language=language,
        title=_("Academic hours, %(year)s", year=str(year)),
        issuer=settings().printed("issuer")[language],
        name=in_language(last.names, language, last.languages[0])[0],
        heads=(_("Course"), _("Paper"), _("Registration number and code"), _("Date of issue"), _("Academic hours")),
        rows=tuple(_hours_row(paper) for paper in papers),
        total=(_("In all"), figure(hours_in_all)),
        notes=(
            _("Papers that were revoked, replaced or have expired are not counted."),
            _(
                "Drawn on %(date)s. Each paper can be verified by its code: %(address)s",
                date=_day(today()),
                address=_verify_url(),
            ),
        ),
        drawn_on=today(),
    )


def _hours_row(paper: Paper) -> tuple[str, ...]:
    record = paper.record
    title, _language = _title(paper)
    number = f"{record.number}\n{grouped(paper.code)}"
    return title, str(paper_wording.KINDS[paper.kind]), number, _day(record.issued_on), figure(record.hours)


def _day(day: date) -> str:
    return calendar().short_date(day)


def _verify_url() -> str:
    return f"{settings().address}/verify"


def _mine(paper: Paper) -> MyPaper:
    title, language = _title(paper)
    return MyPaper(paper, title, language, grouped(paper.code), quote(f"{title}: {paper.record.verify_url}", safe=""))


def _title(paper: Paper) -> tuple[str, str]:
    """Of the course, as it is printed; where the paper lacks the reader's language, as the course has it."""
    titles, language = paper.record.course_titles, current_language()
    if language not in titles:
        titles = {**shelf().edition(db.session, paper.edition_id).course.titles, **titles}
    return in_language(titles, language, paper.record.languages[0])


def _awaited(candidate: Candidate) -> Awaited:
    is_late = candidate.finished_at is not None and now() - candidate.finished_at > USUAL_WAIT
    edition = shelf().edition(db.session, candidate.edition_id)
    return Awaited(title_of(edition), candidate.obstacles, candidate.cohort is not None, is_late)


def _is_being_made(papers: list[MyPaper], awaited: list[Awaited]) -> bool:
    is_drawn_soon = any(mine.paper.sha256 is None and now() - mine.paper.issued_at < USUAL_WAIT for mine in papers)
    return is_drawn_soon or any(not (one.obstacles or one.is_in_cohort or one.is_late) for one in awaited)
