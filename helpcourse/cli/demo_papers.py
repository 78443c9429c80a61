"""An institution of the demo that has papers of its own: it was the partner of last spring's cohort."""

import uuid
from datetime import datetime
from typing import cast

import typst
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import InstitutionName
from helpcourse.certification.draw import PAPER
from helpcourse.certification.record import OwnWords, PaperKind
from helpcourse.certification.templates.actions import keep, keep_logo, keep_words, use
from helpcourse.certification.templates.png import LogoFault, read_logo
from helpcourse.certification.templates.rules import Details, Texts
from helpcourse.tutoring.models import Cohort

_DETAILS = Details(
    languages=("kk", "ru"),
    number_prefix="RBA",
    texts={
        "kk": Texts("Республикалық адвокаттар алқасы", "Ғ. Сейітов", "Төраға", "Алматы"),
        "ru": Texts("Республиканская коллегия адвокатов", "Г. Сеитов", "Председатель", "Алматы"),
        "en": Texts("Republican Bar Association", "", "", ""),
    },
)
_WORDS = {
    "kk": OwnWords("Біліктілікті арттыру туралы куәлік", "Адвокат"),
    "ru": OwnWords("Свидетельство о\u00a0повышении квалификации", "Адвокат"),
}
_LOGO = b"""
#set page(width: 20mm, height: 20mm, margin: 0mm, fill: none)
#image("corner.svg", width: 20mm)
"""
_POINTS_PER_INCH = 400


def fill_papers(session: Session, cohort_id: uuid.UUID, *, admin_id: int, now: datetime) -> None:
    name = select(InstitutionName.institution_id).where(InstitutionName.name_ru == _DETAILS.texts["ru"].issuer)
    institution_id = session.execute(name).scalar_one()
    session.get_one(Cohort, cohort_id).institution_id = institution_id
    keep(session, institution_id, _DETAILS, by_id=admin_id, now=now)
    keep_words(session, institution_id, PaperKind.ACHIEVEMENT, _WORDS, by_id=admin_id, now=now)
    drawn = typst.Compiler(_LOGO, root=PAPER).compile(format="png", ppi=_POINTS_PER_INCH)
    logo = read_logo(cast(bytes, drawn))
    if not isinstance(logo, LogoFault):
        keep_logo(session, institution_id, logo, by_id=admin_id, now=now)
    use(session, institution_id, by_id=admin_id, now=now)
