"""Pages of tutors."""

from helpcourse.web.tutor import cohorts, learners
from helpcourse.web.tutor.blueprint import blueprint

__all__ = ["blueprint", "cohorts", "learners"]
