"""Tables of templates: what an institution's papers say, in which words, with which logo."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.certification.record import PaperKind
from helpcourse.db import Base, UtcDateTime, code_column


class PaperLogo(Base):
    """A picture on papers; they name it by its hash, so none is ever changed or taken away."""

    __tablename__ = "paper_logo"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)  # PNG
    width: Mapped[int] = mapped_column()  # points
    height: Mapped[int] = mapped_column()
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class PaperTemplate(Base):
    """How an institution's papers look from now on; those that were issued have all they say in their records."""

    __tablename__ = "paper_template"

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("institution.id"), primary_key=True, autoincrement=False
    )  # the partner of cohorts
    languages: Mapped[str] = mapped_column(String(8))  # codes in the order of printing, with commas between
    number_prefix: Mapped[str] = mapped_column(String(12), unique=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    logo_sha256: Mapped[str | None] = mapped_column(ForeignKey("paper_logo.sha256"), default=None)  # null: none
    used_since: Mapped[datetime | None] = mapped_column(
        UtcDateTime, default=None
    )  # null: being prepared, its cohorts' papers are the site's


class TemplateText(Base):
    """Who issues and who signs, in one language; empty in languages that are not printed."""

    __tablename__ = "paper_template_text"

    institution_id: Mapped[int] = mapped_column(ForeignKey("paper_template.institution_id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    issuer: Mapped[str] = mapped_column(String(300))
    signatory: Mapped[str] = mapped_column(String(120))
    position: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(80))


class TemplateWords(Base):
    """Where the form of a kind of paper has the institution's own words; empty: it has ours."""

    __tablename__ = "paper_template_words"

    institution_id: Mapped[int] = mapped_column(ForeignKey("paper_template.institution_id"), primary_key=True)
    kind: Mapped[PaperKind] = mapped_column(code_column(PaperKind), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    heading: Mapped[str] = mapped_column(String(60))
    lead: Mapped[str] = mapped_column(String(80))
    sentence: Mapped[str] = mapped_column(String(200))
