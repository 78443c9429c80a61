"""Results of questionnaires as pages show them: each question with its chart and what the chart says."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from markupsafe import Markup

from helpcourse.tutoring.evaluation.asked import SCALE, Kind, Question
from helpcourse.tutoring.evaluation.queries import Asked, boxes, of_learner, questionnaires
from helpcourse.tutoring.evaluation.rules import Bag, Box, Phase, Standing, mean, visible
from helpcourse.tutoring.evaluation.standard import COMPARED
from helpcourse.tutoring.queries import CohortRow
from helpcourse.web import evaluation_wording
from helpcourse.web.charts import Segment, segments
from helpcourse.web.extensions import db, today


@dataclass(frozen=True, slots=True)
class Line:
    """One option, with how many chose it."""

    words: Any
    count: int
    share: float  # of those who have answered the question


@dataclass(frozen=True, slots=True)
class Mean:
    """Of the answers on a scale."""

    value: float

    @property
    def share(self) -> float:
        """Of the highest step."""
        return self.value / len(SCALE)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    question: Question
    words: Markup
    answered: int  # of those whose answers are shown
    lines: tuple[Line, ...]  # none where one answers in words
    mean: Mean | None  # None: nobody has answered, or it is no scale
    texts: tuple[str, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Of the scale's bar; none where there is nothing to draw."""
        return segments([line.share for line in self.lines]) if self.mean else ()


@dataclass(frozen=True, slots=True)
class Results:
    """One questionnaire of a cohort."""

    asked: Asked
    title: Any
    standing: Standing
    standing_words: str
    learners: int  # who are asked; who has left may have answered before
    given: int  # of them: who have answered
    shown: int  # of them: those whose answers are shown
    questions: tuple[QuestionResult, ...]

    def mean_of(self, question_id: str) -> Mean | None:
        return next((one.mean for one in self.questions if one.question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Change:
    """What was asked before and after."""

    words: Markup
    before: Mean
    after: Mean


@dataclass(frozen=True, slots=True)
class Due:
    """A questionnaire that waits for a learner: all in words."""

    title: Any
    cohort: str
    standing: str
    url: str


def results_of(cohorts: list[CohortRow]) -> dict[uuid.UUID, dict[Phase, Results]]:
    """Both questionnaires of each cohort."""
    asked, filled, day = questionnaires(db.session, cohorts), boxes(db.session, [row.id for row in cohorts]), today()
    return {
        row.id: {
            phase: _results(asked[row.id, phase], filled.get((row.id, phase), Box()), row.learners, day)
            for phase in Phase
        }
        for row in cohorts
    }


def changes(found: Mapping[Phase, Results]) -> list[Change]:
    """Of questions that were asked before and after, where both are shown."""
    before, after = found[Phase.BEFORE], found[Phase.AFTER]
    pairs = [(one, before.mean_of(one.question.id), one.mean) for one in after.questions]
    return [
        Change(one.words, was, became)
        for one, was, became in pairs
        if one.question.id in COMPARED and was is not None and became is not None
    ]


def _results(asked: Asked, box: Box, learners: int, day: date) -> Results:
    standing = asked.window.standing(day)
    shown = visible(box, is_over=standing is Standing.OVER)
    return Results(
        asked,
        evaluation_wording.PHASES[asked.phase],
        standing,
        evaluation_wording.standing(asked, standing),
        max(learners, box.given.answers),
        box.given.answers,
        shown.answers,
        tuple(_result(question, shown) for question in asked.questions) if shown.answers else (),
    )


def _result(question: Question, shown: Bag) -> QuestionResult:
    counts, texts = shown.counts.get(question.id, {}), shown.words.get(question.id, ())
    is_several = question.kind is Kind.SEVERAL
    answered = len(texts) if question.kind is Kind.WORDS else shown.answers if is_several else sum(counts.values())
    words = evaluation_wording.choice_words(question)
    lines = tuple(Line(words[id_], count, count / answered if answered else 0.0) for id_, count in counts.items())
    average = mean(counts) if question.kind is Kind.SCALE else None
    return QuestionResult(
        question,
        evaluation_wording.question_words(question),
        answered,
        lines,
        None if average is None else Mean(average),
        texts,
    )


def due_of(person_id: int, course_id: str = "") -> list[Due]:
    """What waits for a learner, in all courses or in this one."""
    return [
        Due(
            evaluation_wording.PHASES[one.asked.phase],
            one.cohort_name,
            evaluation_wording.standing(one.asked, one.standing),
            url_for("learner.questionnaire", cohort_id=one.asked.cohort_id, phase=one.asked.phase.value),
        )
        for one in of_learner(db.session, person_id, today=today(), course_id=course_id)
        if one.is_due
    ]
