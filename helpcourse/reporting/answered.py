"""What a person answered, in the words that they had read: the ids that rows keep would tell what is right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.assessment.answers import TEXT
from helpcourse.assessment.drawing import steady_order
from helpcourse.assessment.questions import Question, QuestionKind, Words
from helpcourse.assessment.saying import lines
from helpcourse.catalogue.shelf import Shelf
from helpcourse.learning.given import read
from helpcourse.learning.models import Answer, Attempt, CheckAnswer, Enrolment, UncountedAnswer

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked."""

    question: Question
    words: Words
    order: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of a test or of a lesson, with its question; None: its edition cannot be shown any more."""

    row: Answer | CheckAnswer | UncountedAnswer
    asked: Asked | None

    @property
    def is_essay(self) -> bool:
        """Whether it is in the person's own words, as far as can be told."""
        return self.asked.question.kind is QuestionKind.ESSAY if self.asked else TEXT in read(self.row.given)

    def in_words(self) -> list[str]:
        """Part by part; nothing if it was taken back."""
        if self.asked is None:
            return [*read(self.row.given).values()]
        asked = self.asked
        given = lines(asked.question, asked.words, tuple(asked.order), read(self.row.given))
        return [_plain(f"{line.about}: {line.said}" if line.about else line.said) for line in given]


def answers_of(session: Session, shelf: Shelf, person_id: int) -> Iterator[Answered]:
    """All that was saved in tests."""
    rows = session.execute(
        select(Answer, Attempt)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.person_id == person_id)
        .order_by(Answer.saved_at, Answer.question_id, Answer.revision)
    )
    for row, attempt in rows:
        yield Answered(row, _asked_in_test(session, shelf, row, attempt))


def uncounted_of(session: Session, shelf: Shelf, person_id: int) -> Iterator[Answered]:
    """All that came too late, or when they were logged out."""
    rows = session.execute(
        select(UncountedAnswer, Attempt)
        .join(Attempt, Attempt.id == UncountedAnswer.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.person_id == person_id)
        .order_by(UncountedAnswer.came_at, UncountedAnswer.question_id, UncountedAnswer.number)
    )
    for row, attempt in rows:
        yield Answered(row, _asked_in_test(session, shelf, row, attempt))


def checks_of(session: Session, shelf: Shelf, person_id: int) -> Iterator[Answered]:
    """All tries at knowledge checks."""
    rows = session.scalars(
        select(CheckAnswer)
        .join(Enrolment, Enrolment.id == CheckAnswer.enrolment_id)
        .where(Enrolment.person_id == person_id)
        .order_by(CheckAnswer.answered_at, CheckAnswer.question_id, CheckAnswer.number)
    )
    for row in rows:
        yield Answered(row, _asked_in_lesson(session, shelf, row))


def _asked_in_test(session: Session, shelf: Shelf, row: Answer | UncountedAnswer, attempt: Attempt) -> Asked | None:
    edition = shelf.find_edition(session, attempt.edition_id)
    if edition is None:
        return None
    bank = edition.course.tests[attempt.module_id].bank
    question = next(one for one in bank if one.id == row.question_id)
    order = next(order for id_, *order in attempt.questions if id_ == row.question_id)
    words = shelf.course_page(session, edition, row.language).words_of(attempt.module_id)
    return Asked(question, words[question.id], order)


def _asked_in_lesson(session: Session, shelf: Shelf, row: CheckAnswer) -> Asked | None:
    edition = shelf.find_edition(session, row.edition_id)
    lesson = edition and edition.find_lesson(row.lesson_id)
    question = lesson and next((one for one in lesson.questions if one.id == row.question_id), None)
    if not edition or not question:
        return None
    words = shelf.lesson_page(session, edition, row.lesson_id, row.language).find_words(question.id)
    return Asked(question, words, steady_order(question)) if words else None


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))
