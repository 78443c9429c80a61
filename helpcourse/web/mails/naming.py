"""How mails name what they are about."""

from collections.abc import Mapping
from typing import Any

from helpcourse.languages import in_language
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _

Values = Mapping[str, Any]


def title_of(titles: Mapping[str, str]) -> str:
    """In the language that is being spoken, or in one that there is."""
    return in_language(titles, current_language(), next(iter(titles)))[0]


def course_line(values: Values) -> str:
    return _("Course: %(course)s", course=title_of(values["course_title"]))


def cohort_line(values: Values) -> str:
    return _("Cohort: %(cohort)s", cohort=values["cohort"])
