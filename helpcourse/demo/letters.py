"""What the demo's tutor has written to learners of the running cohort."""

import uuid
from collections.abc import Collection, Mapping

from helpcourse.demo.data import texts
from helpcourse.demo.scene import Scene
from helpcourse.tutoring.letters.actions import send
from helpcourse.tutoring.letters.queries import readers_among
from helpcourse.tutoring.letters.rules import Words

_DAYS_AGO = {"webinar": 4.0, "reminder": 2.0}


def fill_letters(
    scene: Scene, cohort_id: uuid.UUID, everybody: Collection[uuid.UUID], away: Collection[uuid.UUID]
) -> None:
    """One to all, one to those who stay away; enrolments of the cohort."""
    letters = texts("letters", dict[str, Mapping[str, Words]])
    readers = {"webinar": everybody, "reminder": away}
    for name, days in _DAYS_AGO.items():
        found = readers_among(scene.session, [cohort_id], readers[name])
        send(scene.session, uuid.uuid4(), scene.tutor_id, letters[name], found,
             link=lambda language: f"/{language}/my/letters", now=scene.ago(days))  # fmt: skip
