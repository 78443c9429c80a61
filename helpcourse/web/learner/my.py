"""What a learner has: courses under way, papers earned."""

from dataclasses import dataclass

from flask import render_template

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.learning.checks import wrong_checks
from helpcourse.learning.queries import Progress, enrolments_of, find_progress, seconds_by_lesson
from helpcourse.learning.rules import Result
from helpcourse.learning.standing import results_of
from helpcourse.web.access import me
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import Outline, outline_of, test_url, title_of_test
from helpcourse.web.public import where_to_go_on


@dataclass(frozen=True, slots=True)
class MyQuiz:
    title: str
    url: str
    reached: Result | None  # None: not tried yet


@dataclass(frozen=True, slots=True)
class MyCourse:
    """A course that the learner is enrolled in, with where to go on."""

    edition: ServedEdition
    progress: Progress
    outline: Outline
    go_on: str
    minutes_spent: int
    again: int  # knowledge checks to be looked at again
    quizzes: tuple[MyQuiz, ...]

    @property
    def is_read(self) -> bool:
        """Whether only the final test is left."""
        return self.edition.course.test is not None and self.outline.done == self.outline.total


@blueprint.get("/my")
def my() -> str:
    enrolled = [enrolment.course_id for enrolment in enrolments_of(db.session, me().id)]
    courses = [course for course_id in enrolled if (course := _my_course(course_id))]
    others = [edition for edition in shelf().courses(db.session) if edition.course.id not in enrolled]
    return render_template("learner/my.html", courses=courses, others=others)


def _my_course(course_id: str) -> MyCourse | None:
    """None if the course was withdrawn before anything was published of it."""
    progress = find_progress(db.session, me().id, course_id)
    if progress is None:
        return None
    try:
        edition = shelf().read_by(db.session, course_id, progress.edition_id)
    except NotFoundError:
        return None
    return MyCourse(
        edition,
        progress,
        outline_of(edition, progress, _("Final test")),
        where_to_go_on(edition, progress),
        sum(seconds_by_lesson(db.session, progress.enrolment_id).values()) // 60,
        len(wrong_checks(db.session, shelf(), edition, progress.enrolment_id)),
        _quizzes(edition, progress),
    )


def _quizzes(edition: ServedEdition, progress: Progress) -> tuple[MyQuiz, ...]:
    if not any(edition.course.tests):
        return ()
    reached = results_of(db.session, progress.enrolment_id, edition.course)
    return tuple(
        MyQuiz(title_of_test(edition, id_), test_url(edition.course.id, id_), reached.get(id_))
        for id_ in edition.course.tests
        if id_
    )
