"""The case studies of a course as one learner stands with them, in words."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.tutoring.cases.rules import WorkState
from helpcourse.tutoring.cases.standing import Places, Standing, standings
from helpcourse.web.case_view import title_of_lesson
from helpcourse.web.extensions import db
from helpcourse.web.i18n import lazy_gettext

STATES: Mapping[WorkState, Any] = {
    WorkState.WRITTEN: lazy_gettext("Not handed in"),
    WorkState.HANDED_IN: lazy_gettext("Waits for review"),
    WorkState.RETURNED: lazy_gettext("Returned for revision"),
    WorkState.ACCEPTED: lazy_gettext("Accepted"),
}
_KINDS = {WorkState.HANDED_IN: "info", WorkState.RETURNED: "warning", WorkState.ACCEPTED: "success"}


@dataclass(frozen=True, slots=True)
class CaseLine:
    title: str  # of the lesson, with its place in the course
    state: str
    kind: str  # of its badge
    standing: Standing
    out_of: float


def case_lines(edition: ServedEdition, enrolment_id: uuid.UUID) -> list[CaseLine]:
    """All case studies of the edition in their order."""
    return cases_of_learners(edition, [enrolment_id])[enrolment_id]


def cases_of_learners(edition: ServedEdition, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[CaseLine]]:
    """The same of many, by enrolment, in two reads; in none if the course has no case study."""
    places = standings(db.session, ids) if any(lesson.cases for lesson in edition.lessons) else {}
    return {id_: list(_lines(edition, places.get(id_, {}))) for id_ in ids}


def _lines(edition: ServedEdition, places: Places) -> Iterator[CaseLine]:
    for module_number, module in enumerate(edition.course.modules, 1):
        for lesson_number, lesson in enumerate(module.lessons, 1):
            for case in lesson.cases:
                standing = places.get((lesson.id, case.id), Standing())
                yield CaseLine(
                    title=f"{module_number}.{lesson_number} {title_of_lesson(edition, lesson.id)}",
                    state=str(STATES[standing.state]),
                    kind=_KINDS.get(standing.state, ""),
                    standing=standing,
                    out_of=sum(case.points),
                )
