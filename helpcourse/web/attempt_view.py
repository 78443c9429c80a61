"""An attempt's questions as its pages show them: to the learner, and to the tutor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpcourse.assessment.asking import is_partly_given
from helpcourse.assessment.questions import Answer, Question, Words
from helpcourse.learning import attempts
from helpcourse.learning.essays.queries import Review, last_reviews
from helpcourse.learning.models import AttemptState
from helpcourse.learning.queries import OneAttempt, SavedAnswer, saved_answers
from helpcourse.learning.regrading.queries import changes_of
from helpcourse.learning.regrading.rules import Change, holding, is_given_away, score
from helpcourse.learning.uncounted import Uncounted, counting_answers, uncounted_answers
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.outline import title_of_test
from helpcourse.web.pages import with_sources
from helpcourse.web.question_view import GAP, ShownQuestion, asked, marked

_NOTHING = SavedAnswer({}, 0, None)  # type: ignore[arg-type]  # never saved: no time to show


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an attempt with its words and what was saved."""

    number: int  # from 1
    question: Question
    words: Words
    order: list[str]
    saved: SavedAnswer

    @property
    def is_answered(self) -> bool:
        return bool(self.saved.given)

    @property
    def prompt(self) -> str:
        """In one line: HTML with the numbers of gaps in brackets."""
        return GAP.sub(r"[\1]", self.words.prompt)

    @property
    def is_partly_given(self) -> bool:
        return is_partly_given(self.question, self.saved.given)

    def shown(self, given: Answer | None = None) -> ShownQuestion:
        """As it is asked, with what was saved, or with what was given since."""
        return asked(self.question, self.words, self.order, self.saved.given if given is None else given)


def title_of_attempt(attempt: OneAttempt) -> str:
    """The test that it is an attempt at."""
    return title_of_test(shelf().edition(db.session, attempt.edition_id), attempt.module_id)


@dataclass(frozen=True, slots=True)
class ShownUncounted:
    asked: Asked
    answer: Uncounted

    def shown(self) -> ShownQuestion:
        return self.asked.shown(self.answer.given)


def asked_of(attempt: OneAttempt) -> list[Asked]:
    """The questions of an attempt in their order, in the language of the page."""
    edition = shelf().edition(db.session, attempt.edition_id)
    words = shelf().course_page(db.session, edition, current_language()).words_of(attempt.module_id)
    is_open = attempt.state is AttemptState.OPEN
    saved = saved_answers(db.session, attempt.id) if is_open else counting_answers(db.session, attempt.id)
    questions = attempts.questions_of(attempt, edition)
    return [
        Asked(number, questions[id_], words[id_], attempt.order_of(id_), saved.get(id_, _NOTHING))
        for number, id_ in enumerate(attempt.question_ids, 1)
    ]


def uncounted_of(attempt: OneAttempt, asked: list[Asked]) -> list[ShownUncounted]:
    """What came too late, and from somebody logged out, with the questions that it answers."""
    by_id = {one.question.id: one for one in asked}
    return [ShownUncounted(by_id[answer.question_id], answer) for answer in uncounted_answers(db.session, attempt.id)]


def reviewed(attempt: OneAttempt, asked: list[Asked], sources_url: str) -> list[tuple[int, ShownQuestion]]:
    """The questions by their numbers, with what was right and wrong; citations lead to the course's sources."""
    changes = changes_of(db.session, attempt.edition_id, attempt.module_id)
    reviews = last_reviews(db.session, attempt.id)
    return [
        (one.number, _marked(one, changes.get(one.question.id, ()), reviews.get(one.question.id), sources_url))
        for one in asked
    ]


def _marked(one: Asked, changes: Sequence[Change], last: Review | None, sources_url: str) -> ShownQuestion:
    """By the key that holds now; the points are those that the answer has by all changes of it, and by its review."""
    words, given = with_sources(one.words, sources_url), one.saved.given
    review = last if last and last.is_of(one.saved) else None
    reached = score(one.question, given, changes, review.points if review else None)
    shown = marked(holding(one.question, changes), words, one.order, given)
    return replace(
        shown,
        points=reached.points,
        is_right=None if reached.awaits_review or review else reached.is_right,
        is_regraded=bool(changes),
        is_given_away=is_given_away(changes),
        is_kept=not review and not is_given_away(changes) and shown.points < reached.points,
        awaits_review=reached.awaits_review,
        review=review,
    )
