"""One's academic hours of a year, as a sheet for a bar: what counts, and the drawing of it."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import cast

from helpcourse.certification.draw import compiler_of, face_of
from helpcourse.certification.queries import Paper
from helpcourse.certification.record import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSheet:
    """What is drawn, in one language."""

    language: str
    title: str
    issuer: str
    name: str
    heads: tuple[str, ...]  # of the columns: course, paper, number, date, hours
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, str]  # its label, and the hours
    notes: tuple[str, ...]
    drawn_on: date


def years_of(papers: Sequence[Paper]) -> list[int]:
    """In which papers that count were issued, the last one first."""
    return sorted({paper.record.issued_on.year for paper in papers if paper.is_valid}, reverse=True)


def counted(papers: Sequence[Paper], year: int) -> list[Paper]:
    """The valid papers of a year, in the order of issue; of one course the highest only."""
    of_year = [paper for paper in papers if paper.is_valid and paper.record.issued_on.year == year]
    rank = {kind: place for place, kind in enumerate(PaperKind)}
    by_course = {paper.enrolment_id: paper for paper in sorted(of_year, key=lambda paper: rank[paper.kind])}
    return sorted(by_course.values(), key=lambda paper: paper.issued_at)


def draw_hours(sheet: HoursSheet) -> bytes:
    """As PDF/A-2a and PDF/UA-1, as papers are."""
    day = sheet.drawn_on
    values = {**asdict(sheet), "date": [day.year, day.month, day.day]}
    del values["drawn_on"]
    text = unicodedata.normalize("NFC", json.dumps(values, ensure_ascii=False))
    made_at = datetime.combine(day, time(), tzinfo=UTC)
    compiler = compiler_of("hours.typ", sheet=text, face=face_of(text))
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made_at))
