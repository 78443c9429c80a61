"""One learner of a cohort, as the tutor sees them: progress, knowledge checks, attempts; never private notes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for

from helpcourse.assessment.drawing import steady_order
from helpcourse.assessment.grading import grade
from helpcourse.assessment.questions import Question, Words
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.languages import in_language
from helpcourse.learning.allowances import allowances_of
from helpcourse.learning.models import AttemptState
from helpcourse.learning.overdue import as_it_stands, attempts_as_they_stand
from helpcourse.learning.queries import (
    AttemptResult,
    get_attempt,
    past_attempts,
    seconds_by_lesson,
)
from helpcourse.learning.regrading.queries import later_grades
from helpcourse.learning.rules import Result, result
from helpcourse.tutoring.cases.standing import standings
from helpcourse.tutoring.queries import CohortRow, Try, checks_of, days_of_lessons, get_cohort, get_learner
from helpcourse.tutoring.rules import Learner
from helpcourse.tutoring.schedule.queries import GivenExtension, entries_of, extensions_of, held_extensions
from helpcourse.tutoring.schedule.reminding import is_done
from helpcourse.tutoring.schedule.rules import EntryKind, deadlines
from helpcourse.web import cohort_wording, level_wording, schedule_wording
from helpcourse.web.attempt_view import asked_of, reviewed, uncounted_of
from helpcourse.web.case_lines import case_lines
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.outline import title_of, title_of_test
from helpcourse.web.question_view import ShownQuestion, asked
from helpcourse.web.tutor.blueprint import blueprint, sight
from helpcourse.web.wording import COUNTS


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A knowledge check with how it was tried."""

    words: Words | None  # None: the question has left the course
    tries: int
    is_right_first: bool | None  # None: no machine can tell
    is_right_last: bool | None
    last: ShownQuestion | None  # as it was answered last; None: not to be shown any more


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson as one learner has gone through it."""

    number: str
    title: str
    done_at: datetime | None
    minutes: int
    checks: list[CheckLine]
    asked: int  # knowledge checks in the lesson


@dataclass(frozen=True, slots=True)
class TestLine:
    """A test of the course as one learner has tried it."""

    __test__ = False  # not a test of pytest's

    title: str
    attempts: list[AttemptResult]
    links: dict[uuid.UUID, str]  # of the closed attempts
    reached: Result | None  # by the rule of which attempt counts
    counts: str  # that rule, in words


@dataclass(frozen=True, slots=True)
class DueLine:
    """A deadline as it holds for one learner."""

    item: str  # as schedules name it
    title: str
    when: str
    is_extended: bool
    is_done: bool | None  # None: it is not told here
    is_over: bool


@blueprint.get("/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>")
def learner(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> str:
    row, edition, one = found_learner(cohort_id, enrolment_id)
    seconds = seconds_by_lesson(db.session, enrolment_id)
    given = allowances_of(db.session, enrolment_id)
    by_test = attempts_as_they_stand(db.session, shelf(), enrolment_id, now=now())
    return render_template(
        "tutor/learner.html",
        cohort=row,
        edition=edition,
        course_title=title_of(edition),
        learner=one,
        lessons=_lessons(edition, one, seconds),
        minutes=sum(seconds.values()) // 60,
        tests=[_test(edition, one, module_id, by_test.get(module_id, [])) for module_id in edition.course.tests],
        cases=case_lines(edition, one.enrolment_id),
        test_titles={module_id: title_of_test(edition, module_id) for module_id in edition.course.tests},
        allowances=given,
        take_back={each.id: _take_back_url(cohort_id, enrolment_id, each.id) for each in given},
        due=due_lines(cohort_id, edition, one),
        extensions=[_extension(edition, each) for each in extensions_of(db.session, cohort_id, enrolment_id)],
        attention_words=cohort_wording.ATTENTION,
        level_words=level_wording.LEVELS,
    )


def due_lines(cohort_id: uuid.UUID, edition: ServedEdition, one: Learner) -> list[DueLine]:
    """Until when they have time for what; the first first."""
    entries = entries_of(db.session, cohort_id)
    known = {entry.item: entry for entry in entries if entry.kind is EntryKind.DEADLINE}
    held = held_extensions(db.session, cohort_id, [one.enrolment_id])[one.enrolment_id]
    works = standings(db.session, [one.enrolment_id]).get(one.enrolment_id, {})
    return [
        DueLine(
            due.item,
            schedule_wording.title_of_item(edition.course, due.item),
            schedule_wording.wall(due.time),
            due.is_extended,
            is_done(edition.course, known[due.item], one, works),
            due.at <= now(),
        )
        for due in deadlines(entries, held)
    ]


def _extension(edition: ServedEdition, given: GivenExtension) -> tuple[GivenExtension, str, str]:
    """With its title and its time in words."""
    return given, schedule_wording.title_of_item(edition.course, given.item), schedule_wording.wall(given.time)


@blueprint.get("/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/attempts/<uuid:attempt_id>")
def attempt(cohort_id: uuid.UUID, enrolment_id: uuid.UUID, attempt_id: uuid.UUID) -> str:
    """What a learner answered in a closed attempt, question by question."""
    row, _edition, one = found_learner(cohort_id, enrolment_id)
    kept = get_attempt(db.session, one.person_id, attempt_id)
    theirs = as_it_stands(kept, now=now())
    if theirs.enrolment_id != enrolment_id or theirs.state is AttemptState.OPEN:
        raise NotFoundError
    tried = attempts_as_they_stand(db.session, shelf(), enrolment_id, now=now())[theirs.module_id]
    its_edition = shelf().edition(db.session, theirs.edition_id)
    answered = asked_of(theirs)
    shown = reviewed(theirs, answered, url_for("public.sources", course_id=row.course_id))
    return render_template(
        "tutor/attempt.html",
        cohort=row,
        test_title=title_of_test(its_edition, theirs.module_id),
        learner=one,
        attempt=theirs,
        result=next(each for each in tried if each.id == attempt_id),
        later_grades=later_grades(db.session, theirs.id),
        rules=its_edition.course.tests[theirs.module_id].rules,
        reviewed=shown,
        has_essays=any(one.awaits_review or one.review for _number, one in shown),
        uncounted=uncounted_of(theirs, answered),
        is_closed=kept.state is not AttemptState.OPEN,
    )


def _take_back_url(cohort_id: uuid.UUID, enrolment_id: uuid.UUID, allowance_id: uuid.UUID) -> str:
    return url_for(
        "tutor.allowance_take_back", cohort_id=cohort_id, enrolment_id=enrolment_id, allowance_id=allowance_id
    )


def found_learner(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> tuple[CohortRow, ServedEdition, Learner]:
    """A learner of a cohort that is seen. Raises NotFoundError."""
    row = get_cohort(db.session, sight(), cohort_id)
    edition = shelf().edition(db.session, row.edition_id)
    return row, edition, get_learner(db.session, cohort_id, enrolment_id, edition.course, now=now())


def _test(edition: ServedEdition, one: Learner, module_id: str, tried: list[AttemptResult]) -> TestLine:
    rules = edition.course.tests[module_id].rules
    home = url_for("tutor.learner", cohort_id=one.cohort_id, enrolment_id=one.enrolment_id)
    links = {each.id: f"{home}/attempts/{each.id}" for each in tried if each.closed_at}
    reached = result(rules, past_attempts(tried))
    return TestLine(title_of_test(edition, module_id), tried, links, reached, str(COUNTS[rules.counts]))


def _lessons(edition: ServedEdition, one: Learner, seconds: dict[str, int]) -> list[LessonLine]:
    tries = checks_of(db.session, one.enrolment_id)
    days = days_of_lessons(db.session, [one.enrolment_id]).get(one.enrolment_id, {})
    return [
        LessonLine(
            number=f"{module_number}.{lesson_number}",
            title=in_language(lesson.titles, current_language(), edition.course.source)[0],
            done_at=days.get(lesson.id),
            minutes=seconds.get(lesson.id, 0) // 60,
            checks=[
                _check(edition, lesson.id, question.id, tries[lesson.id, question.id])
                for question in lesson.questions
                if (lesson.id, question.id) in tries
            ],
            asked=len(lesson.questions),
        )
        for module_number, module in enumerate(edition.course.modules, 1)
        for lesson_number, lesson in enumerate(module.lessons, 1)
    ]


def _check(edition: ServedEdition, lesson_id: str, question_id: str, tries: Sequence[Try]) -> CheckLine:
    page = shelf().lesson_page(db.session, edition, lesson_id, current_language())
    return CheckLine(
        page.find_words(question_id),
        len(tries),
        is_right_first=_is_right(tries[0], lesson_id, question_id),
        is_right_last=_is_right(tries[-1], lesson_id, question_id),
        last=_answered(tries[-1], lesson_id, question_id),
    )


def _is_right(tried: Try, lesson_id: str, question_id: str) -> bool | None:
    """By the text that was answered; None: no machine can tell."""
    question = _question(shelf().edition(db.session, tried.edition_id), lesson_id, question_id)
    if question is None:
        return False
    graded = grade(question, tried.given)
    return None if graded.awaits_review else graded.is_right


def _answered(tried: Try, lesson_id: str, question_id: str) -> ShownQuestion | None:
    edition = shelf().edition(db.session, tried.edition_id)
    question = _question(edition, lesson_id, question_id)
    if question is None:
        return None
    words = shelf().lesson_page(db.session, edition, lesson_id, current_language()).find_words(question_id)
    return asked(question, words, steady_order(question), tried.given) if words else None


def _question(edition: ServedEdition, lesson_id: str, question_id: str) -> Question | None:
    lesson = edition.find_lesson(lesson_id)
    return next((one for one in lesson.questions if one.id == question_id), None) if lesson else None
