"""Writes of letters: send one to many, and forget the words to somebody who is erased."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.errors import ConflictError
from helpcourse.learning.models import Enrolment
from helpcourse.messages.actions import Message, queue_all
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.letters.models import Letter, LetterReader
from helpcourse.tutoring.letters.rules import Reader, Words, each_once, language_for

Link = Callable[[str], str]  # of a language: where the letter is to be read, from the site's root


def send(
    session: Session,
    letter_id: uuid.UUID,
    by_id: int,
    written: Mapping[str, Words],
    readers: Sequence[Reader],
    *,
    link: Link,
    now: datetime,
) -> bool:
    """Send a letter, to each in one of the languages in which it is written; False if it was sent before.

    Whoever cannot be reached is left out. Raises ConflictError if the id is another's letter, or of other words.
    """
    session.execute(select(Person.id).where(Person.id == by_id).with_for_update())  # the same form again waits
    words = {language: [one.subject, one.text] for language, one in written.items()}
    known = session.get(Letter, letter_id)
    if known:
        if (known.by_id, known.words) != (by_id, words):
            raise ConflictError("form_used")
        return False
    session.add(Letter(id=letter_id, by_id=by_id, words=words, sent_at=now))
    session.flush()
    reached = [one for one in readers if one.is_reachable]
    if reached:
        session.execute(insert(LetterReader), [_row(letter_id, one, written) for one in reached])
    by = session.scalars(select(Identity).where(Identity.person_id == by_id)).one().full_name
    mails = [_mail(one, written, by, link) for one in each_once(reached)]
    queue_all(session, MailKind.TUTOR_WROTE, mails, now=now)
    return True


def _row(letter_id: uuid.UUID, reader: Reader, written: Mapping[str, Words]) -> dict[str, Any]:
    return {
        "letter_id": letter_id,
        "enrolment_id": reader.enrolment_id,
        "cohort_id": reader.cohort_id,
        "language": language_for(reader.language, written),
    }


def _mail(reader: Reader, written: Mapping[str, Words], by: str, link: Link) -> Message:
    return Message(reader.person_id, reader.language, mail_values(reader, written, by, link(reader.language)))


def mail_values(reader: Reader, written: Mapping[str, Words], by: str, path: str) -> dict[str, Any]:
    """What the mail to this reader carries."""
    words = written[language_for(reader.language, written)]
    return {"cohort": reader.cohort, "by": by, "subject": words.subject, "words": words.text, "path": path}


def erase_letters(session: Session, person_id: int) -> None:
    """Forget the words of letters that went to this person only: they may speak of them."""
    mine = (
        select(LetterReader.letter_id)
        .join(Enrolment, Enrolment.id == LetterReader.enrolment_id)
        .where(Enrolment.person_id == person_id)
    )
    others = (
        select(LetterReader.letter_id)
        .join(Enrolment, Enrolment.id == LetterReader.enrolment_id)
        .where(LetterReader.letter_id == Letter.id)
        .group_by(LetterReader.letter_id)
        .having(func.count(Enrolment.person_id.distinct()) > 1)
    )
    session.execute(
        update(Letter)
        .where(Letter.id.in_(mine), ~others.exists())
        .values(words={})
        .execution_options(synchronize_session=False)
    )
