"""The demo's open call: a cohort of next spring with applications in every state."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from helpcourse.accounts.models import Country
from helpcourse.demo.cohorts import make_cohort
from helpcourse.demo.data import texts
from helpcourse.demo.scene import Scene, at_hour, wall_time
from helpcourse.tutoring.calls import actions, applying, joining, selecting
from helpcourse.tutoring.calls.asked import Criterion, Question
from helpcourse.tutoring.calls.rules import ApplicationState

PLACES = 6
_OPENED_DAYS_AGO, _OPEN_DAYS = 12, 21
_DECIDED_DAYS_AGO = 2
_BEGINS_IN, _ENDS_IN = 100, 160  # days


@dataclass(frozen=True, slots=True)
class _Application:
    answers: Mapping[str, str]
    state: ApplicationState = ApplicationState.SENT
    points: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Call:
    """Of call.yaml."""

    texts: Mapping[str, str]
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    applications: Mapping[str, _Application] = field(default_factory=dict)  # by e-mail without its domain


def fill_call(scene: Scene) -> None:
    """A cohort with an open call, its applications and a code to join by."""
    call, opened_at = texts("call", _Call), at_hour(scene.ago(_OPENED_DAYS_AGO), 9)
    starts_on, ends_on = ((scene.now + timedelta(days=days)).date() for days in (_BEGINS_IN, _ENDS_IN))
    cohort_id = make_cohort(scene, "Алматы", starts_on, ends_on, now=opened_at)
    by_id = scene.admin_id
    actions.keep(scene.session, cohort_id, _details(scene, call), seen=0, by_id=by_id, now=opened_at)
    scene.session.flush()
    actions.ask(scene.session, cohort_id, call.questions, seen=1, by_id=by_id, now=opened_at)
    actions.open_call(scene.session, cohort_id, by_id=by_id, now=opened_at)
    last_on = (scene.now + timedelta(days=30)).date()
    joining.make_code(scene.session, uuid.uuid4(), cohort_id, most=10, last_on=last_on, by_id=by_id, now=opened_at)
    scene.session.flush()
    for number, (name, one) in enumerate(call.applications.items()):
        _apply(scene, cohort_id, f"{name}@example.kz", one, now=opened_at + timedelta(hours=2 + 15 * number))


def _details(scene: Scene, call: _Call) -> actions.CallDetails:
    return actions.CallDetails(
        places=PLACES,
        deadline=wall_time(scene.now + timedelta(days=_OPEN_DAYS - _OPENED_DAYS_AGO), 18),
        languages=("kk", "ru", "en"),
        countries=tuple(country.value for country in Country if country is not Country.OTHER),
        texts=call.texts,
        criteria=call.criteria,
    )


def _apply(scene: Scene, cohort_id: uuid.UUID, email: str, one: _Application, *, now: datetime) -> None:
    """Apply, be given points, be decided on: as far as it has come."""
    session, person_id, titles = scene.session, scene.ids[email], scene.edition.course.titles
    application_id = uuid.uuid4()
    applying.apply(
        session,
        application_id,
        cohort_id,
        person_id,
        one.answers,
        scene.people[email].language,
        seen=0,
        titles=titles,
        link=_LINK,
        now=now,
    )
    session.flush()
    if one.points:
        points = {str(number): given for number, given in enumerate(one.points, 1)}
        selecting.keep_note(session, cohort_id, application_id, one.note, points, seen=0)
    decided_at = scene.ago(_DECIDED_DAYS_AGO)
    if one.state is ApplicationState.WITHDRAWN:
        applying.withdraw(session, application_id, person_id, now=decided_at)
    elif one.state is not ApplicationState.SENT:
        verdict = selecting.Verdict(state=one.state, words={}, most=PLACES)
        seen = {application_id: ApplicationState.SENT}
        selecting.decide(session, cohort_id, seen, verdict, titles=titles, link=_LINK, by_id=scene.admin_id,
                         now=decided_at)  # fmt: skip
    session.flush()


_LINK: Callable[[str], str] = "/{}/my/applications".format
