"""A learner's papers: those that were issued, and those that are on their way."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from helpcourse.certification.queries import Candidate, Paper, awaiting, papers_of
from helpcourse.certification.rules import USUAL_WAIT, Obstacle
from helpcourse.certification.wording import grouped
from helpcourse.languages import in_language
from helpcourse.web import paper_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, shelf, today
from helpcourse.web.i18n import current_language
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import title_of

LOOK_AGAIN_S = 3


@dataclass(frozen=True, slots=True)
class MyPaper:
    paper: Paper
    title: str  # of the course
    language: str  # of the title: a paper has its own languages
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
    papers = [_mine(paper) for paper in papers_of(db.session, me().id, today=today())]
    awaited = [_awaited(candidate) for candidate in awaiting(db.session, me().id)]
    page = render_template("learner/certificates.html", papers=papers, awaited=awaited, words=paper_wording)
    response = make_response(page)
    if _is_being_made(papers, awaited):
        response.headers["Refresh"] = str(LOOK_AGAIN_S)
    return response


def _mine(paper: Paper) -> MyPaper:
    titles = paper.record.course_titles
    title, language = in_language(titles, current_language(), paper.record.languages[0])
    return MyPaper(paper, title, language, grouped(paper.code), quote(f"{title}: {paper.record.verify_url}", safe=""))


def _awaited(candidate: Candidate) -> Awaited:
    is_late = candidate.finished_at is not None and now() - candidate.finished_at > USUAL_WAIT
    edition = shelf().edition(db.session, candidate.edition_id)
    return Awaited(title_of(edition), candidate.obstacles, candidate.cohort is not None, is_late)


def _is_being_made(papers: list[MyPaper], awaited: list[Awaited]) -> bool:
    is_drawn_soon = any(mine.paper.sha256 is None and now() - mine.paper.issued_at < USUAL_WAIT for mine in papers)
    return is_drawn_soon or any(not (one.obstacles or one.is_in_cohort or one.is_late) for one in awaited)
