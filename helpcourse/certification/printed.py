"""What a record says in words, language by language: as it stands on the paper, and on its verification page."""

from dataclasses import dataclass

from helpcourse.certification.record import OwnWords, Record
from helpcourse.certification.wording import WORDS, day, days, hours, quoted


@dataclass(frozen=True, slots=True)
class Column:
    """One language's part of a paper."""

    language: str
    heading: str
    issuer: str
    lead: str  # above the name
    name: str
    sentence: str  # between the name and the course
    course: str  # quoted
    facts: tuple[tuple[str, str], ...]  # label and value, line by line
    position: str
    signatory: str
    code: str  # the label of the code
    verify: str  # the label of the address


def columns(record: Record) -> tuple[Column, ...]:
    """In the order of printing."""
    return tuple(_column(record, language) for language in record.languages)


def _column(record: Record, language: str) -> Column:
    words, own = WORDS[language], record.words.get(language, OwnWords())
    return Column(
        language=language,
        heading=own.heading or words.headings[record.kind],
        issuer=record.issuers[language],
        lead=own.lead or words.leads[record.kind],
        name=record.names[language],
        sentence=own.sentence or words.sentences[record.kind],
        course=quoted(record.course_titles[language], language),
        facts=_facts(record, language),
        position=record.signatory_positions[language],
        signatory=record.signatory_names[language],
        code=words.code,
        verify=words.verify,
    )


def _facts(record: Record, language: str) -> tuple[tuple[str, str], ...]:
    words = WORDS[language]
    issued = ", ".join(part for part in (record.places.get(language), day(record.issued_on, language)) if part)
    return (
        (words.hours, hours(record.hours, language)),
        (words.training, days(record.started_on, record.finished_on, language)),
        (words.edition, f"{record.edition_number} ({record.edition_digest})"),
        (words.number, record.number),
        (words.issued, issued),
        *(((words.expires, day(record.expires_on, language)),) if record.expires_on else ()),
    )
