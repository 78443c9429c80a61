"""The page of a lesson, or of a quiz, whose module is not open yet to the reader."""

from flask import render_template, url_for

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.languages import in_language
from helpcourse.learning.queries import Progress
from helpcourse.tutoring.schedule.rules import WallTime, module_item
from helpcourse.web import schedule_wording
from helpcourse.web.i18n import current_language
from helpcourse.web.outline import title_of_test


def not_open(
    edition: ServedEdition, progress: Progress | None, lesson_id: str, module_id: str, opens_at: WallTime
) -> str:
    """It says when it opens; an empty `lesson_id`: the module's quiz."""
    lesson = edition.find_lesson(lesson_id) if lesson_id else None
    title = in_language(lesson.titles, current_language(), edition.course.source)[0] if lesson else ""
    return render_template(
        "learner/not_open.html",
        edition=edition,
        progress=progress,
        now_at=lesson_id or f"test/{module_id}",
        title=title or title_of_test(edition, module_id),
        module_title=schedule_wording.title_of_item(edition.course, module_item(module_id)),
        when=schedule_wording.wall(opens_at),
        here=schedule_wording.here(opens_at, opens_at.moment()),
        url=url_for("public.course", course_id=edition.course.id),
    )
