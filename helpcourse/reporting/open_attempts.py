"""Attempts that go on while a course changes; apart, since publishing needs nothing else of what people do."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import Edition
from helpcourse.learning.models import Attempt, AttemptState


@dataclass(frozen=True, slots=True)
class OpenAttempts:
    """Attempts of a course that go on now, each on the edition on which it was begun."""

    count: int
    by_question: Mapping[str, Counter[str]]  # module id (empty: the final test) -> question id -> how many ask it


def open_attempts(session: Session, course_id: str) -> OpenAttempts:
    """Of the course, on whatever edition."""
    drawn = session.execute(
        select(Attempt.module_id, Attempt.questions)
        .join(Edition, Edition.id == Attempt.edition_id)
        .where(Edition.course_id == course_id, Attempt.state == AttemptState.OPEN)
    ).all()
    by_question: dict[str, Counter[str]] = defaultdict(Counter)
    for module_id, questions in drawn:
        by_question[module_id].update(question_id for question_id, *_options in questions)
    return OpenAttempts(len(drawn), by_question)
