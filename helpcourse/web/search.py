"""Search over all that is published: a visitor sees the words of open courses, of the others what they are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for

from helpcourse.catalogue.search.answers import answers
from helpcourse.catalogue.search.excerpts import Marked
from helpcourse.catalogue.search.queries import MOST_LETTERS, Found, suggestion
from helpcourse.catalogue.search.results import Result, TermResult, results, term_results
from helpcourse.languages import in_language
from helpcourse.learning.queries import Progress, find_progress
from helpcourse.web.access import find_current
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.public import blueprint

_ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A name and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A result as the template draws it."""

    url: str
    title: Sequence[Marked]
    title_language: str
    where: Sequence[Said]  # course and module; of a course nothing
    heading: str
    excerpt: Sequence[Marked]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one language."""

    found: Found
    hits: Sequence[Hit]
    terms: Sequence[TermResult]


@blueprint.get("/<language:lang>/search")
def search() -> str:
    typed = " ".join(request.args.get("q", "").split())[:MOST_LETTERS]
    found = answers(db.session, typed, current_language()) if typed else []
    pages = max(1, -(-len(found[0].ranking.pages) // _ON_A_PAGE)) if len(found) == 1 else 1
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "public/search.html",
        typed=typed,
        groups=[_group(one, page) for one in found],
        page=page,
        pages=pages,
        page_url=url_for("public.search", q=typed, page=""),
        suggested="" if found or not typed else suggestion(db.session, typed, current_language()),
    )


def _group(found: Found, page: int) -> Group:
    ranked = found.ranking.pages[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    shown = results(db.session, shelf(), found, ranked)
    progress = _progress(one.edition.course.id for one in shown)
    hits = [_hit(one, found.language, progress) for one in shown]
    return Group(found, hits, term_results(db.session, shelf(), found) if page == 1 else [])


def _hit(result: Result, language: str, progress: Mapping[str, Progress]) -> Hit:
    course = result.edition.course
    own = progress.get(course.id)
    titles = result.lesson.titles if result.lesson else course.titles
    is_closed = bool(result.lesson) and not (course.is_open or own)
    names = [course.titles, result.module.titles] if result.module else []
    return Hit(
        url=_url(result, language, is_closed=is_closed or not _is_in(result, own)),
        title=result.title,
        title_language=in_language(titles, language, course.source)[1],
        where=[Said(*in_language(name, language, course.source)) for name in names],
        heading="" if is_closed else result.heading,
        excerpt=() if is_closed else result.excerpt,
        is_closed=is_closed,
    )


def _url(result: Result, language: str, *, is_closed: bool) -> str:
    """The part that answers, or the course's own page if its lessons are closed to this reader."""
    course_id, anchor = result.edition.course.id, result.anchor or None
    if result.lesson is None or is_closed:
        return url_for("public.course", lang=language, course_id=course_id, _anchor=None if is_closed else anchor)
    return url_for("public.lesson", lang=language, course_id=course_id, lesson_id=result.lesson.id, _anchor=anchor)


def _is_in(result: Result, own: Progress | None) -> bool:
    """Whether the edition that this reader is on has the lesson; a cohort may stay on an older one."""
    if result.lesson is None or own is None or own.edition_id is None:
        return True
    return shelf().edition(db.session, own.edition_id).find_lesson(result.lesson.id) is not None


def _progress(course_ids: Iterable[str]) -> dict[str, Progress]:
    """In which of these courses the reader is enrolled."""
    person = find_current()
    if person is None:
        return {}
    found = {course_id: find_progress(db.session, person.id, course_id) for course_id in set(course_ids)}
    return {course_id: progress for course_id, progress in found.items() if progress}
