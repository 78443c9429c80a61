"""The group's page of a cohort, for its learners and for who leads it: announcements, discussion, materials, people."""

from helpcourse.web.group import announcements, discussion, materials, people, posts
from helpcourse.web.group.blueprint import blueprint

__all__ = ["announcements", "blueprint", "discussion", "materials", "people", "posts"]
