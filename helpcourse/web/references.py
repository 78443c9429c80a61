"""A course's table of sources and its glossary, with the places where each is cited or used."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import Citation, CitedSource, CoursePage, DefinedTerm, Mention
from helpcourse.languages import in_language, initial
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.wording import SOURCE_KINDS

_LONG = 20  # terms: from here on letters lead to them


@dataclass(frozen=True, slots=True)
class Place:
    """A link to where a source is cited or a term is used."""

    url: str
    title: str  # of the lesson
    section: str  # empty: at its beginning


@dataclass(frozen=True, slots=True)
class CitedPlaces:
    """A place in a source and where it is cited."""

    pinpoint: str  # empty: the source as a whole
    places: list[Place]


@dataclass(frozen=True, slots=True)
class ListedSource:
    source: CitedSource
    cited: list[CitedPlaces]

    @property
    def count(self) -> int:
        """How many links there are."""
        return sum(len(one.places) for one in self.cited)


@dataclass(frozen=True, slots=True)
class ListedTerm:
    term: DefinedTerm
    lessons: list[Place]


def table_of_sources(edition: ServedEdition, page: CoursePage) -> list[tuple[str, list[ListedSource]]]:
    """By kind, in the order of the page: [(name of the kind, its sources)]."""
    return [
        (str(SOURCE_KINDS[kind]), [_listed(edition, page, source) for source in of_kind])
        for kind, of_kind in groupby(page.sources, key=lambda source: source.kind)
    ]


def glossary(edition: ServedEdition, page: CoursePage) -> list[tuple[str, list[ListedTerm]]]:
    """By the first letter if there are many: [(letter, its terms)]; else all of them under none."""
    terms = [ListedTerm(term, _lessons(edition, page.uses.get(term.id, ()))) for term in page.glossary]
    if len(terms) < _LONG:
        return [("", terms)]
    return [(letter, list(some)) for letter, some in groupby(terms, key=lambda one: initial(one.term.name))]


def _listed(edition: ServedEdition, page: CoursePage, source: CitedSource) -> ListedSource:
    cited = page.citations.get(source.key, ())
    return ListedSource(source, [_cited(edition, one) for one in cited])


def _cited(edition: ServedEdition, citation: Citation) -> CitedPlaces:
    return CitedPlaces(citation.place, [_place(edition, mention) for mention in citation.mentions])


def _lessons(edition: ServedEdition, mentions: Iterable[Mention]) -> list[Place]:
    """The first use in each lesson."""
    return [_place(edition, next(some)) for _id, some in groupby(mentions, key=lambda mention: mention.lesson_id)]


def _place(edition: ServedEdition, mention: Mention) -> Place:
    course = edition.course
    anchor = f"#{mention.anchor}" if mention.anchor else ""
    lesson = edition.find_lesson(mention.lesson_id)
    if lesson is None:
        return Place(url_for("public.glossary", course_id=course.id) + anchor, _("Glossary"), mention.title)
    title, _language = in_language(lesson.titles, current_language(), course.source)
    return Place(url_for("public.lesson", course_id=course.id, lesson_id=lesson.id) + anchor, title, mention.title)
