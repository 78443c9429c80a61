"""Tables of working pages as one likes them: columns, and views under names of one's own."""

from helpcourse.web.tables.views import blueprint

__all__ = ["blueprint"]
