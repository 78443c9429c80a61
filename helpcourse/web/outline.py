"""A course as it is listed beside its lessons: titles, links, what is done."""

from dataclasses import dataclass

from flask import url_for

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.languages import in_language
from helpcourse.learning.queries import Progress
from helpcourse.web.i18n import current_language


@dataclass(frozen=True, slots=True)
class ListedLesson:
    id: str
    title: str
    minutes: int
    url: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class ListedModule:
    id: str
    title: str
    lessons: tuple[ListedLesson, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the outline macro draws."""

    title: str
    url: str
    modules: tuple[ListedModule, ...]
    done: int
    total: int
    test: ListedLesson | None

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


def outline_of(edition: ServedEdition, progress: Progress | None, test_title: str, *, now_at: str = "") -> Outline:
    """The outline of a course; `now_at` is the lesson that is being read."""
    language, course = current_language(), edition.course
    done = progress.done if progress else {}
    url = url_for("public.course", course_id=course.id)
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
                    lesson.id in done,
                    lesson.id == now_at,
                )
                for lesson in module.lessons
            ),
        )
        for module in course.modules
    )
    total = sum(len(module.lessons) for module in modules)
    done_here = sum(lesson.is_done for module in modules for lesson in module.lessons)
    test = ListedLesson("test", test_title, 0, f"{url}/test", False, now_at == "test") if course.test else None
    return Outline(title_of(edition), url, modules, done_here, total, test)
