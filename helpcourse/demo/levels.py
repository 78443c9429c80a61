"""The levels of the demo's cohorts: what they ask, and whom the tutor proposes."""

import uuid
from datetime import datetime

from helpcourse.demo.scene import Scene
from helpcourse.tutoring.levels.actions import propose, set_rules
from helpcourse.tutoring.levels.queries import standings
from helpcourse.tutoring.levels.rules import Level, Rule, Rules

OF_AUTUMN: Rules = {
    Level.ATTENDANCE: Rule(events=50),
    Level.ACHIEVEMENT: Rule(lessons=75, events=50),
    Level.CERTIFICATE: Rule(course=True, events=50),
}
OF_SPRING: Rules = {
    Level.ACHIEVEMENT: Rule(lessons=100, events=50, test=65),
    Level.CERTIFICATE: Rule(course=True, events=50),
}


def propose_some(
    scene: Scene, cohort_id: uuid.UUID, rules: Rules, *, at_most: int | None = None, now: datetime
) -> None:
    """Set the rules and propose the first so many of those who have reached a level; others wait for the tutor."""
    set_rules(scene.session, cohort_id, rules, by_id=scene.admin_id, now=now)
    scene.session.flush()
    everybody, _events = standings(scene.session, cohort_id, scene.edition.course, now=now)
    reached = {one.learner.enrolment_id: one.reached for one in everybody}
    wanted = {id_: level for id_, level in reached.items() if level}
    propose(scene.session, cohort_id, dict(list(wanted.items())[:at_most]), by_id=scene.tutor_id, now=now)
