"""Statistics of tests: the courses, one test with its questions, one question with its answers."""

from dataclasses import dataclass

from flask import render_template, url_for

from helpcourse.accounts.models import Role
from helpcourse.assessment.items import Item, Part
from helpcourse.catalogue.queries import published_courses
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.reporting.items import counted, uncounted
from helpcourse.reporting.rules import listed
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.web import statistics_wording, wording
from helpcourse.web.access import me
from helpcourse.web.charts import histogram
from helpcourse.web.extensions import db, shelf
from helpcourse.web.given_view import curves_of, given_rows, numbers_of_options
from helpcourse.web.outline import title_of, title_of_test
from helpcourse.web.statistics_view import (
    Wanted,
    filters_of,
    filters_of_test,
    may_see_all_courses,
    report,
    wanted,
)
from helpcourse.web.tutor.blueprint import blueprint, sight


@dataclass(frozen=True, slots=True)
class ListedTest:
    """A test with how many attempts there are to look at."""

    edition: ServedEdition
    module_id: str  # whose quiz; empty: the final test
    title: str
    attempts: int


@blueprint.get("/statistics")
def statistics() -> str:
    """The courses of which somebody sees attempts."""
    editions = {row.id: row.current_edition_id for row in published_courses(db.session)}
    if not may_see_all_courses(sight()):
        ours = {row.course_id for row in seen_cohorts(db.session, sight())}
        editions = {id_: edition_id for id_, edition_id in editions.items() if id_ in ours}
    served = filter(None, (shelf().find_edition(db.session, edition_id) for edition_id in editions.values()))
    count = counted(db.session, sight(), list(editions))
    return render_template(
        "tutor/statistics.html",
        tests=[
            ListedTest(
                edition, module_id, title_of_test(edition, module_id), count.get((edition.course.id, module_id), 0)
            )
            for edition in served
            for module_id in edition.course.tests
        ],
    )


@blueprint.get("/statistics/<course_id>")
def statistics_of_test(course_id: str) -> str:
    asked = wanted(sight(), course_id)
    found = report(sight(), asked)
    everything = found.judged()
    return render_template(
        "tutor/statistics_of_test.html",
        wanted=asked,
        course_title=title_of(asked.served),
        title=title_of_test(asked.served, asked.scope.module_id),
        report=found,
        items=listed(everything, order=asked.order, only_flagged=asked.only_flagged),
        flagged=sum(one.is_flagged for one in everything),
        columns=histogram(found.found.shares),
        waiting=uncounted(db.session, course_id, asked.scope.module_id),
        short=statistics_wording.short,
        filters=filters_of_test(asked),
        sort_url=_sort_url(asked),
    )


@blueprint.get("/statistics/<course_id>/questions/<question_id>")
def statistics_of_question(course_id: str, question_id: str) -> str:
    asked = wanted(sight(), course_id)
    found = report(sight(), asked)
    known = found.questions.get(question_id)
    if known is None:
        raise NotFoundError
    item = found.item(question_id)
    worded_so = item.in_editions(known.editions)
    rows = given_rows(known.question, known.words, worded_so)
    numbers = numbers_of_options(known.question)
    return render_template(
        "tutor/statistics_of_question.html",
        wanted=asked,
        course_title=title_of(asked.served),
        title=title_of_test(asked.served, asked.scope.module_id),
        report=found,
        known=known,
        item=item,
        sentences=[(flag.kind, statistics_wording.long(flag, numbers)) for flag in found.flags(question_id)],
        rows=rows,
        curves=curves_of(known.question, rows, worded_so),
        worded_so=worded_so,
        otherwise=item.asked - worded_so.asked,
        thirds=statistics_wording.THIRDS,
        short_thirds=list(statistics_wording.SHORT_THIRDS.values()),
        languages=_by_language(item),
        editions=sorted((found.editions[id_], part) for id_, part in item.by_edition().items()),
        filters=filters_of(asked),
        may_regrade=Role.ADMIN in me().roles,
        sources_url=url_for("public.sources", course_id=course_id),
    )


def _by_language(item: Item) -> list[tuple[str, Part]]:
    parts = item.by_language()
    return [(str(words).capitalize(), parts[code]) for code, words in wording.LANGUAGES.items() if code in parts]


def _sort_url(asked: Wanted) -> str:
    """The filters without the order, for the heads that sort."""
    show = "flagged" if asked.only_flagged else "all"
    where = asked.query | {"course_id": asked.course.id, "show": show}
    return url_for("tutor.statistics_of_test", **where, sort="")
