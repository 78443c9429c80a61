"""Knowledge checks to be looked at again, across a course."""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from flask import render_template, url_for

from helpcourse.assessment.questions import Words
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotAllowedError, NotFoundError
from helpcourse.languages import in_language
from helpcourse.learning.checks import Place, wrong_checks
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import title_of
from helpcourse.web.public import edition_for_me


@dataclass(frozen=True, slots=True)
class ListedCheck:
    words: Words
    url: str  # of the question in its lesson


@dataclass(frozen=True, slots=True)
class LessonAgain:
    """The checks of one lesson."""

    title: str
    checks: list[ListedCheck]


@blueprint.get("/my/again/<course_id>")
def again(course_id: str) -> str:
    """Those that were answered wrongly; each leaves the page when it is answered rightly."""
    edition, progress = edition_for_me(course_id)
    if progress is None:
        raise NotAllowedError
    wrong = wrong_checks(db.session, shelf(), edition, progress.enrolment_id)
    return render_template(
        "learner/again.html",
        course_title=title_of(edition),
        course_url=url_for("public.course", course_id=course_id),
        count=len(wrong),
        lessons=[_lesson(edition, id_, list(checks)) for id_, checks in groupby(wrong, itemgetter(0))],
    )


def _lesson(edition: ServedEdition, lesson_id: str, checks: list[Place]) -> LessonAgain:
    lesson = edition.find_lesson(lesson_id)
    if lesson is None:
        raise NotFoundError
    page = shelf().lesson_page(db.session, edition, lesson_id, current_language())
    url = url_for("public.lesson", course_id=edition.course.id, lesson_id=lesson_id)
    return LessonAgain(
        in_language(lesson.titles, current_language(), edition.course.source)[0],
        [
            ListedCheck(words, f"{url}#question-{question_id}")
            for _lesson_id, question_id in checks
            if (words := page.find_words(question_id))
        ],
    )
