"""Pages of admins and of coordinators, who see one country."""

from helpcourse.web.admin import (
    banks,
    certificates,
    cohorts,
    courses,
    desk,
    editions,
    institutions,
    issuing,
    member_list,
    members,
    people,
    person_courses,
    regrading,
    translations,
)
from helpcourse.web.admin.blueprint import blueprint

__all__ = [
    "banks",
    "blueprint",
    "certificates",
    "cohorts",
    "courses",
    "desk",
    "editions",
    "institutions",
    "issuing",
    "member_list",
    "members",
    "people",
    "person_courses",
    "regrading",
    "translations",
]
