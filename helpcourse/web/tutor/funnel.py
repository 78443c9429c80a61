"""The way of a cohort as its page draws it and says it."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.reporting.funnel import Stage, Step, applied_to, funnel, greatest_loss
from helpcourse.tutoring.rules import Learner
from helpcourse.web.charts import Funnel, draw_funnel
from helpcourse.web.extensions import db
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.pages import percent

STAGES: Mapping[Stage, Any] = {
    Stage.APPLIED: lazy_gettext("Have applied"),
    Stage.SELECTED: lazy_gettext("Were selected"),
    Stage.ENROLLED: lazy_gettext("Are in the cohort"),
    Stage.BEGAN: lazy_gettext("Have begun the course"),
    Stage.HALF: lazy_gettext("Have finished half of the lessons"),
    Stage.LESSONS: lazy_gettext("Have finished all lessons"),
    Stage.PASSED: lazy_gettext("Have passed the final test"),
    Stage.CERTIFICATE: lazy_gettext("Have a certificate"),
}


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """A stage as a row of the table."""

    number: int
    words: Any
    people: int
    of_first: str  # in percent
    less: int  # than at the stage before; 0: not less


@dataclass(frozen=True, slots=True)
class FunnelChart:
    drawn: Funnel
    lines: Sequence[FunnelLine]
    words: str  # what it shows


def funnel_chart(
    edition: ServedEdition, cohort_id: uuid.UUID, learners: Sequence[Learner], certified: Collection[uuid.UUID]
) -> FunnelChart:
    steps = funnel(edition.course, learners, applied=applied_to(db.session, cohort_id), certified=certified)
    return FunnelChart(draw_funnel([step.people for step in steps]), _lines(steps), _words(steps))


def _lines(steps: Sequence[Step]) -> list[FunnelLine]:
    before = [steps[0], *steps]
    return [
        FunnelLine(
            number,
            STAGES[step.stage],
            step.people,
            percent(_share(step, steps[0])),
            max(0, before[number - 1].people - step.people),
        )
        for number, step in enumerate(steps, 1)
    ]


def _words(steps: Sequence[Step]) -> str:
    first, last = steps[0], steps[-1]
    words = _(
        "%(first)s: %(people)s. %(last)s: %(reached)s (%(share)s).",
        first=STAGES[first.stage],
        people=first.people,
        last=STAGES[last.stage],
        reached=last.people,
        share=percent(_share(last, first)),
    )
    if not (loss := greatest_loss(steps)):
        return words
    before, after = loss
    return " ".join(
        [
            words,
            _(
                "The largest difference is between “%(before)s” and “%(after)s”: %(people)s.",
                before=STAGES[before.stage],
                after=STAGES[after.stage],
                people=before.people - after.people,
            ),
        ]
    )


def _share(step: Step, of: Step) -> float | None:
    return step.people / of.people if of.people else None
