"""What the page of a regrade shows: what was chosen, the question by both keys, whom it concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import url_for

from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import Question
from helpcourse.catalogue.queries import CourseRow, EditionRow, get_course
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.learning.regrading.actions import find_question
from helpcourse.learning.regrading.effects import Effect, effects
from helpcourse.learning.regrading.queries import changes_of
from helpcourse.learning.regrading.rules import Change, can_lend_its_key, holding, is_given_away, key_of
from helpcourse.reporting.editions import standings
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.pages import with_sources
from helpcourse.web.question_view import ShownQuestion, marked
from helpcourse.web.statistics_view import Filter

TO_ALL = "all"  # instead of the number of an edition: whoever was asked has all points
T = TypeVar("T")

IMPROVES, ANYHOW = "improves", "anyhow"


@dataclass(frozen=True, slots=True)
class Regrade:
    """What is asked for: the question of an edition, and by which key; nothing may be chosen yet."""

    course: CourseRow
    editions: list[EditionRow]  # that may ask the question
    edition: EditionRow  # whose attempts are graded again
    module_id: str  # at whose quiz; empty: at the final test
    question: Question  # as that edition has it, with the key that holds now
    is_for_all: bool  # everybody has its points now
    seen: int  # changes of its key so far
    sources: list[EditionRow]  # whose key can be taken
    key: str  # TO_ALL, or the number of one of the sources; empty: not chosen
    only_improves: bool

    @property
    def source(self) -> EditionRow | None:
        """Whose key shall hold; None: nobody's."""
        return next((row for row in self.sources if str(row.number) == self.key), None)

    @property
    def change(self) -> Change:
        source = self.source
        key = key_of(_question(source, self.module_id, self.question.id)) if source else None
        return Change(key, self.only_improves)

    @property
    def query(self) -> dict[str, str]:
        """What was chosen, to be kept from page to page."""
        how = IMPROVES if self.only_improves else ANYHOW
        test = {"test": self.module_id} if self.module_id else {}
        return {**test, "edition": str(self.edition.number), "key": self.key, "results": how}


def wanted(course_id: str, question_id: str, asked: Mapping[str, str]) -> Regrade:
    """Raises NotFoundError where there is no such course, edition or question."""
    course, module_id = get_course(db.session, course_id), asked.get("test", "")
    editions = [row for row in course.editions if _find_question(row, module_id, question_id)]
    if not editions:
        raise NotFoundError
    edition = _edition(course, editions, asked.get("edition", ""))
    changes = changes_of(db.session, edition.id, module_id).get(question_id, [])
    question = holding(_question(edition, module_id, question_id), changes)
    sources = _sources(editions, module_id, question, is_given_away=is_given_away(changes))
    known = {TO_ALL, *(str(row.number) for row in sources)}
    key = asked.get("key", "")
    return Regrade(
        course,
        editions,
        edition,
        module_id,
        question,
        is_given_away(changes),
        len(changes),
        sources,
        key if key in known else "",
        asked.get("results") != ANYHOW,
    )


def filters_of(regrade: Regrade) -> list[Filter]:
    """The choices above the list."""
    editions = [(str(row.number), str(row.number)) for row in regrade.editions]
    keys = [
        ("", _("Choose…")),
        *((str(row.number), _("As in edition %(number)s", number=row.number)) for row in regrade.sources),
        (TO_ALL, _("All points to everyone who was asked")),
    ]
    results = [(IMPROVES, _("Only if it improves")), (ANYHOW, _("In any case"))]
    return [
        Filter("edition", _("Attempts on edition"), editions, str(regrade.edition.number)),
        Filter("key", _("What is right"), keys, regrade.key),
        Filter("results", _("Change a result"), results, regrade.query["results"]),
    ]


def sides(regrade: Regrade) -> list[tuple[str, ShownQuestion]]:
    """The question as it was asked and graded, and as the other edition has it."""
    now = _("Edition %(number)s: as it is graded now", number=regrade.edition.number)
    sources_url = url_for("public.sources", course_id=regrade.course.id)
    shown = [(now, _with_key(regrade.edition, regrade.module_id, regrade.question, sources_url))]
    if source := regrade.source:
        then = _("Edition %(number)s: as it shall be graded", number=source.number)
        question = _question(source, regrade.module_id, regrade.question.id)
        shown.append((then, _with_key(source, regrade.module_id, question, sources_url)))
    return shown


def effects_of(regrade: Regrade) -> list[Effect]:
    edition = served(regrade.edition)
    asked = _question(regrade.edition, regrade.module_id, regrade.question.id)
    return effects(db.session, edition, regrade.module_id, asked, regrade.change)


def served(row: EditionRow) -> ServedEdition:
    return shelf().edition(db.session, row.id)


def _edition(course: CourseRow, editions: list[EditionRow], asked: str) -> EditionRow:
    """The one that is asked for, or else the latest on which there are attempts."""
    if asked.isdecimal():
        return _the_one([row for row in editions if row.number == int(asked)])
    standing = standings(db.session, course.id)
    return next((row for row in editions if standing[row.id].attempts), editions[0])


def _sources(
    editions: list[EditionRow], module_id: str, question: Question, *, is_given_away: bool
) -> list[EditionRow]:
    """The latest edition of each key that differs from the one that holds, where answers can be held against it."""
    known = [] if is_given_away else [key_of(question)]
    found = []
    for row in editions:
        other = _question(row, module_id, question.id)
        if can_lend_its_key(question, other) and key_of(other) not in known:
            known.append(key_of(other))
            found.append(row)
    return found


def _with_key(row: EditionRow, module_id: str, question: Question, sources_url: str) -> ShownQuestion:
    """With what is right, as if somebody had answered so."""
    words = shelf().course_page(db.session, served(row), current_language()).words_of(module_id)[question.id]
    return marked(question, with_sources(words, sources_url), question.options, right_answer(question, words.language))


def _question(row: EditionRow, module_id: str, question_id: str) -> Question:
    return _the_one([found] if (found := _find_question(row, module_id, question_id)) else [])


def _the_one(found: Sequence[T]) -> T:
    """The first of them. Raises NotFoundError."""
    if not found:
        raise NotFoundError
    return found[0]


def _find_question(row: EditionRow, module_id: str, question_id: str) -> Question | None:
    """None too if the edition cannot be shown any more."""
    edition = shelf().find_edition(db.session, row.id)
    return find_question(edition, module_id, question_id) if edition else None
