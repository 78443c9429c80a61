"""What a learner has: courses under way, papers earned."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.learning.allowances import extra_of
from helpcourse.learning.checks import wrong_checks
from helpcourse.learning.queries import (
    Progress,
    attempts_of,
    enrolments_of,
    find_progress,
    past_attempts,
    seconds_by_lesson,
)
from helpcourse.learning.rules import Result, admission
from helpcourse.learning.standing import Standing
from helpcourse.tutoring.schedule import personal
from helpcourse.web import course_wording
from helpcourse.web.access import me
from helpcourse.web.evaluation_view import due_of
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.feeds import courses_of
from helpcourse.web.frame import standings_for
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.activity import my_activity
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import Mark, Outline, mark_of, outline_of, test_url, title_of_test
from helpcourse.web.public import is_test_running, where_to_go_on
from helpcourse.web.schedule_view import agenda, line_of_mine

_SOON = 3  # entries of the schedule that stand beside the courses


@dataclass(frozen=True, slots=True)
class MyQuiz:
    title: str
    url: str
    mark: Mark
    reached: Result | None  # None: no attempt is closed yet


@dataclass(frozen=True, slots=True)
class MyCourse:
    """A course that the learner is enrolled in, with where to go on."""

    edition: ServedEdition
    progress: Progress
    outline: Outline
    go_on: str
    is_test_running: bool  # go_on leads into the open final test
    minutes_spent: int
    again: int  # knowledge checks to be looked at again
    quizzes: tuple[MyQuiz, ...]
    not_yet: str  # why the final test cannot be taken now, in words; empty: it can, or was not tried

    @property
    def is_test_next(self) -> bool:
        return self.outline.test is not None and self.go_on == self.outline.test.url


@blueprint.get("/my")
def my() -> str:
    enrolled = [enrolment.course_id for enrolment in enrolments_of(db.session, me().id)]
    courses = [course for course_id in enrolled if (course := _my_course(course_id))]
    others = [edition for edition in shelf().courses(db.session) if edition.course.id not in enrolled]
    groups = personal.my_cohorts(db.session, me().id)
    mine = personal.my_entries(db.session, groups, now=now())
    listed = courses_of(mine)
    coming = agenda(line_of_mine(one, listed[one.cohort.edition_id]) for one in mine).coming
    return render_template(
        "learner/my.html",
        courses=courses,
        others=others,
        groups=sorted(groups, key=lambda group: group.name),
        coming=coming[:_SOON],
        has_schedule=bool(mine),
        due=due_of(me().id),
        activity=my_activity(),
    )


def _my_course(course_id: str) -> MyCourse | None:
    """None if the course was withdrawn before anything was published of it."""
    progress = find_progress(db.session, me().id, course_id)
    if progress is None:
        return None
    try:
        edition = shelf().read_by(db.session, course_id, progress.edition_id)
    except NotFoundError:
        return None
    standings = standings_for(edition, progress)
    return MyCourse(
        edition,
        progress,
        outline_of(edition, progress, _("Final test"), standings=standings),
        where_to_go_on(edition, progress, standings),
        is_test_running(standings),
        sum(seconds_by_lesson(db.session, progress.enrolment_id).values()) // 60,
        len(wrong_checks(db.session, shelf(), edition, progress.enrolment_id)),
        _quizzes(edition, standings),
        _not_yet(edition, progress) if "" in standings else "",
    )


def _not_yet(edition: ServedEdition, progress: Progress) -> str:
    past = past_attempts(attempts_of(db.session, progress.enrolment_id, ""))
    extra = extra_of(db.session, progress.enrolment_id, "")
    admitted = admission(edition.course.tests[""].rules, past, extra=extra, now=now())
    return course_wording.reason(admitted)


def _quizzes(edition: ServedEdition, standings: Mapping[str, Standing]) -> tuple[MyQuiz, ...]:
    return tuple(_quiz(edition, id_, standings.get(id_)) for id_ in edition.course.tests if id_)


def _quiz(edition: ServedEdition, module_id: str, standing: Standing | None) -> MyQuiz:
    title, url = title_of_test(edition, module_id), test_url(edition.course.id, module_id)
    return MyQuiz(title, url, mark_of(standing), standing.reached if standing else None)
