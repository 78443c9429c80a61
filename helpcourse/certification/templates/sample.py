"""A paper that nobody was issued, to look at a template before it is used."""

from datetime import date, timedelta

from helpcourse.certification.drafts import NO_CODE, of_issuer
from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.rules import Issuer, registration_number

_NAMES = {"kk": "Тегі Аты Әкесінің аты", "ru": "Фамилия Имя Отчество", "en": "Surname Name"}
_TITLES = {"kk": "Курстың атауы", "ru": "Название курса", "en": "Title of the course"}
_LASTED = timedelta(weeks=6)


def sample(issuer: Issuer, kind: PaperKind, *, today: date) -> Record:
    """With a code and a number that verify nothing: registers begin with 1."""
    return Record(
        kind=kind,
        code=NO_CODE,
        number=registration_number(issuer.number_prefix, today.year, 0),
        languages=issuer.languages,
        names={language: _NAMES[language] for language in issuer.languages},
        course_titles={language: _TITLES[language] for language in issuer.languages},
        hours=6,
        started_on=today - _LASTED,
        finished_on=today,
        issued_on=today,
        edition_number=1,
        edition_digest="0" * 8,
        verify_url=issuer.verify_url(NO_CODE),
        **of_issuer(issuer, kind),
    )
