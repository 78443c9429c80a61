"""The domain's codes as sentences; worker.py uses it too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpcourse.accounts.models import Country, Profession, Role
from helpcourse.accounts.rules import PasswordFault
from helpcourse.content.model import Counts
from helpcourse.languages import Language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

PROFESSIONS: Mapping[Profession, Any] = {
    Profession.ADVOCATE: lazy_gettext("Advocate"),
    Profession.LEGAL_CONSULTANT: lazy_gettext("Legal consultant"),
    Profession.JUDGE: lazy_gettext("Judge"),
    Profession.PROSECUTOR: lazy_gettext("Prosecutor"),
    Profession.INVESTIGATOR: lazy_gettext("Investigator"),
    Profession.NOTARY: lazy_gettext("Notary"),
    Profession.COURT_STAFF: lazy_gettext("Court staff"),
    Profession.TRAINEE: lazy_gettext("Trainee"),
    Profession.STUDENT: lazy_gettext("Student"),
    Profession.OTHER: lazy_gettext("Other profession"),
}

SPELLED_IN: Mapping[str, Any] = {  # a person's name, by language
    "kk": lazy_gettext("In Kazakh"),
    "ru": lazy_gettext("In Russian"),
    "en": lazy_gettext("In Latin letters"),
}
COUNTRIES: Mapping[Country, Any] = {
    Country.KZ: lazy_gettext("Kazakhstan"),
    Country.KG: lazy_gettext("Kyrgyzstan"),
    Country.TJ: lazy_gettext("Tajikistan"),
    Country.TM: lazy_gettext("Turkmenistan"),
    Country.UZ: lazy_gettext("Uzbekistan"),
    Country.OTHER: lazy_gettext("Another country"),
}

LANGUAGES: Mapping[Language, Any] = {
    "kk": lazy_gettext("Kazakh"),
    "ru": lazy_gettext("Russian"),
    "en": lazy_gettext("English"),
}

COUNTS: Mapping[Counts, Any] = {
    Counts.BEST: lazy_gettext("the best attempt"),
    Counts.LAST: lazy_gettext("the last attempt"),
    Counts.FIRST: lazy_gettext("the first attempt"),
    Counts.MEAN: lazy_gettext("the mean of all attempts"),
}

ROLES: Mapping[Role, Any] = {
    Role.TUTOR: lazy_gettext("Tutor"),
    Role.COORDINATOR: lazy_gettext("Coordinator"),
    Role.ADMIN: lazy_gettext("Admin"),
}

SOURCE_KINDS: Mapping[str, Any] = {
    "treaty": lazy_gettext("Treaties"),
    "document": lazy_gettext("Declarations, general comments and other documents"),
    "law": lazy_gettext("National law"),
    "judgment": lazy_gettext("Judgments"),
    "decision": lazy_gettext("Decisions of treaty bodies"),
}

PASSWORD_FAULTS: Mapping[PasswordFault, Any] = {
    PasswordFault.TOO_SHORT: lazy_gettext("The password needs at least 10 characters."),
    PasswordFault.TOO_LONG: lazy_gettext("The password may have up to 200 characters."),
    PasswordFault.TOO_COMMON: lazy_gettext("Too many people use this password: it would be guessed. Choose another."),
    PasswordFault.TELLS_WHO: lazy_gettext("Do not make the password of your name or your e-mail address."),
}

_CONFLICTS: Mapping[str, Any] = {
    "form_expired": lazy_gettext(
        "The page was open for too long, or cookies are switched off. Go back, reload the page and send it again: "
        "what you typed is still in the form."
    ),
    "form_used": lazy_gettext("This form was sent before. Open the page anew."),
    "cohort_closed": lazy_gettext("This cohort is closed: open it first."),
    "other_cohort": lazy_gettext(
        "This person learns in another running cohort of the course. Take them out of it first."
    ),
    "call_language_used": lazy_gettext(
        "Somebody has applied for the training in a language that you took away: leave it in the call."
    ),
    "call_criteria_used": lazy_gettext("Points have been given already: the criteria can no longer be changed."),
    "call_questions_answered": lazy_gettext(
        "People have answered these questions: only their words can be changed now."
    ),
    "call_questions_many": lazy_gettext("A call has 10 questions at most."),
    "call_deadline_past": lazy_gettext("The deadline lies behind: set a later one first."),
    "call_withdrawn": lazy_gettext("The call was withdrawn."),
    "call_draft": lazy_gettext("The call is a draft that nobody has seen yet."),
    "call_changed": lazy_gettext("Somebody else has changed the call. Go back, reload the page and do it again."),
    "questionnaire_answered": lazy_gettext("Somebody has answered: the questions can no longer be changed."),
    "questionnaire_changed": lazy_gettext(
        "Somebody else has changed the questionnaire. Go back, reload the page and do it again."
    ),
    "questionnaire_long": lazy_gettext("A questionnaire has 30 questions at most."),
    "questionnaire_over": lazy_gettext(
        "The questionnaire is over and its results are shown: it cannot be opened again."
    ),
    "report_changed": lazy_gettext("Somebody else has saved the report. Go back, reload the page and do it again."),
    "application_decided": lazy_gettext("Nothing of this application can be withdrawn any more."),
    "thread_closed": lazy_gettext("This thread is closed: it takes no messages any more."),
    "post_changed": lazy_gettext(
        "This message was changed on another page or device. Copy what you wrote, reload the page and put it in."
    ),
    "post_too_long": lazy_gettext("A message may have up to 20,000 characters. Go back and shorten it."),
    "material_changed": lazy_gettext(
        "This material was changed on another page or by another tutor. "
        "Copy what you wrote, reload the page and put it in."
    ),
    "material_full": lazy_gettext("A material may have up to 10 files. Remove another one first."),
    "no_tutor": lazy_gettext("This person has no tutor's role. Give it on the person's page first."),
    "institution_known": lazy_gettext("An institution of this country has this name already."),
    "prefix_taken": lazy_gettext("Numbers of another issuer begin so. Choose another prefix."),
    "template_changed": lazy_gettext(
        "Somebody else has changed this while you were editing. What you typed is still in the form; "
        "send it again to put yours in the place of theirs."
    ),
    "papers_being_issued": lazy_gettext(
        "Papers of this institution are being issued, and those of one batch are to be alike. "
        "Try again in some minutes."
    ),
    "last_admin": lazy_gettext("This is the last administrator: make somebody else one first."),
    "country_of_coordinator": lazy_gettext("Choose the country that the coordinator answers for."),
    "question_changed": lazy_gettext("The course has a new edition and this question has changed. Reload the page."),
    "reflection_too_long": lazy_gettext("A note may have up to 20,000 characters. Go back and shorten it."),
    "note_too_long": lazy_gettext(
        "A note may have up to 20,000 characters, a highlighted passage up to 4,000. Go back and shorten it."
    ),
    "note_too_many": lazy_gettext("You have 5,000 notes in this course: remove some before you write more."),
    "view_name_taken": lazy_gettext("Another view has this name."),
    "view_too_long": lazy_gettext("This view is too long to be kept: search for fewer words."),
    "view_too_many": lazy_gettext("There are 20 views of this table already: delete one first."),
    "note_empty": lazy_gettext("Write the note, or remove it."),
    "reflection_changed": lazy_gettext(
        "This note was changed on another page or device. Go back, copy your words, reload the page and put them in."
    ),
    "reviewed_meanwhile": lazy_gettext(
        "Somebody else has reviewed this answer since the page was opened. "
        "Look at what they gave before you correct it."
    ),
    "out_of_time": lazy_gettext(
        "The time of this attempt was over. Your answer is kept as late; what was saved in time counts."
    ),
    "answer_overtaken": lazy_gettext(
        "Another answer to this question was saved on another page or device. Look at both and choose again."
    ),
    "other_reader": lazy_gettext("Somebody else was logged in when this was kept on the device."),
    "lesson_gone": lazy_gettext("The course has a new edition and this lesson is no longer in it."),
    "attempt_closed": lazy_gettext(
        "This attempt has been submitted: its answers can no longer be changed. Your answer is kept as late."
    ),
    "already_passed": lazy_gettext("You have passed this test already."),
    "no_attempts_left": lazy_gettext("You have used all attempts."),
    "work_handed_in": lazy_gettext("This work is handed in or accepted already: it cannot be changed now."),
    "work_changed": lazy_gettext(
        "The text or the files were changed on another page or device. Look through them again, then hand them in."
    ),
    "work_empty": lazy_gettext("There is nothing to hand in: write the text or add a file."),
    "no_running_cohort": lazy_gettext("You are in no running cohort of this course: nobody would review the work."),
    "review_begun": lazy_gettext("A tutor has begun to review this work: it cannot be taken back any more."),
    "deadline_over": lazy_gettext("It cannot be taken back any more: the deadline is over, or it is reviewed."),
    "too_many_files": lazy_gettext("A work may have up to 5 files. Leave another one out first."),
    "work_gone": lazy_gettext("This work was taken back by its learner, or is reviewed already."),
    "review_taken": lazy_gettext("Another tutor has taken this work meanwhile."),
    "review_not_begun": lazy_gettext("You have not begun to review this work, or have left it to others."),
    "review_given": lazy_gettext("This review is given: it cannot be changed any more."),
    "review_changed": lazy_gettext(
        "This review was changed on another page or device. Copy what you wrote, reload the page and put it in."
    ),
    "review_unready": lazy_gettext("The review is not ready: look through it once more."),
    "review_unfit": lazy_gettext("Points, words or the passage do not fit this work. Reload the page."),
    "too_many_phrases": lazy_gettext("You have 200 phrases. Remove one first."),
    "graded_meanwhile": lazy_gettext("This attempt was graded again meanwhile: look at it once more."),
    "paper_ended": lazy_gettext("This paper was revoked or replaced before."),
    "no_name": lazy_gettext("The account was erased: there is no name to print."),
    "unprintable": lazy_gettext("Some of the letters cannot be printed on the paper. No paper was issued."),
    "module_closed": lazy_gettext("This module is not open yet to your cohort: the schedule says when it opens."),
    "modules_closed": lazy_gettext(
        "Some modules are not open yet to your cohort. Take the lessons that are open one by one."
    ),
    "no_deadline": lazy_gettext("There is no deadline that could be extended."),
    "not_later": lazy_gettext("The new deadline must be later than the one that holds now."),
    "no_registration": lazy_gettext("The event does not ask any more whether you come: look at the schedule."),
    "not_begun": lazy_gettext("Attendance is ticked once the event has begun."),
    "wait": lazy_gettext("The next attempt is not open yet: its time stands on the test's page."),
}


@dataclass(frozen=True, slots=True)
class ErrorWords:
    title: str
    text: str


def conflict(code: str) -> str:
    """What has happened since, and what to do; a code without a sentence of its own gets a general one."""
    return str(_CONFLICTS[code]) if code in _CONFLICTS else _("This has changed since the page was opened. Reload it.")


def error_page(status: int) -> ErrorWords:
    """Title and explanation of an error page."""
    match status:
        case 403:
            return ErrorWords(_("This page is not open to you"), _("Your account has no right to see this page."))
        case 404:
            return ErrorWords(
                _("There is no such page"), _("Perhaps the address was typed wrongly, or the page has moved.")
            )
        case 409:
            return ErrorWords(_("This could not be done"), _("Something has changed since the page was opened."))
        case 413:
            return ErrorWords(
                _("This is too large to be sent"), _("A file may have up to 10 MB, a note up to 20,000 characters.")
            )
        case 429:
            return ErrorWords(
                _("Too many tries"), _("Wait a quarter of an hour, then try again; if that does not help, an hour.")
            )
        case 500:
            return ErrorWords(
                _("Something went wrong on our side"),
                _("Answers that the page called saved are safe. Try again in a minute."),
            )
        case 503:
            return ErrorWords(
                _("The site is being renewed"),
                _("It will be open again in a few minutes. Answers that the page called saved are safe."),
            )
    return ErrorWords(_("The request was not understood"), _("Go back, reload the page and try again."))
