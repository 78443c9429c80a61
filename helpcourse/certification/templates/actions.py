"""Writes of templates: details, words, logo; taken into use, and out of it."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from helpcourse.accounts.actions.institutions import get_institution
from helpcourse.certification.batches.queries import is_issuing
from helpcourse.certification.record import OwnWords, PaperKind
from helpcourse.certification.templates.models import PaperLogo, PaperTemplate, TemplateText, TemplateWords
from helpcourse.certification.templates.png import Png
from helpcourse.certification.templates.queries import is_prefix_free
from helpcourse.certification.templates.rules import Details, version
from helpcourse.errors import ConflictError, NotFoundError


def keep(
    session: Session, institution_id: int, details: Details, *, seen: str | None = None, by_id: int, now: datetime
) -> None:
    """What the papers say of who issues them; the first time, a template that is not in use yet.

    `seen`, here and below: the version that was changed; None: whichever there is. All writes raise ConflictError
    for an older one, and while papers of the institution are being issued: those of a batch are to be alike.
    Raises ConflictError if the prefix is another's, too.
    """
    get_institution(session, institution_id)  # locked: two who keep the first one wait for each other
    if not is_prefix_free(session, institution_id, details.number_prefix):
        raise ConflictError("prefix_taken")
    row = session.get(PaperTemplate, institution_id)
    if row is None:
        row = PaperTemplate(
            institution_id=institution_id, languages="", number_prefix="", changed_at=now, changed_by_id=by_id
        )
        session.add(row)
    else:
        _refuse_while_issuing(session, institution_id)
        _refuse_older(row, seen)
    row.languages, row.number_prefix = ",".join(details.languages), details.number_prefix
    _note(row, by_id, now)
    session.flush()
    for language, text in details.texts.items():
        session.merge(
            TemplateText(
                institution_id=institution_id,
                language=language,
                issuer=text.issuer,
                signatory=text.signatory,
                position=text.position,
                place=text.place,
            )
        )


def keep_words(
    session: Session,
    institution_id: int,
    kind: PaperKind,
    words: Mapping[str, OwnWords],
    *,
    seen: str | None = None,
    by_id: int,
    now: datetime,
) -> None:
    """Of papers of a kind, by language; empty ones are ours. Raises NotFoundError where there is no template."""
    row = _locked(session, institution_id)
    _refuse_older(row, seen)
    _note(row, by_id, now)
    for language, own in words.items():
        session.merge(
            TemplateWords(
                institution_id=institution_id,
                kind=kind,
                language=language,
                heading=own.heading,
                lead=own.lead,
                sentence=own.sentence,
            )
        )


def keep_logo(session: Session, institution_id: int, logo: Png | None, *, by_id: int, now: datetime) -> None:
    """None: papers have none from now on. Raises NotFoundError where there is no template."""
    row = _locked(session, institution_id)
    row.logo_sha256 = _kept(session, logo, by_id, now) if logo else None
    _note(row, by_id, now)


def _kept(session: Session, logo: Png, by_id: int, now: datetime) -> str:
    digest = hashlib.sha256(logo.content).hexdigest()
    if session.get(PaperLogo, digest) is None:
        session.add(
            PaperLogo(
                sha256=digest,
                content=logo.content,
                width=logo.width,
                height=logo.height,
                added_at=now,
                added_by_id=by_id,
            )
        )
        session.flush()
    return digest


def use(session: Session, institution_id: int, *, by_id: int, now: datetime) -> None:
    """Papers of the institution's cohorts take the template from now on; again is no error."""
    row = _locked(session, institution_id)
    row.used_since = row.used_since or now
    _note(row, by_id, now)


def stop(session: Session, institution_id: int, *, by_id: int, now: datetime) -> None:
    """Papers are the site's from now on; the template stays as it is."""
    row = _locked(session, institution_id)
    row.used_since = None
    _note(row, by_id, now)


def _locked(session: Session, institution_id: int) -> PaperTemplate:
    row = session.get(PaperTemplate, institution_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError
    _refuse_while_issuing(session, institution_id)
    return row


def _refuse_while_issuing(session: Session, institution_id: int) -> None:
    if is_issuing(session, institution_id):
        raise ConflictError("papers_being_issued")


def _refuse_older(row: PaperTemplate, seen: str | None) -> None:
    if seen is not None and seen != version(row.changed_at):
        raise ConflictError("template_changed")


def _note(row: PaperTemplate, by_id: int, now: datetime) -> None:
    row.changed_at, row.changed_by_id = now, by_id
