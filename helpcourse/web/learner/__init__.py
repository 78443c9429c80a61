"""Pages of learners: enrol, read and answer, take tests, see what was reached."""

from helpcourse.web.learner import again, attempts, beginning, cases, lessons, my, papers, refresher, schedule
from helpcourse.web.learner.blueprint import blueprint

__all__ = ["again", "attempts", "beginning", "blueprint", "cases", "lessons", "my", "papers", "refresher", "schedule"]
