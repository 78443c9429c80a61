"""The demo's papers: of an institution that has its own, issued to last spring's cohort; what became of two of them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import typst

from helpcourse.accounts.actions import Profile, edit_profile
from helpcourse.certification.actions import replace, revoke
from helpcourse.certification.batches.actions import issue_slice, make
from helpcourse.certification.batches.queries import lines_of
from helpcourse.certification.draw import PAPER
from helpcourse.certification.models import ReplaceCause
from helpcourse.certification.queries import candidates_in
from helpcourse.certification.record import OwnWords, PaperKind
from helpcourse.certification.rules import Issuer
from helpcourse.certification.templates.actions import keep, keep_logo, keep_words, use
from helpcourse.certification.templates.png import LogoFault, read_logo
from helpcourse.certification.templates.rules import Details, Texts
from helpcourse.demo.data import DemoPerson, texts
from helpcourse.demo.scene import Scene
from helpcourse.tutoring.levels.rules import Level

_LOGO = b"""
#set page(width: 20mm, height: 20mm, margin: 0mm, fill: none)
#image("corner.svg", width: 20mm)
"""
_POINTS_PER_INCH = 400
_WAITING = 8  # who have reached a level and were left for the visitor to issue to


@dataclass(frozen=True, slots=True)
class _Words:
    """Of papers.yaml."""

    texts: Mapping[str, Texts]
    words: Mapping[str, OwnWords]
    revoked: str
    new_surname: str  # of somebody who has married


def make_template(scene: Scene, institution_id: int, *, now: datetime) -> None:
    """Papers of the institution's own, in use."""
    words = texts("papers", _Words)
    details = Details(languages=("kk", "ru"), number_prefix="RBA", texts=words.texts)
    keep(scene.session, institution_id, details, by_id=scene.admin_id, now=now)
    keep_words(scene.session, institution_id, PaperKind.ACHIEVEMENT, words.words, by_id=scene.admin_id, now=now)
    drawn = typst.Compiler(_LOGO, root=PAPER).compile(format="png", ppi=_POINTS_PER_INCH)
    logo = read_logo(cast(bytes, drawn))
    if not isinstance(logo, LogoFault):
        keep_logo(scene.session, institution_id, logo, by_id=scene.admin_id, now=now)
    use(scene.session, institution_id, by_id=scene.admin_id, now=now)
    scene.session.flush()


def issue_papers(scene: Scene, cohort_id: uuid.UUID, issuer: Issuer, *, now: datetime) -> None:
    """To nearly all who have reached a level; later one is revoked, and one replaced under a new name."""
    today = now.astimezone(issuer.zone).date()
    everybody = candidates_in(scene.session, scene.shelf, cohort_id, today=today, now=now)
    ready = [one for one in everybody if not one.obstacles]
    batch_id = uuid.uuid4()
    make(scene.session, batch_id, cohort_id, ready[:-_WAITING], by_id=scene.admin_id, now=now)
    scene.session.flush()
    issue_slice(scene.session, scene.shelf, batch_id, issuer, at_most=len(ready), now=now)
    scene.session.flush()
    papers = {
        line.name: line.certificate_id
        for line in lines_of(scene.session, batch_id)
        if line.certificate_id and line.level is Level.CERTIFICATE
    }
    words = texts("papers", _Words)
    married = next(one for one in scene.of_group("spring") if _full_name(one) in papers and one.surname.endswith("ва"))
    revoked = next(id_ for name, id_ in papers.items() if name != _full_name(married))
    revoke(scene.session, revoked, by_id=scene.admin_id, reason=words.revoked, now=now + timedelta(days=20))
    _marry(scene, married, words.new_surname)
    replace(scene.session, scene.shelf, papers[_full_name(married)], issuer, cause=ReplaceCause.NAME_CHANGED,
            by_id=scene.admin_id, now=now + timedelta(days=34))  # fmt: skip


def _full_name(one: DemoPerson) -> str:
    return " ".join(part for part in (one.surname, one.given_name, one.patronymic) if part)


def _marry(scene: Scene, one: DemoPerson, surname: str) -> None:
    profile = Profile(
        surname=surname,
        given_name=one.given_name,
        patronymic=one.patronymic,
        country=one.country,
        profession=one.profession,
        language=one.language,
    )
    edit_profile(scene.session, scene.ids[one.email], profile, {})
