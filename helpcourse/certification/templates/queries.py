"""Reads of templates: of an institution, of the papers of a cohort; logos."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from helpcourse.certification.models import NumberRegister
from helpcourse.certification.record import OwnWords, PaperKind
from helpcourse.certification.rules import Issuer
from helpcourse.certification.templates.models import PaperLogo, PaperTemplate, TemplateText, TemplateWords
from helpcourse.certification.templates.rules import Details, Template, Texts, issuer_by, version
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.models import Cohort


def find_template(session: Session, institution_id: int) -> Template | None:
    """None: its papers are the site's."""
    row = session.get(PaperTemplate, institution_id)
    return _template(session, row) if row else None


def get_template(session: Session, institution_id: int) -> Template:
    """Raises NotFoundError."""
    template = find_template(session, institution_id)
    if template is None:
        raise NotFoundError
    return template


def issuer_in(session: Session, cohort_id: uuid.UUID | None, site: Issuer) -> Issuer:
    """Who issues a cohort's papers: its partner institution if that has a template in use, else the site."""
    row = session.scalar(
        select(PaperTemplate)
        .join(Cohort, Cohort.institution_id == PaperTemplate.institution_id)
        .where(Cohort.id == cohort_id, PaperTemplate.used_since.is_not(None))
    )
    return issuer_by(_template(session, row), site) if row else site


def _template(session: Session, row: PaperTemplate) -> Template:
    texts = select(TemplateText).where(TemplateText.institution_id == row.institution_id)
    by_language = {one.language: one for one in session.scalars(texts)}
    return Template(
        institution_id=row.institution_id,
        details=Details(
            tuple(row.languages.split(",")),
            row.number_prefix,
            {code: Texts(one.issuer, one.signatory, one.position, one.place) for code, one in by_language.items()},
        ),
        words=_words(session, row.institution_id),
        logo=row.logo_sha256 or "",
        version=version(row.changed_at),
        used_since=row.used_since,
    )


def _words(session: Session, institution_id: int) -> Mapping[PaperKind, Mapping[str, OwnWords]]:
    found: dict[PaperKind, dict[str, OwnWords]] = defaultdict(dict)
    for one in session.scalars(select(TemplateWords).where(TemplateWords.institution_id == institution_id)):
        own = OwnWords(one.heading, one.lead, one.sentence)
        if own != OwnWords():
            found[one.kind][one.language] = own
    return dict(found)


def templates_used(session: Session) -> Mapping[int, datetime | None]:
    """Since when each institution's template is in use (None: it is being prepared); without those that have none."""
    rows = session.execute(select(PaperTemplate.institution_id, PaperTemplate.used_since))
    return {row.institution_id: row.used_since for row in rows}


def is_prefix_free(session: Session, institution_id: int, prefix: str) -> bool:
    """Whether no other institution has it, and no paper of anybody else was ever numbered with it."""
    planned = select(PaperTemplate.institution_id).where(
        PaperTemplate.number_prefix == prefix, PaperTemplate.institution_id != institution_id
    )
    numbered = select(NumberRegister.year).where(
        NumberRegister.prefix == prefix,
        or_(NumberRegister.institution_id.is_(None), NumberRegister.institution_id != institution_id),
    )
    return session.execute(planned.limit(1)).first() is None and session.execute(numbered.limit(1)).first() is None


def find_logo(session: Session, sha256: str) -> bytes | None:
    """None: there is none with this hash."""
    return session.scalar(select(PaperLogo.content).where(PaperLogo.sha256 == sha256))
