"""The demo's works on a case study: one in every state that a work can be in."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from helpcourse.demo.data import texts
from helpcourse.demo.scene import Scene
from helpcourse.learning.actions import keep_reflection
from helpcourse.tutoring.cases import handing_in, reviewing
from helpcourse.tutoring.cases.handing_in import CasePlace, Shown, Terms
from helpcourse.tutoring.cases.models import HandIn
from helpcourse.tutoring.cases.phrases import keep
from helpcourse.tutoring.cases.rules import Decision, Passage, paragraphs

LESSON, CASE = "duty-to-investigate", "refusal-in-five-weeks"


@dataclass(frozen=True, slots=True)
class _Comment:
    paragraph: int
    text: str
    passage: str = ""  # words of it; empty: the whole paragraph


@dataclass(frozen=True, slots=True)
class _Review:
    """Begun, or ended if there is a decision."""

    days: float  # ago
    comments: Sequence[_Comment]
    points: tuple[float, ...] = ()
    decision: Decision | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class _HandIn:
    text: str
    days: float  # ago
    review: _Review | None = None
    reply: str = ""  # to the review


@dataclass(frozen=True, slots=True)
class _Work:
    by: str  # e-mail without its domain
    hand_ins: Sequence[_HandIn] = ()
    begun: _Review | None = None  # of the last one, which is not given yet
    draft: str = ""  # not handed in
    days: float = 0  # ago; of the draft


@dataclass(frozen=True, slots=True)
class _Works:
    """Of works.yaml."""

    phrases: Sequence[str]
    texts: Mapping[str, str]
    works: Sequence[_Work]


@dataclass(frozen=True, slots=True)
class _Writer:
    scene: Scene
    place: CasePlace
    language: str
    due_at: datetime

    def write(self, text: str, *, seen: int, now: datetime) -> int:
        place = self.place
        return keep_reflection(
            self.scene.session, place.enrolment_id, place.lesson_id, place.block_id, text, seen=seen, now=now
        )

    def hand_in(self, text: str, *, seen: int, now: datetime) -> uuid.UUID:
        revision, id_ = self.write(text, seen=seen, now=now), uuid.uuid4()
        edition = self.scene.edition
        terms = Terms(edition.id, edition.course.case_reviewers, self.language, self.due_at)
        handing_in.hand_in(self.scene.session, self.place, id_, Shown(revision, frozenset()), terms, now=now)
        self.scene.session.flush()
        return id_


def fill_works(scene: Scene, due_at: datetime) -> None:
    """Written, waiting, late, under review, returned, accepted; and the tutor's phrases."""
    known = texts("works", _Works)
    for number, words in enumerate(known.phrases):
        keep(scene.session, scene.tutor_id, uuid.uuid4(), words, now=scene.ago(20 - number))
    for work in known.works:
        email = f"{work.by}@example.kz"
        place = CasePlace(scene.enrolment(email), LESSON, CASE)
        _fill(_Writer(scene, place, scene.people[email].language, due_at), work, known.texts)


def _fill(writer: _Writer, work: _Work, words: Mapping[str, str]) -> None:
    scene = writer.scene
    if work.draft:
        writer.write(words[work.draft], seen=0, now=scene.ago(work.days))
    for seen, one in enumerate(work.hand_ins):
        id_ = writer.hand_in(words[one.text], seen=seen, now=scene.ago(one.days))
        if review := one.review or work.begun:
            _review(scene, id_, review)
        if one.reply and one.review:
            handing_in.reply(scene.session, writer.place, id_, uuid.uuid4(), one.reply,
                             now=scene.ago(one.review.days - 0.8))  # fmt: skip


def _review(scene: Scene, id_: uuid.UUID, said: _Review) -> None:
    session, by_id, now = scene.session, scene.tutor_id, scene.ago(said.days)
    reviewing.begin(session, id_, by_id, now=now)
    for one in said.comments:
        reviewing.comment(session, id_, by_id, uuid.uuid4(), _passage(scene, id_, one), one.text, now=now)
    if said.decision is not None:
        lesson = scene.edition.find_lesson(LESSON)
        case = lesson.find_case(CASE) if lesson else None
        reviewing.save_draft(session, id_, by_id, said.points, said.feedback, said.decision,
                             most=case.points if case else (), seen=0, now=now)  # fmt: skip
        reviewing.give(session, id_, by_id, scene.edition, now=now)
    session.flush()


def _passage(scene: Scene, id_: uuid.UUID, one: _Comment) -> Passage:
    text = paragraphs(scene.session.get_one(HandIn, id_).text)[one.paragraph - 1].text
    begins = text.find(one.passage)
    return Passage(one.paragraph, begins, begins + len(one.passage)) if one.passage else Passage(one.paragraph)
