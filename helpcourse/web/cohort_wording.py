"""What cohorts' codes mean, as sentences."""

from collections.abc import Mapping
from typing import Any

from helpcourse.tutoring.member_list import LineProblem, ListFault, Problem
from helpcourse.tutoring.planning import Outcome
from helpcourse.tutoring.rules import Attention, Show
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

ATTENTION: Mapping[Attention, Any] = {
    Attention.TEST_FAILED: lazy_gettext("Failed the test more than once"),
    Attention.OVERDUE: lazy_gettext("Has missed a deadline"),
    Attention.NEVER_LOGGED_IN: lazy_gettext("Has never logged in"),
    Attention.NOT_STARTED: lazy_gettext("Has not opened the course"),
    Attention.AWAY: lazy_gettext("Away for 7 days or more"),
}

SHOW: Mapping[Show, Any] = {
    Show.ALL: lazy_gettext("All learners"),
    Show.ATTENTION: lazy_gettext("Needing attention"),
    **{Show(reason.value): words for reason, words in ATTENTION.items()},
    Show.FINISHED: lazy_gettext("Finished"),
}

OUTCOMES: Mapping[Outcome, Any] = {
    Outcome.NEW_ACCOUNT: lazy_gettext("Gets an account, is added and told by mail"),
    Outcome.ADDED: lazy_gettext("Is added and told by mail"),
    Outcome.COMES_BACK: lazy_gettext("Comes back to the cohort and is told by mail"),
    Outcome.LEFT_OUT: lazy_gettext("Is left out"),
}

LIST_FAULTS: Mapping[ListFault, Any] = {
    ListFault.EMPTY: lazy_gettext("Choose a file or paste the lines: nothing was given."),
    ListFault.NOT_TEXT: lazy_gettext("This is no text file. Save the table as CSV and choose it again."),
    ListFault.NO_HEADER: lazy_gettext(
        "The first line must name the columns, and one of them must be the e-mail. Add the headings."
    ),
    ListFault.TOO_LONG: lazy_gettext("The list may have up to 2,000 lines. Divide it."),
}


def problem(found: LineProblem) -> str:
    """What is wrong with a line, and what to do about it."""
    match found.problem:
        case Problem.REPEATED:
            return _("The same e-mail stands on line %(line)s.", line=found.detail)
        case Problem.OTHER_COHORT:
            return _("Is in another running cohort of this course: %(name)s", name=found.detail)
    sentence = str(_PROBLEMS[found.problem])
    return _("%(sentence)s: %(words)s", sentence=sentence, words=found.detail) if found.detail else sentence


_PROBLEMS: Mapping[Problem, Any] = {
    Problem.NO_EMAIL: lazy_gettext("The e-mail is missing"),
    Problem.BAD_EMAIL: lazy_gettext("This is no e-mail address"),
    Problem.NO_NAME: lazy_gettext("There is no account yet, so surname and name are needed"),
    Problem.BAD_NAME: lazy_gettext("A name has letters, hyphens and apostrophes only"),
    Problem.UNPRINTABLE: lazy_gettext("The name has letters that cannot be printed"),
    Problem.UNKNOWN_COUNTRY: lazy_gettext("Unknown country"),
    Problem.UNKNOWN_PROFESSION: lazy_gettext("Unknown profession"),
    Problem.UNKNOWN_LANGUAGE: lazy_gettext("Unknown language"),
    Problem.ALREADY_MEMBER: lazy_gettext("Is a member of this cohort already"),
    Problem.DEACTIVATED: lazy_gettext("The account is deactivated"),
    Problem.OUT_OF_REACH: lazy_gettext("Belongs to another country than yours"),
}
