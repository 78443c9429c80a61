"""What calls' codes mean, as sentences."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from helpcourse.languages import in_language
from helpcourse.tutoring.calls.asked import AnswerFault, Question, QuestionKind
from helpcourse.tutoring.calls.queries import CallRow
from helpcourse.tutoring.calls.rules import ApplicationState, JoinObstacle, Obstacle, Skip, Standing
from helpcourse.tutoring.options import Option
from helpcourse.web import wording
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _

STANDINGS: Mapping[Standing, Any] = {
    Standing.DRAFT: lazy_gettext("Draft"),
    Standing.OPEN: lazy_gettext("Applications are open"),
    Standing.OVER: lazy_gettext("Applications are over"),
    Standing.WITHDRAWN: lazy_gettext("Withdrawn"),
}

KINDS: Mapping[QuestionKind, Any] = {
    QuestionKind.SHORT: lazy_gettext("Short text, one line"),
    QuestionKind.LONG: lazy_gettext("Long text"),
    QuestionKind.CHOICE: lazy_gettext("One of several options"),
}

STATES: Mapping[ApplicationState, Any] = {
    ApplicationState.SENT: lazy_gettext("Not decided"),
    ApplicationState.ACCEPTED: lazy_gettext("Accepted"),
    ApplicationState.WAITING: lazy_gettext("On the waiting list"),
    ApplicationState.REFUSED: lazy_gettext("Refused"),
    ApplicationState.WITHDRAWN: lazy_gettext("Application withdrawn"),
}

STATES_FOR_APPLICANT: Mapping[ApplicationState, Any] = {
    **STATES,
    ApplicationState.SENT: lazy_gettext("Sent, not decided yet"),
    ApplicationState.REFUSED: lazy_gettext("No place was found"),
}

HISTORY: Mapping[ApplicationState, Any] = {**STATES, ApplicationState.SENT: lazy_gettext("Sent")}

BADGES: Mapping[ApplicationState, str] = {
    ApplicationState.SENT: "info",
    ApplicationState.ACCEPTED: "success",
    ApplicationState.WAITING: "warning",
    ApplicationState.REFUSED: "error",
    ApplicationState.WITHDRAWN: "",
}

OBSTACLES: Mapping[Obstacle, Any] = {
    Obstacle.OVER: lazy_gettext("The time for applications is over: nothing can be sent or changed any more."),
    Obstacle.WITHDRAWN: lazy_gettext("The organisers have withdrawn this call: the training does not take place."),
    Obstacle.COUNTRY: lazy_gettext("This call is for other countries than the one in your details."),
    Obstacle.MEMBER: lazy_gettext("You are a learner of this cohort already."),
    Obstacle.DECIDED: lazy_gettext("Your application has been decided on: it can no longer be changed."),
    Obstacle.OVERTAKEN: lazy_gettext(
        "Your application was changed on another page or device. What you typed is still in the form below; "
        "send it again to put it in the place of what was saved there."
    ),
}

SKIPS: Mapping[Skip, Any] = {
    Skip.CHANGED: lazy_gettext("somebody else has decided meanwhile, or the application was withdrawn"),
    Skip.MEMBER: lazy_gettext("is accepted already: whoever is to leave is taken out on the page of the cohort"),
    Skip.OTHER_COHORT: lazy_gettext("learns in another running cohort of this course"),
    Skip.GONE: lazy_gettext("the account was deactivated or erased"),
}

JOIN_OBSTACLES: Mapping[JoinObstacle, Any] = {
    JoinObstacle.UNKNOWN: lazy_gettext("No cohort has this code. Look whether it is typed rightly."),
    JoinObstacle.OVER: lazy_gettext("The last day of this code has passed. Ask whoever gave it to you."),
    JoinObstacle.USED_UP: lazy_gettext("All places of this code are taken. Ask whoever gave it to you."),
    JoinObstacle.CLOSED: lazy_gettext("This cohort is closed: nobody can join it any more."),
    JoinObstacle.MEMBER: lazy_gettext("You are a learner of this cohort already."),
    JoinObstacle.OTHER_COHORT: lazy_gettext("You learn in another running cohort of this course already."),
}


def answer_fault(found: AnswerFault, longest: int) -> str:
    """What is wrong with an answer, and what to do."""
    match found:
        case AnswerFault.MISSING:
            return _("Answer this question.")
        case AnswerFault.TOO_LONG:
            return _("The answer may have up to %(number)s characters: shorten it.", number=longest)
    return _("Choose one of the options.")


def said(texts: Mapping[str, str]) -> Markup:
    """Words in the language of the page, or marked with the one that they are in."""
    text, language = in_language(texts, current_language(), next(iter(texts)))
    if language == current_language():
        return Markup("%s") % text
    return Markup('<span lang="%s">%s</span>') % (language, text)


def answer_of(question: Question, answers: Mapping[str, str]) -> str:
    """What was answered, in words; empty: nothing."""
    given = answers.get(question.id, "")
    if question.kind is not QuestionKind.CHOICE:
        return given
    return next((said(option.wording) for option in question.options if option.id == given), Markup())


def question_words(question: Question) -> Markup:
    return said(question.wording)


def option_words(option: Option) -> Markup:
    return said(option.wording)


def languages(call: CallRow) -> str:
    return ", ".join(str(wording.LANGUAGES[code]) for code in wording.LANGUAGES if code in call.languages)


def countries(call: CallRow) -> str:
    named = [str(name) for code, name in wording.COUNTRIES.items() if code.value in call.countries]
    return ", ".join(named) if named else _("Any country")
