"""What a paper says: a record made of a candidate, the edition that was taught and the issuer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.certification.queries import Candidate
from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.rules import (
    CODE_LENGTH,
    Issuer,
    Training,
    expiry,
    names,
    training_alone,
    training_in_cohort,
)
from helpcourse.languages import in_language

T = TypeVar("T")

NO_CODE = "0" * CODE_LENGTH
NO_NUMBER = "—"
DIGEST_SIGNS = 8  # printed; the whole digest stands with the edition


def draft(
    candidate: Candidate, edition: ServedEdition, issuer: Issuer, *, code: str, number: str, today: date
) -> Record:
    languages = issuer.languages
    training = _training(candidate, issuer, today)
    return Record(
        kind=candidate.kind,
        code=code,
        number=number,
        languages=languages,
        names=names(candidate.name, candidate.spellings, languages),
        course_titles=_titles(edition, languages),
        hours=edition.course.hours,
        started_on=training.began_on,
        finished_on=training.ended_on,
        issued_on=today,
        edition_number=edition.number,
        edition_digest=edition.course.digest[:DIGEST_SIGNS],
        verify_url=issuer.verify_url(code),
        expires_on=expiry(today, issuer.valid_months),
        **of_issuer(issuer, candidate.kind),
    )


def preview(candidate: Candidate, edition: ServedEdition, issuer: Issuer, *, today: date) -> Record:
    """What would be printed, with a code and a number that verify nothing."""
    return draft(candidate, edition, issuer, code=NO_CODE, number=NO_NUMBER, today=today)


def redraft(
    old: Record, candidate: Candidate, edition: ServedEdition, issuer: Issuer, *, code: str, number: str, today: date
) -> Record:
    """The same training on the same edition, with the name as it is spelled now; who issues papers today signs it."""
    languages = issuer.languages
    return replace(
        old,
        code=code,
        number=number,
        languages=languages,
        names=names(candidate.name, candidate.spellings, languages),
        course_titles=_titles(edition, languages) | _in(languages, old.course_titles),
        issued_on=today,
        verify_url=issuer.verify_url(code),
        **of_issuer(issuer, old.kind),
    )


def _training(candidate: Candidate, issuer: Issuer, today: date) -> Training:
    if candidate.cohort:
        return training_in_cohort(candidate.cohort.starts_on, candidate.cohort.ends_on, today=today)
    finished_at = candidate.finished_at or candidate.enrolled_at  # a preview may come before the end
    return training_alone(candidate.enrolled_at, finished_at, issuer.zone)


def _titles(edition: ServedEdition, languages: tuple[str, ...]) -> dict[str, str]:
    course = edition.course
    return {language: in_language(course.titles, language, course.source)[0] for language in languages}


def of_issuer(issuer: Issuer, kind: PaperKind) -> dict[str, Any]:
    """What a paper says of who issues it, and in their words."""
    return {
        "issuers": _in(issuer.languages, issuer.names),
        "signatory_names": _in(issuer.languages, issuer.signatories),
        "signatory_positions": _in(issuer.languages, issuer.positions),
        "places": _in(issuer.languages, issuer.places),
        "words": _in(issuer.languages, issuer.words.get(kind, {})),
        "logo": issuer.logo,
    }


def _in(languages: tuple[str, ...], texts: Mapping[str, T]) -> dict[str, T]:
    """Only what is printed is recorded."""
    return {language: texts[language] for language in languages if language in texts}
