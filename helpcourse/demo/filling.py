"""Fills an empty site: three cohorts, those who learn alone, and what each of them has done."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.actions import log_in
from helpcourse.accounts.models import Identity
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.rules import issuer_of
from helpcourse.config import Settings
from helpcourse.demo.alone import LEARNER, fill_alone, fill_own
from helpcourse.demo.autumn import fill_autumn
from helpcourse.demo.call import fill_call
from helpcourse.demo.data import DemoPerson, people
from helpcourse.demo.evaluation import answer_spring
from helpcourse.demo.papers import issue_papers, make_template
from helpcourse.demo.people import Account, add_institutions, add_one
from helpcourse.demo.scene import COURSE, Scene, same_chance
from helpcourse.demo.spring import ENDED_DAYS_AGO, fill_spring

PASSWORD = "demo-helpcourse"
COURSES_DAYS_AGO = 240  # when its courses were published
_REGISTERED_DAYS_AGO = {"staff": 236, "spring": 186, "alone": 180, "autumn": 44, "call": 13, "new": 1}
_ISSUED_AFTER = timedelta(days=6)  # from the end of the cohort
_PAPERS_BEFORE = 190  # days ago: when the institution's own were made


def is_filled(session: Session) -> bool:
    return session.scalar(select(Identity.person_id).limit(1)) is not None


def fill(session: Session, shelf: Shelf, settings: Settings, password_hash: str, *, now: datetime) -> None:
    """Institutions, people, cohorts, histories; settling.py ends it, once this is committed."""
    institutions = add_institutions(session, now=now - timedelta(days=COURSES_DAYS_AGO))
    everybody = people()
    account = Account(password_hash, settings.consent_version)
    ids = _add_all(session, everybody, institutions, account, now)
    edition = shelf.current(session, COURSE)
    scene = Scene(session, shelf, edition, {one.email: one for one in everybody}, ids, now)
    issuer = issuer_of(settings)
    make_template(scene, institutions["bar"], now=scene.ago(_PAPERS_BEFORE))
    spring_id = fill_spring(scene, institutions["bar"])
    answer_spring(scene, spring_id)
    issue_papers(scene, spring_id, issuer, now=scene.ago(ENDED_DAYS_AGO) + _ISSUED_AFTER)
    fill_alone(scene, issuer)
    fill_autumn(scene, institutions["justice"])
    fill_own(scene)
    fill_call(scene)
    _log_in_all(scene)


def _add_all(
    session: Session,
    everybody: Iterable[DemoPerson],
    institutions: Mapping[str, int],
    account: Account,
    now: datetime,
) -> dict[str, int]:
    """Each when they came to the site, the first first: as ids of people rise."""
    ids: dict[str, int] = {}
    for one in sorted(everybody, key=_registered_days_ago, reverse=True):
        then = now - timedelta(days=_registered_days_ago(one))
        ids[one.email] = add_one(session, one, institutions.get(one.institution), account, now=then)
    return ids


def _log_in_all(scene: Scene) -> None:
    """Everybody was here in the last weeks, but for those who have never logged in."""
    chance = same_chance(19)
    for one in scene.people.values():
        if not one.is_invited:
            days = chance.uniform(0.1, min(30, _REGISTERED_DAYS_AGO[one.group]))
            log_in(scene.session, scene.ids[one.email], now=scene.ago(days))


def _registered_days_ago(one: DemoPerson) -> int:
    """The learner whom visitors log in as had finished a course before she joined the cohort."""
    return _REGISTERED_DAYS_AGO["alone"] if one.email == LEARNER else _REGISTERED_DAYS_AGO[one.group]
