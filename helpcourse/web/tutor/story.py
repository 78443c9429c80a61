"""A learner's whole story, as a tutor reads it: a line for each thing that happened."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.languages import in_language
from helpcourse.reporting.story import Event, Happened, story
from helpcourse.tutoring.cases.rules import Decision
from helpcourse.tutoring.letters.rules import Words
from helpcourse.tutoring.levels.rules import Level
from helpcourse.web import level_wording, paper_wording, schedule_wording
from helpcourse.web.extensions import db
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of, title_of_test
from helpcourse.web.pages import figure
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.learners import found_learner
from helpcourse.web.tutor.letters import words_of


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened, in words."""

    at: datetime
    text: str
    detail: str  # words of the site; empty: there is no more to say
    quote: str  # people's own words: a reason, the subject of a letter; empty: none
    by: str
    url: str  # its page; empty: it has none


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    detail: str = ""
    quote: str = ""
    page: str = ""  # an endpoint that takes the event's id


@blueprint.get("/cohorts/<uuid:cohort_id>/learners/<uuid:enrolment_id>/story")
def learner_story(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> str:
    row, edition, one = found_learner(cohort_id, enrolment_id)
    lines = [_line(edition, event, one.cohort_id, enrolment_id) for event in story(db.session, cohort_id, enrolment_id)]
    return render_template("tutor/story.html", cohort=row, course_title=title_of(edition), learner=one, lines=lines)


def _line(edition: ServedEdition, event: Event, cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> StoryLine:
    told = _TOLD[event.kind](edition, event)
    return StoryLine(
        event.at, told.text, told.detail, told.quote, event.by, _url(event, told.page, cohort_id, enrolment_id)
    )


def _url(event: Event, page: str, cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> str:
    match page:
        case _ if event.id is None:
            return ""
        case "attempt":
            return url_for("tutor.attempt", cohort_id=cohort_id, enrolment_id=enrolment_id, attempt_id=event.id)
        case "case":
            return url_for("tutor.case", hand_in_id=event.id)
        case "letter":
            return url_for("tutor.letter", letter_id=event.id)
    return ""


def _lesson(edition: ServedEdition, event: Event) -> str:
    """What has left the course by its id."""
    lesson_id = str(event.values["lesson_id"])
    lesson = edition.find_lesson(lesson_id)
    return in_language(lesson.titles, current_language(), edition.course.source)[0] if lesson else lesson_id


def _test(edition: ServedEdition, event: Event) -> str:
    return _("%(test)s, attempt %(number)s", test=_test_title(edition, event), number=event.values["number"])


def _test_title(edition: ServedEdition, event: Event) -> str:
    module_id = str(event.values["module_id"])
    return title_of_test(edition, module_id) if module_id in edition.course.tests else module_id


def _due(edition: ServedEdition, event: Event) -> str:
    return schedule_wording.title_of_item(edition.course, str(event.values["item"]))


def _result(event: Event) -> str:
    values = event.values
    points = _("%(points)s of %(out_of)s points", points=figure(values["points"]), out_of=figure(values["out_of"]))
    if not values["is_decided"]:
        return f"{points}. {_('Waits for a tutor')}"
    return f"{points}. {_('Passed') if values['is_passed'] else _('Not passed')}"


def _graded(text: Callable[[], str]) -> Callable[[ServedEdition, Event], _Told]:
    def told(edition: ServedEdition, event: Event) -> _Told:
        detail = f"{_test(edition, event)}: {_result(event)}"
        return _Told(text(), detail, event.values["reason"], "attempt")

    return told


def _handed_in(edition: ServedEdition, event: Event) -> _Told:
    text = _("Case study handed in late") if event.values["is_late"] else _("Case study handed in")
    return _Told(text, _due(edition, event), page="case")


def _reviewed(edition: ServedEdition, event: Event) -> _Told:
    is_accepted = event.values["outcome"] is Decision.ACCEPT
    text = _("Case study accepted") if is_accepted else _("Case study returned for revision")
    return _Told(text, _due(edition, event), page="case")


def _extended(edition: ServedEdition, event: Event) -> _Told:
    detail = f"{_due(edition, event)}: {schedule_wording.wall(event.values['until'])}"
    return _Told(_("Deadline extended"), detail, event.values["reason"])


def _eased(edition: ServedEdition, event: Event) -> _Told:
    values = event.values
    more = [
        *(
            [_("Extra time for each attempt, in minutes: %(minutes)s", minutes=values["minutes"])]
            * bool(values["minutes"])
        ),
        *([_("Extra attempts: %(count)s", count=values["attempts"])] * bool(values["attempts"])),
    ]
    return _Told(_("More was given for a test"), f"{_test_title(edition, event)}. {'. '.join(more)}", values["reason"])


def _written_to(_edition: ServedEdition, event: Event) -> _Told:
    words = {language: Words(*pair) for language, pair in event.values["words"].items()}
    return _Told(_("A letter was sent"), quote=words_of(words).subject, page="letter")


def _attended(_edition: ServedEdition, event: Event) -> _Told:
    text = _("Was at the event") if event.values["was_there"] else _("Was not at the event")
    return _Told(text, quote=event.values["title"])


def _confirmed(_edition: ServedEdition, event: Event) -> _Told:
    level: Level = event.values["level"]
    if level is Level.CERTIFICATE:
        return _Told(_("Confirmation for the certificate"))
    return _Told(_("Proposed"), str(level_wording.LEVELS[level]))


def _paper(_edition: ServedEdition, event: Event) -> _Told:
    kind, what = paper_wording.KINDS[event.values["kind"]], paper_wording.EVENTS[event.values["event"]]
    return _Told(f"{kind}: {what}", quote=event.values["reason"])


_TOLD: Mapping[Happened, Callable[[ServedEdition, Event], _Told]] = {
    Happened.ENROLLED: lambda _edition, _event: _Told(_("Enrolled in the course")),
    Happened.JOINED: lambda _edition, event: _Told(_("Taken into the cohort"), quote=event.values["cohort"]),
    Happened.LEFT: lambda _edition, event: _Told(_("Taken out of the cohort"), quote=event.values["cohort"]),
    Happened.LESSON: lambda edition, event: _Told(_("Lesson finished"), _lesson(edition, event)),
    Happened.CHECKS: lambda edition, event: _Told(
        _("Knowledge checks answered: %(count)s", count=event.values["count"]), _lesson(edition, event)
    ),
    Happened.ATTEMPT_BEGUN: lambda edition, event: _Told(_("Attempt begun"), _test(edition, event)),
    Happened.GRADED: _graded(lambda: _("Attempt graded")),
    Happened.GRADED_AGAIN: _graded(lambda: _("Attempt graded again")),
    Happened.OVERRIDDEN: _graded(lambda: _("Result changed by a tutor")),
    Happened.HANDED_IN: _handed_in,
    Happened.TAKEN_BACK: lambda edition, event: _Told(_("Case study taken back"), _due(edition, event)),
    Happened.REVIEWED: _reviewed,
    Happened.EXTENDED: _extended,
    Happened.EXTENSION_TAKEN_BACK: lambda edition, event: _Told(_("Extension taken back"), _due(edition, event)),
    Happened.EASED: _eased,
    Happened.EASE_TAKEN_BACK: lambda edition, event: _Told(
        _("What was given for a test is taken back"), _test_title(edition, event)
    ),
    Happened.WRITTEN_TO: _written_to,
    Happened.ATTENDED: _attended,
    Happened.CONFIRMED: _confirmed,
    Happened.FINISHED: lambda _edition, _event: _Told(_("The whole course is finished")),
    Happened.PAPER: _paper,
}
