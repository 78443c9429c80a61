"""The levels of the demo's cohorts: what they ask, and whom the tutor proposes."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.tutoring.levels.actions import propose, set_rules
from helpcourse.tutoring.levels.queries import standings
from helpcourse.tutoring.levels.rules import Level, Rule, Rules

OF_NOW: Rules = {
    Level.ATTENDANCE: Rule(events=50),
    Level.ACHIEVEMENT: Rule(lessons=75, events=50),
    Level.CERTIFICATE: Rule(course=True, events=50),
}
OF_SPRING: Rules = {Level.ACHIEVEMENT: Rule(test=60), Level.CERTIFICATE: Rule(test=75)}  # only its tests are known


def fill_levels(
    session: Session,
    edition: ServedEdition,
    cohort_id: uuid.UUID,
    rules: Rules,
    *,
    proposed: int,
    admin_id: int,
    tutor_id: int,
    now: datetime,
) -> None:
    """Set the rules and propose the first so many of those who have reached a level; others wait for the tutor."""
    set_rules(session, cohort_id, rules, by_id=admin_id, now=now)
    session.flush()
    everybody, _events = standings(session, cohort_id, edition.course, now=now)
    reached = {one.learner.enrolment_id: one.reached for one in everybody}
    wanted = {id_: level for id_, level in reached.items() if level}
    propose(session, cohort_id, dict(list(wanted.items())[:proposed]), by_id=tutor_id, now=now)
