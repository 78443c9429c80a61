"""Pages of learners: enrol, read and answer, take the final test, see what was reached."""

from helpcourse.web.learner import attempts, lessons, my, papers
from helpcourse.web.learner.blueprint import blueprint

__all__ = ["attempts", "blueprint", "lessons", "my", "papers"]
