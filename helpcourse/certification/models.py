"""Tables of papers: what was printed, the bytes, and what happened to them since."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.certification.credentials.forms import CredentialForm
from helpcourse.certification.credentials.status import StatusPurpose
from helpcourse.certification.record import PaperKind
from helpcourse.db import Base, UtcDateTime, code_column


class EventKind(StrEnum):
    ISSUED = "issued"
    REVOKED = "revoked"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"  # by whoever issued it, before anybody was told
    EXPIRED = "expired"  # and another one was issued


class ReplaceCause(StrEnum):
    """Why a paper was issued anew; said in each reader's language."""

    NAME_CHANGED = "name_changed"  # the holder has another name since
    MISPRINT = "misprint"  # the name was wrong from the first
    OTHER = "other"  # the reason says it


class Certificate(Base):
    """A paper as it was issued: immutable, and readable without course, cohort or account."""

    __tablename__ = "certificate"
    __table_args__ = (
        Index(
            "uq_certificate_valid_statement",
            "enrolment_id",
            unique=True,
            sqlite_where=text("kind = 'statement' AND ended_at IS NULL"),
            postgresql_where=text("kind = 'statement' AND ended_at IS NULL"),
        ),
        Index(
            "uq_certificate_valid_of_cohort",
            "enrolment_id",
            "cohort_id",
            "kind",
            unique=True,
            sqlite_where=text("kind <> 'statement' AND ended_at IS NULL"),
            postgresql_where=text("kind <> 'statement' AND ended_at IS NULL"),
        ),
        CheckConstraint("(kind = 'statement') = (cohort_id IS NULL)", "cohort_of_paper"),
        UniqueConstraint("year", "serial"),
        UniqueConstraint("number"),
        Index("ix_certificate_issued_at", "issued_at"),
    )

    kind: Mapped[PaperKind] = mapped_column(code_column(PaperKind))
    code: Mapped[str] = mapped_column(String(32), unique=True)  # printed on it; too long to be guessed
    number: Mapped[str] = mapped_column(String(60))  # of registration, as it is printed
    year: Mapped[int] = mapped_column()  # of the registration number
    serial: Mapped[int] = mapped_column()  # 1, 2, 3 … within the year, whoever issued it: its place in lists of status
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    cohort_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("cohort.id"), index=True)  # null: self-paced
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))  # the text that was taught
    record: Mapped[str] = mapped_column(Text)  # JSON of certification/record.py: everything printed
    search_text: Mapped[str] = mapped_column(Text)  # printed names and number, case and Kazakh letters folded
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    institution_id: Mapped[int | None] = mapped_column(
        ForeignKey("institution.id"), index=True, default=None
    )  # that issued it, by its template; null: the site itself
    expires_on: Mapped[date | None] = mapped_column(default=None)  # the last day, as it is printed; null: none
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: nothing has ended it
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("certificate.id"), unique=True, default=None
    )  # the paper with the wrong name; null: a first one


class CertificatePdf(Base):
    """The bytes of the paper, drawn once from its record by the worker, and never again."""

    __tablename__ = "certificate_pdf"

    certificate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)  # of the whole file, hex
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CertificateFile(Base):
    """The credential of a paper in one of its forms, made with the PDF and never again."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    form: Mapped[CredentialForm] = mapped_column(code_column(CredentialForm), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)  # of the whole file, hex
    content: Mapped[bytes] = mapped_column(LargeBinary)


class StatusList(Base):
    """What became of a year's papers, as a signed list for programs; the worker makes it anew when one has ended."""

    __tablename__ = "status_list"

    purpose: Mapped[StatusPurpose] = mapped_column(code_column(StatusPurpose), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 0, 1 … within the year
    ended: Mapped[int] = mapped_column()  # papers whose bit is set: a list that has fewer than there are is old
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[str] = mapped_column(Text)  # a JSON Web Token


class CertificateRegister(Base):
    """How many papers each year has: its row is locked while one is issued."""

    __tablename__ = "certificate_register"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_serial: Mapped[int] = mapped_column()


class NumberRegister(Base):
    """The last registration number of a prefix in a year: locked while one is taken, so numbers have no gaps."""

    __tablename__ = "number_register"

    prefix: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_serial: Mapped[int] = mapped_column()
    institution_id: Mapped[int | None] = mapped_column(
        ForeignKey("institution.id"), default=None
    )  # whose it is, for good; null: the site's


class CertificateEvent(Base):
    """What happened to a paper, by whom and why; only added."""

    __tablename__ = "certificate_event"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    certificate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("certificate.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(code_column(EventKind))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)  # null: by the machine
    reason: Mapped[str] = mapped_column(Text, default="")  # shown on the verification page
    cause: Mapped[ReplaceCause | None] = mapped_column(
        code_column(ReplaceCause), default=None
    )  # of a replacement; null: of another event, or from before causes were kept
