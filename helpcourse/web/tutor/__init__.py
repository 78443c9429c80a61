"""Pages of tutors."""

from helpcourse.web.tutor import cohorts, learners, statistics
from helpcourse.web.tutor.blueprint import blueprint

__all__ = ["blueprint", "cohorts", "learners", "statistics"]
