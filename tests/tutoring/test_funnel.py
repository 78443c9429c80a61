"""How many of a cohort came how far, from application to certificate."""

import pytest

from helpcourse.catalogue.shelf import Shelf
from helpcourse.reporting.funnel import Stage, Step, funnel, greatest_loss
from helpcourse.tutoring.calls.rules import ApplicationState
from helpcourse.web.charts import draw_funnel
from tests.builders import NOW
from tests.things import COURSE
from tests.tutoring.test_rules import PASSED, learner

on_sqlite = pytest.mark.parametrize("template", ["sqlite"], indirect=True)
APPLIED = {ApplicationState.ACCEPTED: 3, ApplicationState.REFUSED: 2, ApplicationState.WITHDRAWN: 1}


@pytest.fixture
def course(session):
    return Shelf().current(session, COURSE).course


@pytest.fixture
def cohort(course):
    """One has not come, one has begun, one is through and has a certificate."""
    everything = frozenset(lesson.id for module in course.modules for lesson in module.lessons)
    begun = learner("B", last_active_at=NOW, done=frozenset(sorted(everything)[:1]))
    return [learner("A"), begun, learner("C", last_active_at=NOW, done=everything, test=PASSED)]


def people(steps):
    return {step.stage.value: step.people for step in steps}


@on_sqlite
def test_each_stage_counts_those_who_came_so_far(course, cohort):
    steps = people(funnel(course, cohort, applied=APPLIED, certified=[cohort[2].enrolment_id]))
    assert list(steps.values())[:4] == [6, 3, 3, 2]
    assert (steps["lessons"], steps["certificate"]) == (1, 1)


@on_sqlite
def test_nobody_applies_where_there_is_no_call(course, cohort):
    assert next(iter(people(funnel(course, cohort, applied={}, certified=())))) == "enrolled"


@pytest.mark.parametrize(
    ("counts", "loss"),
    [
        ((6, 3, 3, 1), ("applied", "selected")),
        ((4, 4, 2, 0), ("selected", "enrolled")),  # the first of equals
        ((2, 3, 3, 3), None),  # some were added by hand
        ((5,), None),
    ],
)
def test_the_greatest_loss_is_told(counts, loss):
    steps = [Step(stage, count) for stage, count in zip(Stage, counts, strict=False)]
    found = greatest_loss(steps)
    assert (found and tuple(step.stage.value for step in found)) == loss


def test_columns_are_as_high_as_their_share_of_the_tallest():
    drawn = draw_funnel([4, 2, 0])
    assert [column.height for column in drawn.columns] == [96, 48, 1]
    assert [column.y for column in drawn.columns] == [0, 24, 47.5]
    assert len(drawn.joints) == 2


def test_a_funnel_of_nobody_is_drawn_too():
    assert [column.height for column in draw_funnel([0, 0]).columns] == [1, 1]
