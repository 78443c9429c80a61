"""All that a statement or a certificate says, as it was printed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

FORMAT = 3  # of the JSON; papers of every earlier format must stay readable
_DATES = ("started_on", "finished_on", "issued_on")
_ADDED_LAST: dict[str, Any] = {"words": {}, "logo": ""}
_ADDED = {1: {"expires_on": None, **_ADDED_LAST}, 2: _ADDED_LAST}  # to what an earlier format has


class PaperKind(StrEnum):
    STATEMENT = "statement"  # self-paced, made by itself
    ATTENDANCE = "attendance"  # these three of cohorts, by level, issued by an admin
    ACHIEVEMENT = "achievement"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the form of a paper says in an issuer's own words; empty: in ours."""

    heading: str = ""
    lead: str = ""  # above the name
    sentence: str = ""  # between the name and the title of the course


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is printed, apart from the words of the form. Mappings are by language and hold all of `languages`."""

    kind: PaperKind
    code: str  # what the verification page is asked for
    number: str  # the registration number, as the issuer writes it
    languages: tuple[str, ...]  # in the order on the paper, from the left
    names: Mapping[str, str]  # surname, name, patronymic, in the nominative
    course_titles: Mapping[str, str]
    hours: float  # academic hours, of 45 minutes
    started_on: date  # of the training
    finished_on: date
    issued_on: date
    edition_number: int  # of the course
    edition_digest: str
    issuers: Mapping[str, str]
    signatory_names: Mapping[str, str]
    signatory_positions: Mapping[str, str]
    places: Mapping[str, str]  # where it was issued; may be empty
    verify_url: str
    expires_on: date | None = None  # the last day on which it is valid; None: for ever
    words: Mapping[str, OwnWords] = field(default_factory=dict)  # of languages in which the issuer has its own
    logo: str = ""  # the SHA-256 of the issuer's, whose bytes are kept; empty: none

    def read_in(self, language: str) -> str:
        """In which of its languages it is told to somebody who reads this one."""
        return language if language in self.languages else self.languages[0]

    def __post_init__(self) -> None:
        """Raises ValueError if a language of the paper lacks something: half a paper is worse than none."""
        if not self.languages:
            raise ValueError("a paper has at least one language")
        for name in ("names", "course_titles", "issuers", "signatory_names", "signatory_positions"):
            missing = [language for language in self.languages if not getattr(self, name).get(language)]
            if missing:
                raise ValueError(f"{name} lacks {', '.join(missing)}")

    def to_json(self) -> str:
        """Canonical: the same record is always the same text, so it can be signed and compared."""
        values = {"format": FORMAT, **asdict(self), "languages": list(self.languages)}
        values |= {name: getattr(self, name).isoformat() for name in _DATES}
        values |= {"expires_on": self.expires_on.isoformat() if self.expires_on else None}
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises ValueError if this is not a record of a format that we know."""
        values: dict[str, Any] = json.loads(text)
        values |= _ADDED.get(format_ := values.pop("format", 0), {})
        if format_ not in range(1, FORMAT + 1) or set(values) != {one.name for one in fields(cls)}:
            raise ValueError("not a record of a statement or certificate")
        values |= {name: date.fromisoformat(values[name]) for name in _DATES}
        values |= {"expires_on": date.fromisoformat(values["expires_on"]) if values["expires_on"] else None}
        values |= {"words": {language: OwnWords(**own) for language, own in values["words"].items()}}
        values |= {"kind": PaperKind(values["kind"]), "languages": tuple(values["languages"])}
        return cls(**values)
