"""The attempts at a test as a file from which another program can grade them again: JSON Lines, in UTF-8.

The first line tells what the file is: `file`, `version`, `course`, and `module` (whose quiz; empty: the final test).

Then each question of the editions of these attempts, but of one that this version of the site can no longer read:
    `question`, `edition`, `kind`, `points`, `credit` (`exact`: all or nothing), and what is right:
    `options`   ids: of options; of pairs, where a term and its match have one id; of steps in the right order
    `right`     of a choice
    `typed`     `accepted` words by language, `exact_letters`
    `amount`    `value`, `tolerance`, `units` by language
    `gaps`      each with the number of its `choices`, of which "1" is right, or with what may be `typed`

Then each attempt: `attempt`, `learner` (a number in this file), `number`, `edition`, `language`, `began_at`,
`closed_at`, `points`, `out_of`, `is_passed`, `is_regraded` (by more than the key of its edition: a late answer that
somebody let count, a tutor's review, a key that was changed), and `answers` in the order asked, each a list of the
question, its points, and what was given by part:
    of a choice {option: "x"}; matching {term: match}; ordering {step: place from "1"}; gaps {number: choice or words};
    of a short text and a number {"text": words}; of an essay {"text": "x"}, since its words are its writer's own.

Points are rounded to four decimals, half to even, and those of an attempt are the sum of its questions'.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from helpcourse.assessment.questions import Question
from helpcourse.learning.models import Attempt, Grade, Sheet
from helpcourse.learning.regrading.models import KeyChange
from helpcourse.reporting.items import Scope, conditions
from helpcourse.tutoring.queries import Sight

VERSION = 1  # one more whenever a program that reads the file would have to change

_KEY = ("kind", "points", "credit", "options", "right", "typed", "amount", "gaps")


def editions_asked(session: Session, sight: Sight, scope: Scope) -> list[int]:
    """Of these attempts."""
    rows = select(Sheet.edition_id).where(*conditions(session, sight, scope)).distinct().order_by(Sheet.edition_id)
    return list(session.scalars(rows))


def lines(
    session: Session,
    sight: Sight,
    scope: Scope,
    banks: Mapping[int, Sequence[Question]],
    numbers: Mapping[int, int],
) -> Iterator[str]:
    """The file line by line; `banks` by the id of the edition, `numbers` those that editions are called by."""
    yield _line({"file": "attempts", "version": VERSION, "course": scope.course_id, "module": scope.module_id})
    for edition_id, bank in banks.items():
        yield from (_line(_question(question, numbers[edition_id])) for question in bank)
    yield from _attempts(session, sight, scope, numbers)


def _question(question: Question, edition: int) -> dict[str, Any]:
    known = asdict(question)
    return {"question": question.id, "edition": edition} | {name: known[name] for name in _KEY}


def _attempts(session: Session, sight: Sight, scope: Scope, numbers: Mapping[int, int]) -> Iterator[str]:
    """By learner, so that nobody has to be remembered; the ids of enrolments are random, and so is the order."""
    again = select(1).where(Grade.attempt_id == Sheet.attempt_id, Grade.number > 1).exists()
    of_test = (KeyChange.edition_id == Sheet.edition_id, KeyChange.module_id == Sheet.module_id)
    rows = session.connection().execute(
        select(
            Sheet.attempt_id,
            Sheet.enrolment_id,
            Sheet.number,
            Sheet.edition_id,
            Sheet.language,
            Attempt.began_at,
            Attempt.closed_at,
            Sheet.points,
            Sheet.out_of,
            Sheet.is_passed,
            or_(again, select(1).where(*of_test).exists()).label("is_regraded"),
            Sheet.entries,
        )
        .join(Attempt, Attempt.id == Sheet.attempt_id)
        .where(*conditions(session, sight, scope))
        .order_by(Sheet.enrolment_id, Sheet.number),
        execution_options={"yield_per": 1000},
    )
    learner, last = 0, uuid.UUID(int=0)
    for attempt_id, enrolment_id, number, edition_id, *rest, entries in rows:
        learner, last = learner + (enrolment_id != last), enrolment_id
        known = {"attempt": str(attempt_id), "learner": learner, "number": number, "edition": numbers[edition_id]}
        yield _with_answers(known | dict(zip(_REST, rest, strict=True)), entries)


_REST = ("language", "began_at", "closed_at", "points", "out_of", "is_passed", "is_regraded")


def _with_answers(attempt: dict[str, Any], entries: str) -> str:
    """The lines of a sheet are JSON already: to read and write them again would take most of the time."""
    answers = ", ".join(filter(None, entries.split("\n")))
    return f'{_line(attempt)[:-1]}, "answers": [{answers}]}}'


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value))
