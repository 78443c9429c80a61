"""Help in place: which lesson of the guide explains the page that one is on."""

from collections.abc import Mapping

from flask import request, url_for
from markupsafe import Markup

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.languages import in_language
from helpcourse.web.extensions import db, shelf
from helpcourse.web.fragments import macros
from helpcourse.web.i18n import current_language

GUIDE = "using-helpcourse"  # the id of the course that explains the site; nothing is offered where it is not published

LESSONS: Mapping[str, str] = {  # by endpoint: a lesson, and its section
    "learner.my": "first-steps#enrol",
    "account.profile": "first-steps#account",
    "learner.again": "reading-and-answering#checks",
    "learner.test": "tests-and-papers#before",
    "learner.quiz": "tests-and-papers#before",
    "learner.attempt": "tests-and-papers#result",
    "learner.certificates": "tests-and-papers#paper",
    "calls.open": "in-a-group#in",
    "learner.applications": "in-a-group#in",
    "learner.join": "in-a-group#in",
    "learner.schedule": "in-a-group#dates",
    "learner.case": "in-a-group#cases",
    "learner.notices": "in-a-group#told",
    "account.notices": "in-a-group#told",
    "learner.notes": "in-your-own-way#notes",
    "public.display_settings": "in-your-own-way#look",
    "public.keyboard": "in-your-own-way#look",
    "tutor.desk": "the-desk#waits",
    "tutor.cohorts": "the-desk#waits",
    "tutor.letters": "the-desk#write",
    "tutor.learner": "the-desk#learner",
    "tutor.learner_story": "the-desk#learner",
    "tutor.cohort": "the-desk#table",
    "tables.views": "the-desk#table",
    "tutor.discussions": "running-a-group#page",
    "tutor.schedule": "running-a-group#schedule",
    "tutor.schedule_dates": "running-a-group#schedule",
    "tutor.attendance": "running-a-group#attendance",
    "tutor.cases": "reviewing#queue",
    "tutor.cases_reviewed": "reviewing#queue",
    "tutor.phrases": "reviewing#queue",
    "tutor.case": "reviewing#work",
    "tutor.essays": "reviewing#essays",
    "tutor.levels": "closing#levels",
    "tutor.evaluations": "closing#evaluation",
    "tutor.evaluation": "closing#evaluation",
    "tutor.questionnaire": "closing#evaluation",
    "tutor.statistics": "closing#statistics",
    "tutor.statistics_of_test": "closing#statistics",
    "tutor.report": "closing#report",
    "admin.home": "making-a-cohort#cohort",
    "admin.cohorts": "making-a-cohort#cohort",
    "admin.cohort": "making-a-cohort#cohort",
    "admin.cohort_new": "making-a-cohort#cohort",
    "admin.institutions": "making-a-cohort#cohort",
    "admin.cohort_list": "making-a-cohort#list",
    "admin.cohort_codes": "making-a-cohort#code",
    "admin.cohort_call": "making-a-cohort#call",
    "admin.cohort_call_applications": "making-a-cohort#call",
    "admin.people": "people-and-courses#people",
    "admin.person": "people-and-courses#roles",
    "admin.courses": "people-and-courses#courses",
    "admin.course": "people-and-courses#courses",
    "admin.course_translations": "people-and-courses#questions",
    "admin.settings": "people-and-courses#settings",
    "admin.cohort_levels": "issuing-papers#rules",
    "admin.cohort_certificates": "issuing-papers#issue",
    "admin.cohort_batch": "issuing-papers#undo",
    "admin.institution_paper": "issuing-papers#own",
    "admin.certificates": "issuing-papers#later",
    "admin.certificate": "issuing-papers#later",
}

OF_GROUP: Mapping[str, str] = {"my": "in-a-group#page", "tutor": "running-a-group#page"}  # by who reads its pages
_PAGES_OF_GROUP = ("group.announcements", "group.discussion", "group.materials", "group.people")


def explained_link(section: str | None) -> Markup:
    """The way to the lesson that explains this page, if there is one; `section` is the link of the menu above it."""
    endpoint = request.endpoint or ""
    place = OF_GROUP.get(section or "") if endpoint in _PAGES_OF_GROUP else LESSONS.get(endpoint)
    edition = _guide() if place else None
    lesson = edition.find_lesson(_lesson_id(place)) if edition and place else None
    if edition is None or place is None or lesson is None:
        return Markup()
    title, _language = in_language(lesson.titles, current_language(), edition.course.source)
    link: Markup = macros("components/guide.html").link(_url(edition, place), title)
    return link


def guide_url(place: str = "") -> str:
    """The address of the guide, or of a section of it; empty where it is not published."""
    edition = _guide()
    return _url(edition, place) if edition else ""


def _url(edition: ServedEdition, place: str) -> str:
    if edition.find_lesson(_lesson_id(place)) is None:
        return url_for("public.course", course_id=GUIDE)
    return url_for(
        "public.lesson", course_id=GUIDE, lesson_id=_lesson_id(place), _anchor=place.partition("#")[2] or None
    )


def _guide() -> ServedEdition | None:
    try:
        return shelf().current(db.session, GUIDE)
    except NotFoundError:
        return None


def _lesson_id(place: str) -> str:
    return place.partition("#")[0]
