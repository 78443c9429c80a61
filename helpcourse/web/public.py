"""Pages for visitors: the catalogue, a course, its lessons, its glossary and sources."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import LessonOutline
from helpcourse.errors import NotFoundError
from helpcourse.learning.checks import wrong_checks
from helpcourse.learning.lesson_state import LessonState, lesson_state
from helpcourse.learning.queries import Progress, find_progress
from helpcourse.learning.rules import Missing, Reason, first_unfinished, missing_steps
from helpcourse.learning.standing import Standing as TestStanding
from helpcourse.learning.standing import accepted_cases, passed_by
from helpcourse.tutoring.calls.queries import open_calls
from helpcourse.tutoring.cases.standing import Standing, running_cohort, standings
from helpcourse.web import choices, course_wording, references
from helpcourse.web.access import admit_anyone, find_current, is_safe_next, me, to_log_in
from helpcourse.web.article import Reading
from helpcourse.web.beside import lesson_words
from helpcourse.web.call_view import call_view
from helpcourse.web.course_search import matching
from helpcourse.web.evaluation_view import due_of
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.frame import standings_for
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.lesson_page import lesson_page
from helpcourse.web.lesson_view import Mine
from helpcourse.web.not_open import not_open
from helpcourse.web.outline import outline_of, summary_of, title_of
from helpcourse.web.pace import opens
from helpcourse.web.pages import preferred_language
from helpcourse.web.paging import PER_PAGE, page_of

ON_FRONT_PAGE = 6  # courses

blueprint = Blueprint("public", __name__)
admit_anyone(blueprint)


@blueprint.get("/")
def root() -> ResponseReturnValue:
    """To the reader's own language."""
    person = find_current()
    language = person.language if person else preferred_language()
    return redirect(url_for("public.home", lang=language), 302)


@blueprint.get("/<language:lang>/")
def home() -> str:
    editions = shelf().courses(db.session)
    return render_template("public/home.html", editions=editions[:ON_FRONT_PAGE], is_all=len(editions) <= ON_FRONT_PAGE)


@blueprint.get("/<language:lang>/courses")
def catalogue() -> str:
    text, language = request.args.get("text", "").strip(), request.args.get("language", "")
    editions = shelf().courses(db.session)
    return render_template(
        "public/catalogue.html",
        found=page_of(matching(editions, text, language), request.args.get("page", 1, type=int)),
        is_long=len(editions) > PER_PAGE,
        text=text,
        language=language,
        languages=course_wording.LANGUAGES,
        calls=len(open_calls(db.session, now=now())),
        page_url=url_for("public.catalogue", text=text or None, language=language or None, page=""),
    )


@blueprint.get("/<language:lang>/courses/<course_id>")
def course(course_id: str) -> str:
    edition, progress = edition_for_me(course_id)
    missing = _missing(edition, progress)
    tests = standings_for(edition, progress)
    outline = outline_of(edition, progress, _("Final test"), standings=tests)
    return render_template(
        "public/course.html",
        edition=edition,
        summary=summary_of(edition),
        progress=progress,
        outline=outline,
        page=shelf().course_page(db.session, edition, current_language()),
        missing=missing,
        unread=sum(1 for step in missing if step.reason is Reason.LESSON_NOT_READ),
        quizzes=[listed for step in missing for listed in outline.modules if listed.id == step.module_id],
        cases=[
            listed
            for step in missing
            if step.reason is Reason.CASE_NOT_ACCEPTED
            for module in outline.modules
            for listed in module.lessons
            if listed.id == step.lesson_id
        ],
        needs_test=any(step.reason is Reason.TEST_NOT_PASSED for step in missing),
        again=len(wrong_checks(db.session, shelf(), edition, progress.enrolment_id)) if progress else 0,
        go_on=where_to_go_on(edition, progress, tests),
        is_test_running=is_test_running(tests),
        facts_of_course=course_wording.facts_of_course(edition),
        calls=[call_view(call) for call in open_calls(db.session, course_id=course_id, now=now())],
        due=due_of(me().id, course_id) if progress else [],
    )


@blueprint.get("/<language:lang>/courses/<course_id>/<lesson_id>")
def lesson(course_id: str, lesson_id: str) -> ResponseReturnValue:
    """A lesson, for visitors too where the course is open; else for those who are enrolled."""
    edition, progress = edition_for_me(course_id)
    found = edition.find_lesson(lesson_id)
    if found is None:
        raise NotFoundError
    if away := turned_away(edition, progress):
        return away
    if opens_at := opens(edition, progress, lesson_id):
        return not_open(edition, progress, lesson_id, edition.course.module_of(lesson_id).id, opens_at)
    mine = Mine(_state(edition, found, progress), _works(found, progress))
    beside = choices.second_language(edition.course)
    page = lesson_words(edition, lesson_id, current_language(), beside)
    reading = Reading(
        edition_id=edition.id,
        digest=edition.course.digest,
        lesson_url=request.path,
        language=current_language(),
        beside=beside,
        country=choices.first_country(edition.course),
        is_country_asked=choices.COUNTRY in request.args,
        is_enrolled=progress is not None,
        is_logged_in=find_current() is not None,
        is_tutored=bool(found.cases and progress and running_cohort(db.session, progress.enrolment_id)),
        today=calendar().today(now()),
    )
    return lesson_page(edition, progress, found, page, mine, reading)


