"""Pages of tutors: their cohorts, the people in them, how far each is, and how the questions of tests do."""

from helpcourse.web.tutor import (
    allowances,
    attendance,
    cases,
    cohorts,
    essays,
    evaluation,
    extensions,
    group,
    late,
    learners,
    phrases,
    questionnaires,
    schedule,
    schedule_dates,
    statistics,
    statistics_files,
)
from helpcourse.web.tutor.blueprint import blueprint

__all__ = [
    "allowances",
    "attendance",
    "blueprint",
    "cases",
    "cohorts",
    "essays",
    "evaluation",
    "extensions",
    "group",
    "late",
    "learners",
    "phrases",
    "questionnaires",
    "schedule",
    "schedule_dates",
    "statistics",
    "statistics_files",
]
