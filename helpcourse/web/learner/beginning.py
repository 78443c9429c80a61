"""Before the final test or a module's quiz: its rules, past attempts, the button to begin."""

import secrets
import uuid
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts.queries import get_account_of, spellings_of
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.certification.rules import issuer_of, names
from helpcourse.certification.templates.queries import issuer_in
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.learning import attempts
from helpcourse.learning.allowances import GivenAllowance, allowances_of, extra_of
from helpcourse.learning.models import AttemptState
from helpcourse.learning.queries import AttemptResult, Progress, attempts_of, past_attempts
from helpcourse.learning.rules import NOTHING_EXTRA, Extra, Result, admission, missing_steps, result
from helpcourse.tutoring.cases.standing import running_cohort
from helpcourse.tutoring.queries import language_of_tests
from helpcourse.web import course_wording, wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, settings
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.not_open import not_open
from helpcourse.web.outline import after_quiz, title_of, title_of_test
from helpcourse.web.pace import pace_of
from helpcourse.web.public import edition_for_me


@dataclass(frozen=True, slots=True)
class Mine:
    """How the reader stands with a test; nothing of it for who is not enrolled."""

    attempts: list[AttemptResult]
    running: AttemptResult | None
    reached: Result | None
    extra: Extra
    allowances: list[GivenAllowance]  # that hold
    language: str | None  # fixed by the cohort, or by the running attempt

    @property
    def links(self) -> dict[uuid.UUID, str]:
        """Where each attempt is."""
        return {one.id: url_for("learner.attempt", attempt_id=one.id) for one in self.attempts}


@blueprint.get("/courses/<course_id>/test")
def test(course_id: str) -> str:
    """The final test."""
    return _page(course_id, "")


@blueprint.get("/courses/<course_id>/test/<module_id>")
def quiz(course_id: str, module_id: str) -> str:
    """The quiz of a module."""
    return _page(course_id, module_id)


@blueprint.post("/courses/<course_id>/test")
def begin(course_id: str) -> ResponseReturnValue:
    return _begin(course_id, "")


@blueprint.post("/courses/<course_id>/test/<module_id>")
def begin_quiz(course_id: str, module_id: str) -> ResponseReturnValue:
    return _begin(course_id, module_id)


def _page(course_id: str, module_id: str) -> str:
    edition, progress = edition_for_me(course_id)
    found = edition.course.tests.get(module_id)
    if found is None:
        raise NotFoundError
    if opens_at := pace_of(progress).closed.get(module_id):
        return not_open(edition, progress, "", module_id, opens_at)
    mine = _mine(edition, progress, module_id)
    admitted = admission(found.rules, past_attempts(mine.attempts), extra=mine.extra, now=now())
    return render_template(
        "learner/test.html",
        edition=edition,
        progress=progress,
        module_id=module_id,
        rules=found.rules,
        mine=mine,
        test_title=title_of_test(edition, module_id),
        course_title=title_of(edition),
        facts_of_test=course_wording.facts_of_test(found.rules, mine.extra),
        counts=wording.COUNTS[found.rules.counts],
        fixed_language=mine.language and course_wording.LANGUAGES[mine.language],
        admission=admitted,
        reason_words=course_wording.reason(admitted),
        unread=_unread(edition, progress, module_id),
        following=after_quiz(edition, module_id) if module_id else None,
        names_on_paper=_names_on_paper(progress) if progress and not module_id and not progress.finished_at else [],
    )


def _names_on_paper(progress: Progress) -> list[tuple[str, str]]:
    """How the paper would spell the learner's name, by language: it is made without asking, and stays as it is."""
    issuer = issuer_in(db.session, running_cohort(db.session, progress.enrolment_id), issuer_of(settings()))
    own, spellings = get_account_of(db.session, me().id).full_name, spellings_of(db.session, me().id)
    spelled = names(own, spellings, issuer.languages)
    return [(str(wording.SPELLED_IN[language]), name) for language, name in spelled.items()]


def _mine(edition: ServedEdition, progress: Progress | None, module_id: str) -> Mine:
    if progress is None:
        return Mine([], None, None, NOTHING_EXTRA, [], None)
    id_ = progress.enrolment_id
    attempts = attempts_of(db.session, id_, module_id)
    running = next((attempt for attempt in attempts if attempt.state is AttemptState.OPEN), None)
    language = running.language if running else language_of_tests(db.session, id_)
    given = [one for one in allowances_of(db.session, id_) if one.module_id == module_id and not one.taken_back_at]
    return Mine(
        attempts,
        running,
        result(edition.course.tests[module_id].rules, past_attempts(attempts)),
        extra_of(db.session, id_, module_id),
        given,
        language if language in edition.course.languages else None,
    )


def _unread(edition: ServedEdition, progress: Progress | None, module_id: str) -> int:
    """Lessons that the paper needs, before the final test; before a quiz those of its module."""
    done = progress.done if progress else {}
    if not module_id:
        return sum(
            1 for step in missing_steps(edition.course, done, passed=set(edition.course.tests)) if step.lesson_id
        )
    module = next(module for module in edition.course.modules if module.id == module_id)
    return sum(lesson.id not in done for lesson in module.lessons)


def _begin(course_id: str, module_id: str) -> ResponseReturnValue:
    edition, progress = edition_for_me(course_id)
    if progress is None:
        raise NotAllowedError
    if module_id and module_id not in edition.course.tests:
        raise NotFoundError
    if module_id in pace_of(progress).closed:
        raise ConflictError("module_closed")
    language = language_of_tests(db.session, progress.enrolment_id)
    begin_write(db.session)
    attempt_id = attempts.begin(
        db.session,
        progress.enrolment_id,
        edition,
        module_id,
        language=language,
        seed=secrets.randbits(62),
        now=now(),
    )
    db.session.commit()
    return redirect(url_for("learner.attempt", attempt_id=attempt_id), 303)
