"""Quizzes with an essay in the demo's running cohort: one is reviewed, others wait for the tutor."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpcourse.assessment.answers import TEXT
from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import Answer, Question
from helpcourse.demo.data import texts
from helpcourse.demo.histories import Learner, take_test
from helpcourse.demo.scene import Scene, same_chance
from helpcourse.learning.essays.actions import Judgement, review

_MODULE = "investigation-and-redress"


@dataclass(frozen=True, slots=True)
class _Review:
    days: float  # ago
    points: float
    words: str


@dataclass(frozen=True, slots=True)
class _Essay:
    days: float  # ago
    text: str
    review: _Review | None = None


@dataclass(frozen=True, slots=True)
class _Essays:
    """Of essays.yaml."""

    question: str
    answers: Mapping[str, _Essay]  # by e-mail without its domain


def fill_essays(scene: Scene) -> None:
    """All else in these quizzes is answered rightly."""
    chance, essays = same_chance(3), texts("essays", _Essays)
    for name, essay in essays.answers.items():
        email = f"{name}@example.kz"
        learner = Learner(scene.ids[email], scene.enrolment(email), scene.people[email].language, 1.0)

        def answer(question: Question, learner: Learner = learner, essay: _Essay = essay) -> Answer:
            is_essay = question.id == essays.question
            return {TEXT: essay.text} if is_essay else right_answer(question, learner.language)

        attempt_id = take_test(scene.session, learner, scene.edition, answer, chance, module_id=_MODULE,
                               now=scene.ago(essay.days))  # fmt: skip
        if said := essay.review:
            judged = {essays.question: Judgement(said.points, said.words, seen=0)}
            review(scene.session, attempt_id, scene.edition, judged, by_id=scene.tutor_id, now=scene.ago(said.days))
