"""Subjects of notifications as sentences."""

from collections.abc import Mapping
from typing import Any

from helpcourse.messages.rules import How, Subject
from helpcourse.web.i18n import lazy_gettext

SUBJECTS: Mapping[Subject, Any] = {
    Subject.ANNOUNCEMENTS: lazy_gettext("Announcements to my groups, and their materials"),
    Subject.MENTIONS: lazy_gettext("Messages that name me"),
    Subject.ANSWERS: lazy_gettext("Answers in threads in which I have written"),
    Subject.THREADS: lazy_gettext("New threads in my groups"),
    Subject.SCHEDULE: lazy_gettext("The schedule: changes, deadlines that come near, extensions, questionnaires"),
    Subject.RESULTS: lazy_gettext("Tests and case studies: results, reviews, eased rules"),
    Subject.REVIEWING: lazy_gettext("Case studies that wait for review"),
}

HOW: Mapping[How, Any] = {
    How.AT_ONCE: lazy_gettext("By mail at once"),
    How.DIGEST: lazy_gettext("In one mail a day"),
    How.NEVER: lazy_gettext("Not by mail, only on the site"),
}
