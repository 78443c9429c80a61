"""Tables of people: who they are, what they may do, how they log in."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column


class Profession(StrEnum):
    ADVOCATE = "advocate"
    LEGAL_CONSULTANT = "legal_consultant"
    JUDGE = "judge"
    PROSECUTOR = "prosecutor"
    INVESTIGATOR = "investigator"
    NOTARY = "notary"
    COURT_STAFF = "court_staff"
    TRAINEE = "trainee"
    STUDENT = "student"
    OTHER = "other"


class Country(StrEnum):
    """Whose law a person is shown first."""

    KZ = "KZ"
    KG = "KG"
    TJ = "TJ"
    TM = "TM"
    UZ = "UZ"
    OTHER = "other"


class Role(StrEnum):
    """What a person may do beyond learning."""

    TUTOR = "tutor"
    COORDINATOR = "coordinator"  # what an admin does, for one country
    ADMIN = "admin"


class TokenPurpose(StrEnum):
    CONFIRM = "confirm"  # that an e-mail address is theirs
    RESET = "reset"  # a forgotten password
    NEW_EMAIL = "new_email"  # that another address is theirs too, and is to be the account's


class Institution(Base):
    """A bar, court, prosecution office, university … people belong to; the admin keeps the list."""

    __tablename__ = "institution"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    country: Mapped[Country] = mapped_column(code_column(Country))
    closed_on: Mapped[date | None] = mapped_column(default=None)  # null: still there, offered in lists


class InstitutionName(Base):
    """What an institution is called from a day on: institutions are renamed, papers keep the old name."""

    __tablename__ = "institution_name"
    __table_args__ = (UniqueConstraint("institution_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    valid_from: Mapped[date] = mapped_column()
    name_kk: Mapped[str] = mapped_column(String(300))
    name_ru: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300))


class Person(Base):
    """The learner key: all that stays, for the figures, when the identity is erased."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    country: Mapped[Country] = mapped_column(code_column(Country))
    profession: Mapped[Profession] = mapped_column(code_column(Profession))
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"))  # null: not on the list
    language: Mapped[str] = mapped_column(String(2))  # of mails, and of the site until another is chosen
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    key: Mapped[uuid.UUID] = mapped_column(unique=True, default_factory=uuid.uuid4)  # in URLs
    deactivated_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: may log in
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: has an identity
    display: Mapped[str | None] = mapped_column(
        String(120), default=None
    )  # how pages look, as display.py says it; null: never chosen, the device's cookie holds


class Identity(Base):
    """Who a person is; the one row that goes when a person is erased."""

    __tablename__ = "identity"
    __table_args__ = (Index("ix_identity_name_key", "name_key"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))  # as typed
    email_folded: Mapped[str] = mapped_column(String(254), unique=True)  # casefolded: one account an address
    password_hash: Mapped[str] = mapped_column(String(200))  # argon2id
    surname: Mapped[str] = mapped_column(String(80))  # as it shall stand on the certificate, nominative
    given_name: Mapped[str] = mapped_column(String(80))
    patronymic: Mapped[str] = mapped_column(String(80))  # empty if none
    name_key: Mapped[str] = mapped_column(String(300))  # sorts as a Kazakh dictionary does
    search_text: Mapped[str] = mapped_column(String(600))  # name and e-mail, case and Kazakh letters folded
    phone: Mapped[str] = mapped_column(String(40), default="")  # empty if not given
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: not yet

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class NameSpelling(Base):
    """The name as it is written in one language, where that differs from the identity's own."""

    __tablename__ = "name_spelling"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)  # en: Latin letters
    full_name: Mapped[str] = mapped_column(String(250))  # surname, name, patronymic


class Consent(Base):
    """That a person agreed to the processing of personal data: to which text, when."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    version: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))  # in which it was read
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RoleGrant(Base):
    """A role of a person; a coordinator has one for each country."""

    __tablename__ = "role_grant"
    __table_args__ = (
        Index(
            "uq_role_grant_open",
            "person_id",
            "role",
            "country",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("(role = 'coordinator') = (country <> '')", "country_of_coordinator"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(code_column(Role))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # null: by the command line
    country: Mapped[str] = mapped_column(String(5), default="")  # of a coordinator; else empty
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: in force


class Login(Base):
    """One log-in on one device; ended at log-out, password reset, change of role, deactivation."""

    __tablename__ = "login"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # SHA-256 of the cookie's token
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime] = mapped_column(UtcDateTime)  # written every ten minutes at most
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: in force


class Token(Base):
    """A link sent by mail: confirms an address, resets a password or changes the address, once."""

    __tablename__ = "token"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # SHA-256 of what was mailed
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[TokenPurpose] = mapped_column(code_column(TokenPurpose))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: still good
    email: Mapped[str | None] = mapped_column(String(254), default=None)  # the new address; null: another purpose


class Throttle(Base):
    """How often something was tried in the current window: log-ins by address, registrations by IP …"""

    __tablename__ = "throttle"

    name: Mapped[str] = mapped_column(String(30), primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # of the e-mail or the address
    window_began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column()
