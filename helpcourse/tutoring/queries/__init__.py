"""Reads of cohorts and of their learners."""

from helpcourse.tutoring.queries.cohorts import (
    CohortRow,
    Sight,
    Tutor,
    cohorts,
    cohorts_of,
    full_name,
    get_cohort,
    language_of_tests,
    members_among,
    other_cohort_of,
    seen,
    tutored_by,
    tutors_of,
)
from helpcourse.tutoring.queries.essays import ReviewedAttempt, get_reviewed_attempt, waiting_essays
from helpcourse.tutoring.queries.learners import (
    Try,
    checks_of,
    former_learners,
    get_learner,
    learners_needing_attention,
    learners_of,
)

__all__ = [
    "CohortRow",
    "ReviewedAttempt",
    "Sight",
    "Try",
    "Tutor",
    "checks_of",
    "cohorts",
    "cohorts_of",
    "former_learners",
    "full_name",
    "get_cohort",
    "get_learner",
    "get_reviewed_attempt",
    "language_of_tests",
    "learners_needing_attention",
    "learners_of",
    "members_among",
    "other_cohort_of",
    "seen",
    "tutored_by",
    "tutors_of",
    "waiting_essays",
]
