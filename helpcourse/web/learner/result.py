"""How an attempt ended: the score, the review by the course's rule, what to do next."""

from dataclasses import dataclass

from flask import render_template, url_for

from helpcourse.errors import NotFoundError
from helpcourse.learning.allowances import extra_of
from helpcourse.learning.queries import AttemptResult, OneAttempt, attempts_of, past_attempts
from helpcourse.learning.regrading.queries import later_grades
from helpcourse.learning.rules import Admission, Reason, Result, admission, may_review
from helpcourse.learning.rules import result as result_of_all
from helpcourse.web import course_wording, wording
from helpcourse.web.attempt_view import asked_of, reviewed, uncounted_of
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.outline import ListedLesson, after_quiz, test_url, title_of, title_of_test
from helpcourse.web.public import edition_for_me


@dataclass(frozen=True, slots=True)
class Following:
    """What may come after an attempt, by the edition that the learner is on now: not always the attempt's."""

    admission: Admission
    is_finished: bool = False  # the whole course
    course_url: str = ""  # empty: the course was withdrawn
    test_url: str = ""
    reached: Result | None = None  # of all attempts
    counts: str = ""  # which of them counts, in words; empty: there is but one
    lesson: ListedLesson | None = None  # what comes after the quiz


def result_page(mine: OneAttempt) -> str:
    """Of a closed attempt."""
    edition = shelf().edition(db.session, mine.edition_id)
    everything = attempts_of(db.session, mine.enrolment_id, mine.module_id)
    result = next(each for each in everything if each.id == mine.id)
    rules = edition.course.tests[mine.module_id].rules
    is_open = may_review(rules, is_passed=result.is_passed)
    following = _following(mine, everything)
    asked = asked_of(mine)
    shown = reviewed(mine, asked, url_for("public.sources", course_id=mine.course_id))
    return render_template(
        "learner/result.html",
        attempt=mine,
        edition=edition,
        rules=rules,
        result=result,
        later_grades=later_grades(db.session, mine.id),
        reviewed=shown if is_open else [],
        waiting=[number for number, one in shown if one.awaits_review],
        from_tutor=[(number, one) for number, one in shown if one.review],
        uncounted=uncounted_of(mine, asked),
        reason_words=course_wording.reason(following.admission),
        following=following,
        test_title=title_of_test(edition, mine.module_id),
        course_title=title_of(edition),
    )


def _following(mine: OneAttempt, everything: list[AttemptResult]) -> Following:
    try:
        edition, progress = edition_for_me(mine.course_id)
    except NotFoundError:
        return Following(Admission(Reason.NO_TEST, 0))
    test, past = edition.course.tests.get(mine.module_id), past_attempts(everything)
    extra = extra_of(db.session, mine.enrolment_id, mine.module_id)
    return Following(
        admission(test.rules if test else None, past, extra=extra, now=now()),
        progress is not None and progress.finished_at is not None,
        url_for("public.course", course_id=mine.course_id),
        test_url(mine.course_id, mine.module_id),
        result_of_all(test.rules, past) if test else None,
        str(wording.COUNTS[test.rules.counts]) if test and len(past) > 1 else "",
        after_quiz(edition, mine.module_id) if test and mine.module_id else None,
    )
