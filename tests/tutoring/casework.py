"""A learner's work on a case study, step by step."""

import uuid

from helpcourse.learning.actions import keep_reflection
from helpcourse.tutoring.cases import handing_in, reviewing
from helpcourse.tutoring.cases.handing_in import Shown, Terms
from helpcourse.tutoring.cases.queries import find_work
from helpcourse.tutoring.cases.rules import Decision
from tests.builders import NOW
from tests.case_world import CASE, CASE_LESSON

WORDS = "Негіз 4 наурызда пайда болды.\nҚаулының күшін жоюды сұраймын."
FULL = [3.0, 3.0, 2.0, 2.0]


class Working:
    """Writes, hands in and is reviewed."""

    def __init__(self, session, edition, place, reviewers=1):
        self.session, self.edition, self.place, self.reviewers = session, edition, place, reviewers

    def write(self, text=WORDS, seen=0):
        place = self.place
        return keep_reflection(
            self.session, place.enrolment_id, place.lesson_id, place.block_id, text, seen=seen, now=NOW
        )

    def hand_in(self, text=WORDS, *, id_=None, seen=0, due_at=None, language="kk", now=NOW):
        key = id_ or uuid.uuid4()
        revision = self.write(text, seen)
        terms = Terms(self.edition.id, self.reviewers, language, due_at)
        handing_in.hand_in(self.session, self.place, key, Shown(revision, frozenset()), terms, now=now)
        self.session.flush()
        return key

    def review(self, id_, person, decision=Decision.ACCEPT, points=FULL, feedback="Жақсы."):
        reviewing.begin(self.session, id_, person.id, now=NOW)
        reviewing.save_draft(self.session, id_, person.id, points, feedback, decision, most=FULL, seen=0, now=NOW)
        reviewing.give(self.session, id_, person.id, self.edition, now=NOW)
        self.session.flush()

    @property
    def work(self):
        return find_work(self.session, self.place.enrolment_id, CASE_LESSON, CASE)
