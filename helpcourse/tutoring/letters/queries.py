"""Reads of letters: to whom one may go, what was sent, what somebody got."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.letters.models import Letter, LetterReader
from helpcourse.tutoring.letters.rules import Reader, Words
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries import full_name, joined_name

SHOWN = 200  # letters of a list, the last ones


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter as whoever sees its cohorts finds it."""

    id: uuid.UUID
    sent_at: datetime
    by: str  # the name; empty: erased
    words: Mapping[str, Words]  # by language; empty once its only reader is erased
    cohorts: Sequence[str]  # names of those that are seen, in which somebody got it
    readers: int  # in these


@dataclass(frozen=True, slots=True)
class LetterTo:
    """One reader of a letter."""

    enrolment_id: uuid.UUID
    cohort_id: uuid.UUID
    name: str  # empty once erased
    cohort: str
    language: str


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """A letter as its reader has got it."""

    id: uuid.UUID
    sent_at: datetime
    by: str  # the name; empty: erased
    cohort: str
    language: str
    words: Words


_READERS: Select[*tuple[Any, ...]] = (
    select(
        CohortMember.enrolment_id,
        CohortMember.cohort_id,
        Cohort.name,
        Cohort.course_id,
        Cohort.edition_id,
        Enrolment.person_id,
        Person.language,
        Person.deactivated_at,
        Identity.surname,
        Identity.given_name,
        Identity.patronymic,
    )
    .join(Cohort, Cohort.id == CohortMember.cohort_id)
    .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(Identity, Identity.person_id == Person.id)
    .where(CohortMember.left_at.is_(None))
    .order_by(Cohort.closed_at.is_not(None), Cohort.starts_on.desc(), Identity.name_key)
)


def readers_among(
    session: Session, cohort_ids: Collection[uuid.UUID], enrolment_ids: Collection[uuid.UUID]
) -> list[Reader]:
    """Members of these cohorts among these enrolments; each once, in the latest of their cohorts."""
    ours = CohortMember.cohort_id.in_(list(cohort_ids)), CohortMember.enrolment_id.in_(list(enrolment_ids))
    found: dict[uuid.UUID, Reader] = {}
    for row in session.execute(_READERS.where(*ours)):
        found.setdefault(row.enrolment_id, _reader(row))
    return list(found.values())


def _reader(row: Any) -> Reader:
    return Reader(
        enrolment_id=row.enrolment_id,
        cohort_id=row.cohort_id,
        cohort=row.name,
        course_id=row.course_id,
        edition_id=row.edition_id,
        person_id=row.person_id,
        name=full_name(row),
        language=row.language,
        is_reachable=row.surname is not None and row.deactivated_at is None,
    )


def sent_letters(
    session: Session, cohort_ids: Collection[uuid.UUID], enrolment_id: uuid.UUID | None = None
) -> list[SentLetter]:
    """To learners of these cohorts, or to one of them; the last first."""
    theirs: ColumnElement[bool] = LetterReader.cohort_id.in_(list(cohort_ids))
    if enrolment_id:
        theirs &= LetterReader.enrolment_id == enrolment_id
    rows = session.execute(
        select(Letter, Identity, func.count().label("readers"))
        .join(LetterReader, LetterReader.letter_id == Letter.id)
        .outerjoin(Identity, Identity.person_id == Letter.by_id)
        .where(theirs)
        .group_by(Letter.id, Identity.person_id)
        .order_by(Letter.sent_at.desc(), Letter.id)
        .limit(SHOWN)
    ).all()
    names = _cohorts_of(session, [letter.id for letter, *_rest in rows], cohort_ids)
    return [_sent(letter, who, names[letter.id], readers) for letter, who, readers in rows]


def get_sent_letter(
    session: Session, cohort_ids: Collection[uuid.UUID], letter_id: uuid.UUID
) -> tuple[SentLetter, list[LetterTo]]:
    """With its readers. Raises NotFoundError, for a letter that went to other cohorts only too."""
    row = session.execute(
        select(Letter, Identity).outerjoin(Identity, Identity.person_id == Letter.by_id).where(Letter.id == letter_id)
    ).one_or_none()
    readers = _readers_of(session, cohort_ids, letter_id)
    if row is None or not readers:
        raise NotFoundError
    names = list(dict.fromkeys(one.cohort for one in readers))
    return _sent(row[0], row[1], names, len(readers)), readers


def _readers_of(session: Session, cohort_ids: Collection[uuid.UUID], letter_id: uuid.UUID) -> list[LetterTo]:
    """Those of these cohorts."""
    rows = session.execute(
        select(
            LetterReader.enrolment_id,
            LetterReader.cohort_id,
            Cohort.name,
            LetterReader.language,
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
        )
        .join(Cohort, Cohort.id == LetterReader.cohort_id)
        .join(Enrolment, Enrolment.id == LetterReader.enrolment_id)
        .outerjoin(Identity, Identity.person_id == Enrolment.person_id)
        .where(LetterReader.letter_id == letter_id, LetterReader.cohort_id.in_(list(cohort_ids)))
        .order_by(Cohort.name, Identity.name_key)
    )
    return [
        LetterTo(enrolment_id, cohort_id, joined_name(*names), cohort, language)
        for enrolment_id, cohort_id, cohort, language, *names in rows
    ]


def own_letters(session: Session, person_id: int) -> list[OwnLetter]:
    """What somebody has got, the last first; each once."""
    found: dict[uuid.UUID, OwnLetter] = {}
    for row in session.execute(_own(person_id)):
        found.setdefault(row.Letter.id, _mine(row))
    return list(found.values())


def get_own_letter(session: Session, person_id: int, letter_id: uuid.UUID) -> OwnLetter:
    """Raises NotFoundError, for a letter to others too."""
    rows = session.execute(_own(person_id).where(Letter.id == letter_id)).all()
    if not rows:
        raise NotFoundError
    return _mine(rows[0])


def _own(person_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Letter, LetterReader.language, Cohort.name, Identity)
        .join(LetterReader, LetterReader.letter_id == Letter.id)
        .join(Enrolment, Enrolment.id == LetterReader.enrolment_id)
        .join(Cohort, Cohort.id == LetterReader.cohort_id)
        .outerjoin(Identity, Identity.person_id == Letter.by_id)
        .where(Enrolment.person_id == person_id)
        .order_by(Letter.sent_at.desc(), Letter.id, Cohort.name)
    )


def _mine(row: Any) -> OwnLetter:
    letter = row.Letter
    words = letter.words.get(row.language, ["", ""])
    by = row.Identity.full_name if row.Identity else ""
    return OwnLetter(letter.id, letter.sent_at, by, row.name, row.language, Words(*words))


def _sent(letter: Letter, who: Identity | None, cohorts: Sequence[str], readers: int) -> SentLetter:
    words = {language: Words(*pair) for language, pair in letter.words.items()}
    return SentLetter(letter.id, letter.sent_at, who.full_name if who else "", words, cohorts, readers)


def _cohorts_of(
    session: Session, letter_ids: Collection[uuid.UUID], cohort_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    rows = session.execute(
        select(LetterReader.letter_id, Cohort.name)
        .join(Cohort, Cohort.id == LetterReader.cohort_id)
        .where(LetterReader.letter_id.in_(list(letter_ids)), LetterReader.cohort_id.in_(list(cohort_ids)))
        .group_by(LetterReader.letter_id, Cohort.id, Cohort.name)
        .order_by(Cohort.name)
    )
    for letter_id, name in rows:
        found[letter_id].append(name)
    return found
