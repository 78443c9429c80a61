"""What the pages of statistics show: the attempts that are wanted, the questions with their words, their answers."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from markupsafe import Markup

from helpcourse.assessment.flags import Flag, flags
from helpcourse.assessment.items import Analysis, Item, analysis, unasked
from helpcourse.assessment.questions import Question, Words
from helpcourse.catalogue.queries import CourseRow, EditionRow, get_course
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.languages import LANGUAGES
from helpcourse.reporting.items import Scope, Which, tally
from helpcourse.reporting.rules import JudgedItem
from helpcourse.tutoring.queries import CohortRow, Sight
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.web import statistics_wording, wording
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of_test


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    course: CourseRow
    cohorts: list[CohortRow]  # of this course, that are seen
    scope: Scope
    edition: EditionRow | None  # None: all of them
    served: ServedEdition  # the latest of them that has the test
    only_flagged: bool
    order: str

    @property
    def query(self) -> dict[str, Any]:
        """The filters, to be kept from page to page; without those that are not set."""
        return {
            "test": self.scope.module_id or None,
            "which": self.scope.which.value if self.scope.which is not Which.FIRST else None,
            "edition": self.edition.number if self.edition else None,
            "language": self.scope.language or None,
            "cohort": self.scope.cohort_id,
        }

    @property
    def numbers(self) -> dict[int, int]:
        """Of all editions of the course: id -> number."""
        return {edition.id: edition.number for edition in self.course.editions}

    @property
    def is_narrowed(self) -> bool:
        return any(value is not None for name, value in self.query.items() if name != "test")


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the figures."""

    name: str
    label: str
    options: list[tuple[str, Any]]  # value, words
    chosen: str


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question as the newest of the counted editions has it."""

    place: int  # from 1
    question: Question
    words: Words
    editions: frozenset[int]  # ids of those that have it in this wording


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of a test, for the attempts that are wanted."""

    found: Analysis
    questions: Mapping[str, KnownQuestion]
    editions: Mapping[int, int]  # id -> number

    def item(self, question_id: str) -> Item:
        return self.found.items.get(question_id) or unasked(question_id)

    def flags(self, question_id: str) -> tuple[Flag, ...]:
        known = self.questions[question_id]
        return tuple(flags(self.item(question_id), known.question, known.editions))

    def judged(self) -> list[JudgedItem]:
        return [JudgedItem(one.place, self.item(id_), self.flags(id_)) for id_, one in self.questions.items()]


def wanted(sight: Sight, course_id: str) -> Wanted:
    """Raises NotFoundError for a course that is not seen, and for a cohort or an edition that is none of it."""
    course = get_course(db.session, course_id)
    ours = [row for row in seen_cohorts(db.session, sight) if row.course_id == course_id]
    if not ours and not may_see_all_courses(sight):
        raise NotFoundError
    edition = _wanted_edition(course)
    module_id = request.args.get("test", "")
    language = request.args.get("language", "")
    scope = Scope(
        course_id,
        module_id,
        request.args.get("which", Which.FIRST, type=Which),
        edition.id if edition else None,
        language if language in LANGUAGES else "",
        _wanted_cohort(ours),
    )
    show, order = request.args.get("show"), request.args.get("sort", "place")
    return Wanted(course, ours, scope, edition, _with_test(course, edition, module_id), show == "flagged", order)


def may_see_all_courses(sight: Sight) -> bool:
    """Admins; coordinators too: somebody of their country may learn alone in any course."""
    return sight.countries is None or bool(sight.countries)


def banks(asked: Wanted, edition_ids: Iterable[int]) -> dict[int, tuple[Question, ...]]:
    """Of the test, by edition; without one that cannot be shown any more."""
    return {edition.id: _bank(edition, asked.scope.module_id) for edition in _read(asked.course, set(edition_ids))}


def report(sight: Sight, asked: Wanted) -> Report:
    counted = tally(db.session, sight, asked.scope)
    module_id, shown = asked.scope.module_id, asked.served.id
    used = {group.edition for group in counted.attempts}
    editions = _read(asked.course, used | {shown})
    worth = {edition.id: {one.id: one.points for one in _bank(edition, module_id)} for edition in editions}
    found = analysis(counted, worth)
    return Report(found, _known(editions, module_id, set(found.items), shown), asked.numbers)


