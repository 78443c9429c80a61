"""Reads of certification: papers that were issued, and who may get one."""

from helpcourse.certification.queries.candidates import (
    Candidate,
    CohortOfPaper,
    awaiting,
    candidate_of,
    candidates_in,
    enrolments_without_statement,
)
from helpcourse.certification.queries.in_force import in_force
from helpcourse.certification.queries.papers import (
    AT_ONCE,
    Event,
    Paper,
    PapersPage,
    StoredFile,
    events_of,
    find_code_of_file,
    find_file,
    find_paper,
    find_pdf,
    get_paper,
    papers_of,
    search_papers,
    undrawn,
)
from helpcourse.certification.queries.revoked import RevokedPaper, is_revoked, revoked_in

__all__ = [
    "AT_ONCE",
    "Candidate",
    "CohortOfPaper",
    "Event",
    "Paper",
    "PapersPage",
    "RevokedPaper",
    "StoredFile",
    "awaiting",
    "candidate_of",
    "candidates_in",
    "enrolments_without_statement",
    "events_of",
    "find_code_of_file",
    "find_file",
    "find_paper",
    "find_pdf",
    "get_paper",
    "in_force",
    "is_revoked",
    "papers_of",
    "revoked_in",
    "search_papers",
    "undrawn",
]
