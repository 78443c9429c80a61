"""The group's page of a cohort, the same for its learners and for who leads it: announcements, discussion, people."""

from helpcourse.web.group import announcements, discussion, people, posts
from helpcourse.web.group.blueprint import blueprint

__all__ = ["announcements", "blueprint", "discussion", "people", "posts"]