def filters_of(asked: Wanted) -> list[Filter]:
    """Which attempts are counted; a choice of one thing is none."""
    which = [(which.value, words) for which, words in statistics_wording.WHICH.items()]
    editions = [(str(row.number), str(row.number)) for row in asked.course.editions]
    languages = list(wording.LANGUAGES.items())
    cohorts = [(str(row.id), row.name) for row in asked.cohorts]
    scope, edition = asked.scope, asked.edition
    found = [Filter("which", _("Attempts"), which, scope.which.value)]
    if len(editions) > 1:
        found.append(_of_all("edition", _("Edition"), _("All editions"), editions, edition.number if edition else ""))
    found.append(_of_all("language", _("Language"), _("All languages"), languages, scope.language))
    if cohorts:
        found.append(_of_all("cohort", _("Cohort"), _("All learners"), cohorts, scope.cohort_id or ""))
    return found


def filters_of_test(asked: Wanted) -> list[Filter]:
    """Which test, and which of its questions."""
    tests = [(id_, title_of_test(asked.served, id_)) for id_ in asked.served.course.tests]
    test = [Filter("test", _("Test"), tests, asked.scope.module_id)] if len(tests) > 1 else []
    return [*test, *filters_of(asked), _filter_of_questions(asked)]


def _filter_of_questions(asked: Wanted) -> Filter:
    shows = [("all", _("All questions")), ("flagged", _("Questions to look at"))]
    return Filter("show", _("Questions"), shows, "flagged" if asked.only_flagged else "all")


def _of_all(name: str, label: str, everything: str, options: Sequence[tuple[str, Any]], chosen: object) -> Filter:
    return Filter(name, label, [("", everything), *options], str(chosen))


def plain(html: str) -> str:
    """Words without their marks, for a file."""
    return Markup(html).striptags()  # noqa: S704 - rendered by content, and what is left has no tags


def _wanted_edition(course: CourseRow) -> EditionRow | None:
    number = request.args.get("edition", type=int)
    return course.get_edition(number) if number else None


def _with_test(course: CourseRow, edition: EditionRow | None, module_id: str) -> ServedEdition:
    """The edition that is asked for; else the current one, or the latest other one that has this test.

    Raises NotFoundError.
    """
    ids = [edition.id] if edition else [course.current_edition_id, *(row.id for row in course.editions)]
    found = filter(None, (shelf().find_edition(db.session, id_) for id_ in ids))
    served = next((one for one in found if module_id in one.course.tests), None)
    if served is None:
        raise NotFoundError
    return served


def _wanted_cohort(cohorts: Sequence[CohortRow]) -> uuid.UUID | None:
    cohort_id = request.args.get("cohort", type=uuid.UUID)
    if cohort_id and cohort_id not in {row.id for row in cohorts}:
        raise NotFoundError
    return cohort_id


def _read(course: CourseRow, ids: set[int]) -> list[ServedEdition]:
    """The latest first; without one that cannot be shown any more."""
    found = (shelf().find_edition(db.session, row.id) for row in course.editions if row.id in ids)
    return [edition for edition in found if edition]


def _bank(edition: ServedEdition, module_id: str) -> tuple[Question, ...]:
    """Of a test; nothing where the edition has no such one."""
    test = edition.course.tests.get(module_id)
    return test.bank if test else ()


def _known(editions: Sequence[ServedEdition], module_id: str, asked: set[str], shown: int) -> dict[str, KnownQuestion]:
    """Those that were asked, and those that the shown edition may ask."""
    versions: dict[str, list[_Version]] = {}
    for edition in editions:
        wanted = asked | ({one.id for one in _bank(edition, module_id)} if edition.id == shown else set())
        words = shelf().course_page(db.session, edition, current_language()).words_of(module_id)
        source = shelf().course_page(db.session, edition, edition.course.source).words_of(module_id)
        for question in _bank(edition, module_id):
            if question.id in wanted:
                version = _Version(edition.id, question, words[question.id], source[question.id])
                versions.setdefault(question.id, []).append(version)
    return {id_: _newest(place, of_question) for place, (id_, of_question) in enumerate(versions.items(), 1)}


@dataclass(frozen=True, slots=True)
class _Version:
    """A question in one edition."""

    edition_id: int
    question: Question
    words: Words
    source: Words  # in the course's source language

    def is_same(self, other: "_Version") -> bool:
        """Whether an answer means the same in both; feedback and tags may differ."""
        mine, theirs = self.source, other.source
        return (
            (self.question.kind, self.question.right) == (other.question.kind, other.question.right)
            and (mine.prompt, mine.options) == (theirs.prompt, theirs.options)
            and (mine.matches, mine.choices) == (theirs.matches, theirs.choices)
        )


def _newest(place: int, versions: Sequence[_Version]) -> KnownQuestion:
    newest = versions[0]
    same = frozenset(version.edition_id for version in versions if version.is_same(newest))
    return KnownQuestion(place, newest.question, newest.words, same)