@blueprint.post("/<language:lang>/reading")
def choose() -> ResponseReturnValue:
    """Keep a choice for all lessons, and go back to where it was made."""
    target = request.form.get("next")
    response = redirect(target if target and is_safe_next(target) else url_for("public.home"), 303)
    choices.keep(response)
    return response


@blueprint.get("/<language:lang>/glossary/<course_id>")
def glossary(course_id: str) -> str:
    edition, _progress = edition_for_me(course_id)
    page = shelf().course_page(db.session, edition, current_language())
    letters = references.glossary(edition, page)
    return render_template("public/glossary.html", edition=edition, letters=letters, course_title=title_of(edition))


@blueprint.get("/<language:lang>/sources/<course_id>")
def sources(course_id: str) -> str:
    edition, _progress = edition_for_me(course_id)
    page = shelf().course_page(db.session, edition, current_language())
    kinds = references.table_of_sources(edition, page)
    return render_template("public/sources.html", edition=edition, kinds=kinds, course_title=title_of(edition))


def edition_for_me(course_id: str) -> tuple[ServedEdition, Progress | None]:
    """The edition that this reader is on (a cohort may stay on an older one), and how far they have come."""
    person = find_current()
    progress = find_progress(db.session, person.id, course_id) if person else None
    return shelf().read_by(db.session, course_id, progress.edition_id if progress else None), progress


def turned_away(edition: ServedEdition, progress: Progress | None) -> ResponseReturnValue | None:
    """Where who is not enrolled is led from the lessons of a closed course; None: they may read."""
    if progress or edition.course.is_open:
        return None
    return redirect(url_for("public.course", course_id=edition.course.id), 302) if find_current() else to_log_in()


def _state(edition: ServedEdition, found: LessonOutline, progress: Progress | None) -> LessonState:
    """What was answered and written here; of a question that has changed since, only that it was answered."""
    if progress is None:
        return LessonState()
    state = lesson_state(db.session, progress.enrolment_id, found)
    changed = {
        id_: replace(answer, given={})
        for id_, answer in state.answers.items()
        if not shelf().has_same_question(db.session, edition, answer.edition_id, found.id, id_)
    }
    return replace(state, answers={**state.answers, **changed})


def _works(found: LessonOutline, progress: Progress | None) -> dict[str, Standing]:
    """How far the reader is with the case studies of this lesson, by block."""
    if progress is None or not found.cases:
        return {}
    places = standings(db.session, [progress.enrolment_id]).get(progress.enrolment_id, {})
    return {block_id: one for (lesson_id, block_id), one in places.items() if lesson_id == found.id}


def _missing(edition: ServedEdition, progress: Progress | None) -> list[Missing]:
    if progress is None or progress.finished_at:
        return []
    passed = passed_by(db.session, progress.enrolment_id, edition.course)
    accepted = accepted_cases(db.session, progress.enrolment_id)
    return missing_steps(edition.course, progress.done, passed=passed, accepted=accepted)


def is_test_running(tests: Mapping[str, TestStanding]) -> bool:
    """Whether the final test was begun and not handed in."""
    return "" in tests and tests[""].running is not None


def where_to_go_on(edition: ServedEdition, progress: Progress | None, tests: Mapping[str, TestStanding]) -> str:
    """The URL of the exact place where the learner was last, of the first lesson not finished, or of a test.

    An open attempt at the final test comes first, as its time may run; one at a quiz when no lesson was begun since.
    """
    open_ = {id_: url_for("learner.attempt", attempt_id=one.running) for id_, one in tests.items() if one.running}
    if "" in open_:
        return open_[""]
    base = url_for("public.course", course_id=edition.course.id)
    done = progress.done if progress else {}
    last = progress.last_lesson_id if progress else None
    if progress and last and last not in done and edition.find_lesson(last):
        return f"{base}/{last}" + (f"#{progress.last_anchor}" if progress.last_anchor else "")
    if open_:
        return next(iter(open_.values()))
    if unfinished := first_unfinished(edition.course, done):
        return f"{base}/{unfinished}"
    if progress and (quizzes := [step.module_id for step in _missing(edition, progress) if step.module_id]):
        return f"{base}/test/{quizzes[0]}"
    return f"{base}/test" if edition.course.test else base
