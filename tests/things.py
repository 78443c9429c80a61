"""What belongs to a learner of tests/world.py."""

import uuid
from dataclasses import dataclass

from tests.builders import Someone

COURSE = "prohibition-of-torture"
LESSON = "why-absolute"
MODULE = "absolute-ban"  # which has a quiz


@dataclass(frozen=True)
class Things:
    """What belongs to one learner: the ids that stand in URLs."""

    person: Someone
    person_key: uuid.UUID
    enrolment_id: uuid.UUID
    attempt_id: uuid.UUID
    question_id: str  # the first of the attempt
    tutor_key: uuid.UUID  # of the cohort; anybody's where there is none
    cohort_id: uuid.UUID | None = None
    certificate_id: uuid.UUID | None = None
    allowance_id: uuid.UUID | None = None  # given in the cohort
    entry_id: uuid.UUID | None = None  # an event of the cohort that takes registrations
    extension_id: uuid.UUID | None = None  # given in the cohort
    code: str = ""
    hand_in_id: uuid.UUID | None = None  # of a case study; of who learns in a cohort
    file_id: uuid.UUID | None = None  # of it
    application_id: uuid.UUID | None = None  # to the call of the cohort
    code_id: uuid.UUID | None = None  # to join the cohort by
    batch_id: uuid.UUID | None = None  # of papers of the cohort
    signed_id: uuid.UUID | None = None  # a file beside the paper
    thread_id: uuid.UUID | None = None  # that they began in the group's discussion
    post_id: uuid.UUID | None = None  # theirs
    material_id: uuid.UUID | None = None  # of the group
    group_file_id: uuid.UUID | None = None  # of it
    notice_id: uuid.UUID | None = None  # that they were told on the site
    letter_id: uuid.UUID | None = None  # from the cohort's tutor
    note_id: uuid.UUID | None = None  # of their own, in a lesson
