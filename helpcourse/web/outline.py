"""A course as it is listed beside its lessons: titles, links, what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.languages import in_language
from helpcourse.learning.queries import Progress
from helpcourse.learning.standing import Standing
from helpcourse.web import schedule_wording
from helpcourse.web.i18n import current_language, gettext
from helpcourse.web.pace import next_deadline, pace_of


class Mark(StrEnum):
    """How far something in the outline has come."""

    NONE = ""
    FINISHED = "finished"  # a lesson
    RUNNING = "running"  # a test that is being taken
    PASSED = "passed"
    WAITS = "waits"  # a tutor has still to read what may pass it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ListedLesson:
    """A lesson, or a test."""

    id: str
    title: str
    minutes: int
    url: str
    mark: Mark
    is_now: bool

    @property
    def is_done(self) -> bool:
        return self.mark in (Mark.FINISHED, Mark.PASSED)


@dataclass(frozen=True, slots=True)
class ListedModule:
    id: str
    title: str
    lessons: tuple[ListedLesson, ...]
    quiz: ListedLesson | None
    opens: str = ""  # when, in words; empty: it is open
    due: str = ""  # until when it is to be done; empty: no deadline is to come

    @property
    def entries(self) -> tuple[ListedLesson, ...]:
        """All that is listed: the quiz comes last."""
        return (*self.lessons, self.quiz) if self.quiz else self.lessons


@dataclass(frozen=True, slots=True)
class Outline:
    """What the outline macro draws."""

    title: str
    url: str
    modules: tuple[ListedModule, ...]
    done: int
    total: int
    test: ListedLesson | None
    next_deadline: str = ""  # in words; empty: none is to come

    def where(self, lesson_id: str) -> "Where":
        """The place of a lesson that the course has."""
        all_lessons = [lesson for module in self.modules for lesson in module.lessons]
        place = next(place for place, lesson in enumerate(all_lessons) if lesson.id == lesson_id)
        module_number, module = next(
            (number, module) for number, module in enumerate(self.modules, 1) if all_lessons[place] in module.lessons
        )
        return Where(
            all_lessons[place].title,
            module_number,
            module.lessons.index(all_lessons[place]) + 1,
            all_lessons[place - 1] if place else None,
            all_lessons[place + 1] if place + 1 < len(all_lessons) else None,
        )


@dataclass(frozen=True, slots=True)
class Where:
    """A lesson's place in its course."""

    title: str
    module_number: int  # from 1
    lesson_number: int  # from 1, within the module
    before: ListedLesson | None
    after: ListedLesson | None


def title_of(edition: ServedEdition) -> str:
    return in_language(edition.course.titles, current_language(), edition.course.source)[0]


def summary_of(edition: ServedEdition) -> str:
    return in_language(edition.course.summaries, current_language(), edition.course.source)[0]


def title_of_module(edition: ServedEdition, module_id: str) -> str:
    """Of a module that the course has."""
    titles = next(module.titles for module in edition.course.modules if module.id == module_id)
    return in_language(titles, current_language(), edition.course.source)[0]


def title_of_test(edition: ServedEdition, module_id: str) -> str:
    """Of a module's quiz; of the final test if the id is empty."""
    if not module_id:
        return gettext("Final test")
    return gettext("Quiz of the module: %(title)s", title=title_of_module(edition, module_id))


def test_url(course_id: str, module_id: str) -> str:
    """Where a test is begun."""
    if not module_id:
        return url_for("learner.test", course_id=course_id)
    return url_for("learner.quiz", course_id=course_id, module_id=module_id)


def mark_of(standing: Standing | None) -> Mark:
    """Of a test; None: it was never begun."""
    if standing is None:
        return Mark.NONE
    reached = standing.reached
    if reached and reached.is_passed:
        return Mark.PASSED
    if standing.running:
        return Mark.RUNNING
    return Mark.WAITS if reached and not reached.is_decided else Mark.FAILED


def outline_of(
    edition: ServedEdition,
    progress: Progress | None,
    test_title: str,
    *,
    standings: Mapping[str, Standing],
    now_at: str = "",
) -> Outline:
    """The outline of a course; `now_at` is the lesson that is being read, or `test`, or a quiz as `test/its-module`."""
    language, course = current_language(), edition.course
    done = progress.done if progress else {}
    pace = pace_of(progress)
    due = {one.item: schedule_wording.wall(one.time) for one in pace.deadlines}
    url = url_for("public.course", course_id=course.id)
    marks = {id_: mark_of(standings.get(id_)) for id_ in course.tests}
    modules = tuple(
        ListedModule(
            module.id,
            in_language(module.titles, language, course.source)[0],
            tuple(
                ListedLesson(
                    lesson.id,
                    in_language(lesson.titles, language, course.source)[0],
                    lesson.minutes,
                    f"{url}/{lesson.id}",  # url_for() for each of them would cost a third of the page's time
                    Mark.FINISHED if lesson.id in done else Mark.NONE,
                    lesson.id == now_at,
                )
                for lesson in module.lessons
            ),
            _listed_test(f"test/{module.id}", gettext("Quiz"), url, marks[module.id], now_at) if module.quiz else None,
            schedule_wording.wall(pace.closed[module.id]) if module.id in pace.closed else "",
            due.get(f"module:{module.id}", ""),
        )
        for module in course.modules
    )
    total = sum(len(module.lessons) for module in modules)
    done_here = sum(lesson.is_done for module in modules for lesson in module.lessons)
    test = _listed_test("test", test_title, url, marks[""], now_at) if course.test else None
    return Outline(title_of(edition), url, modules, done_here, total, test, next_deadline(course, progress))


def after_quiz(edition: ServedEdition, module_id: str) -> ListedLesson | None:
    """What a quiz leads on to: the next module's first lesson, or the final test."""
    outline = outline_of(edition, None, gettext("Final test"), standings={})
    following = [module.id for module in outline.modules].index(module_id) + 1
    return outline.modules[following].lessons[0] if following < len(outline.modules) else outline.test


def _listed_test(id_: str, title: str, course_url: str, mark: Mark, now_at: str) -> ListedLesson:
    return ListedLesson(id_, title, 0, f"{course_url}/{id_}", mark, id_ == now_at)
