"""The demo's works on a case study: one in every state that a work can be in."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.cli.demo_words import KK, KK_AGAIN, KK_SHORT, REVISE, RU, RU_LONG, WELL_DONE
from helpcourse.learning.actions import enrol, keep_reflection
from helpcourse.tutoring.cases import handing_in, reviewing
from helpcourse.tutoring.cases.handing_in import CasePlace, Shown, Terms
from helpcourse.tutoring.cases.models import HandIn
from helpcourse.tutoring.cases.phrases import keep
from helpcourse.tutoring.cases.rules import Decision, Passage, paragraphs

_LESSON, _CASE = "duty-to-investigate", "refusal-in-five-weeks"

_PHRASES = (
    "Жақсы: әр тұжырымға құжаттағы күн мен әрекет келтірілген.",
    "Дәлелдеу жүгі кімде екенін және неге екенін көрсетіңіз.",
    "Қандай тергеу әрекеттерін әлі жүргізуге болатынын нақты атаңыз.",
    "Укажите, на ком лежит бремя доказывания и почему.",
)


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """How a review ended."""

    points: tuple[float, ...]
    feedback: str
    decision: Decision
    paragraph: int
    passage: str  # words of it; empty: the whole paragraph
    comment: str


_RETURNED = _Reviewed(
    (1.0, 1.0, 0.0, 1.0),
    REVISE,
    Decision.RETURN,
    1,
    "тексеру баяу жүрді",
    "Нақты не баяу болды? Күндерін көрсетіңіз.",
)
_ACCEPTED = _Reviewed(
    (3.0, 3.0, 2.0, 1.5),
    WELL_DONE,
    Decision.ACCEPT,
    3,
    "",
    "Сельмуни ісіндегі дәлелді дәл қолдандыңыз.",
)


@dataclass(frozen=True, slots=True)
class _Writer:
    session: Session
    edition: ServedEdition
    place: CasePlace
    language: str

    def write(self, text: str, *, seen: int, now: datetime) -> int:
        place = self.place
        return keep_reflection(
            self.session, place.enrolment_id, place.lesson_id, place.block_id, text, seen=seen, now=now
        )

    def hand_in(self, text: str, *, now: datetime, seen: int = 0, due_at: datetime | None = None) -> uuid.UUID:
        revision = self.write(text, seen=seen, now=now)
        id_ = uuid.uuid4()
        terms = Terms(self.edition.id, self.edition.course.case_reviewers, self.language, due_at)
        handing_in.hand_in(self.session, self.place, id_, Shown(revision, frozenset()), terms, now=now)
        self.session.flush()
        return id_


def fill_works(
    session: Session, edition: ServedEdition, ids: Mapping[str, int], tutor_id: int, *, now: datetime
) -> None:
    """Put works into the demo's running cohort: written, waiting, late, under review, returned, accepted."""

    def writer(email: str, language: str) -> _Writer:
        enrolment_id = enrol(session, ids[email], edition.course.id, now=now)
        return _Writer(session, edition, CasePlace(enrolment_id, _LESSON, _CASE), language)

    def days(count: float) -> datetime:
        return now - timedelta(days=count)

    writer("aigerim@example.kz", "kk").write(KK_SHORT, seen=0, now=days(1))
    writer("olga@example.kz", "ru").hand_in(RU, now=days(8.2))
    writer("timur@example.kz", "ru").hand_in(RU_LONG, now=days(2.1), due_at=days(3))
    begun = writer("saule@example.kz", "kk").hand_in(KK, now=days(3.4))
    returned = writer("nurlan@example.kz", "kk").hand_in(KK_SHORT, now=days(6))
    asel = writer("asel@example.kz", "kk")
    first = asel.hand_in(KK_SHORT, now=days(12))
    _review(session, edition, first, tutor_id, _RETURNED, now=days(10))
    second = asel.hand_in(KK_AGAIN, seen=1, now=days(7))
    _review(session, edition, second, tutor_id, _ACCEPTED, now=days(5))
    thanks = "Рақмет! Қызметкерлердің байланысын шектеу туралы ескертпеңізді ескеремін."
    handing_in.reply(session, asel.place, second, uuid.uuid4(), thanks, now=days(4))
    _review(session, edition, returned, tutor_id, _RETURNED, now=days(4))
    _begin(session, begun, tutor_id, now=days(1))
    for number, words in enumerate(_PHRASES):
        keep(session, tutor_id, uuid.uuid4(), words, now=days(20 - number))
    session.flush()
    for one in session.scalars(select(HandIn)):
        one.told_at = now  # nobody is written to about what happened before the first start


def _review(
    session: Session, edition: ServedEdition, id_: uuid.UUID, tutor_id: int, said: _Reviewed, *, now: datetime
) -> None:
    reviewing.begin(session, id_, tutor_id, now=now)
    _save(session, edition, id_, tutor_id, said, now=now)
    reviewing.give(session, id_, tutor_id, edition, now=now)
    session.flush()


def _save(
    session: Session, edition: ServedEdition, id_: uuid.UUID, tutor_id: int, said: _Reviewed, *, now: datetime
) -> None:
    lesson = edition.find_lesson(_LESSON)
    case = lesson.find_case(_CASE) if lesson else None
    most = case.points if case else ()
    passage = _passage(session, id_, said.paragraph, said.passage)
    reviewing.comment(session, id_, tutor_id, uuid.uuid4(), passage, said.comment, now=now)
    reviewing.save_draft(session, id_, tutor_id, said.points, said.feedback, said.decision, most=most, seen=0, now=now)


def _passage(session: Session, id_: uuid.UUID, paragraph: int, words: str) -> Passage:
    text = paragraphs(session.get_one(HandIn, id_).text)[paragraph - 1].text
    begins = text.find(words)
    return Passage(paragraph, begins, begins + len(words)) if words else Passage(paragraph)


def _begin(session: Session, id_: uuid.UUID, tutor_id: int, *, now: datetime) -> None:
    """A draft with a comment and no decision yet."""
    reviewing.begin(session, id_, tutor_id, now=now)
    words = "Дәл: дәрігердің жазбасы мен сот отырысының күні көрсетілген."
    reviewing.comment(
        session, id_, tutor_id, uuid.uuid4(), _passage(session, id_, 1, "4 наурызда пайда болды"), words, now=now
    )
