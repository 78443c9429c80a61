"""Pages of learners: enrol, read and answer, take tests, see what was reached."""

from helpcourse.web.learner import (
    activity,
    again,
    applications,
    attempts,
    beginning,
    cases,
    joining,
    kept,
    lessons,
    letters,
    my,
    notes,
    notices,
    papers,
    questionnaires,
    refresher,
    schedule,
)
from helpcourse.web.learner.blueprint import blueprint

__all__ = [
    "activity",
    "again",
    "applications",
    "attempts",
    "beginning",
    "blueprint",
    "cases",
    "joining",
    "kept",
    "lessons",
    "letters",
    "my",
    "notes",
    "notices",
    "papers",
    "questionnaires",
    "refresher",
    "schedule",
]
