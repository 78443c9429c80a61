"""Every setting with its default and its meaning: from the environment, or `settings.toml` in the data directory."""

import contextlib
import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """A folder that lies beside the package in a checkout, and inside it in the installed wheel."""
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Set `HELPCOURSE_<NAME>` in the environment, or `<name> = "…"` in settings.toml; the environment wins."""

    data: Path = Path("var")  # database, media, secret key, mails that were not sent, backups
    database_url: str = ""  # empty: SQLite in the data directory; else postgresql+psycopg://…
    courses: Path = field(default_factory=lambda: bundled("courses"))  # the folder with the courses and sources.yaml
    site_url: str = ""  # https://courses.example.kz: needed for mails and QR codes; `serve` insists on it
    trusted_proxies: int = 0  # how many proxies stand before the server; their X-Forwarded-* are believed

    smtp_url: str = (
        ""  # smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty: mails are written to a folder
    )
    mail_from: str = "helpcourse <noreply@localhost>"  # the sender of all mails
    support_email: str = ""  # shown where people are told to ask for help

    issuer_kk: str = "Заң кадрларын оқыту орталығы"  # who issues certificates, as printed
    issuer_ru: str = "Центр обучения юридических кадров"
    issuer_en: str = "Training Centre for Legal Professionals"
    signatory_kk: str = "Е. Әбдіров"  # who signs them
    signatory_ru: str = "Е. Абдиров"
    signatory_en: str = "Ye. Abdirov"
    position_kk: str = "Директор"
    position_ru: str = "Директор"
    position_en: str = "Director"
    place_kk: str = "Астана"
    place_ru: str = "Астана"
    place_en: str = "Astana"
    paper_languages: str = "kk,ru"  # of certificates and statements: languages in the order of printing
    number_prefix: str = "HC"  # registration numbers are <prefix>-<year>-<number of five digits>
    paper_valid_months: int = 0  # how long a paper is valid from its issue; 0: for ever

    seal_pkcs12: str = ""  # a PKCS#12 file with the certificate that seals papers; empty: one made here, of its own
    seal_password: str = ""  # of that file

    language: str = ""  # in which commands speak: kk, ru or en; empty: the machine's; from the environment only
    timezone: str = "Asia/Almaty"  # times are shown in it; UTC+5, «Astana time»
    consent_version: str = "2026-11-26"  # of the consent text; a new one is asked for at the next log-in

    @property
    def engine_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data.resolve() / 'helpcourse.db'}"

    @property
    def database_file(self) -> Path | None:
        """Of SQLite; None: the data is in PostgreSQL."""
        scheme, _, path = self.engine_url.partition(":///")
        return Path(path) if scheme.startswith("sqlite") else None

    @property
    def address(self) -> str:
        """Of the site, without a slash at its end; where none is set, that of a trial on this machine."""
        return self.site_url.rstrip("/") or "http://localhost:8000"

    @property
    def media(self) -> Path:
        """The pictures, sounds and videos of published courses, each named by its hash."""
        return self.data / "media"

    @property
    def materials(self) -> Path:
        """The files that tutors give their groups, each named by its hash."""
        return self.data / "materials"

    @property
    def works(self) -> Path:
        """The files of case studies' works, each named by its hash."""
        return self.data / "works"

    @property
    def banks(self) -> Path:
        """Question banks that were taken in and wait for their owner, for a day."""
        return self.data / "banks"

    @property
    def keys(self) -> Path:
        """What papers are signed with: never in the database, since whoever reads that must not be able to sign."""
        return self.data / "keys"

    @property
    def is_https(self) -> bool:
        return self.site_url.startswith("https://")

    def printed(self, what: str) -> dict[str, str]:
        """`issuer`, `signatory`, `position` or `place` by language."""
        return {language: getattr(self, f"{what}_{language}") for language in ("kk", "ru", "en")}


def read_settings(environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """The settings in force; `given` (from the command line) wins over all. Raises ValueError on an unknown name."""
    data = Path(str(given.get("data") or environment.get("HELPCOURSE_DATA") or "var"))
    values: dict[str, object] = _from_file(data / "settings.toml")
    values |= {
        key.removeprefix("HELPCOURSE_").lower(): value
        for key, value in environment.items()
        if key.startswith("HELPCOURSE_")
    }
    values |= {key: value for key, value in given.items() if value is not None}
    return Settings(**_typed(values | {"data": data}))  # type: ignore[arg-type]  # checked name by name in _typed


def _from_file(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _typed(values: Mapping[str, object]) -> dict[str, object]:
    known = {f.name: f.type for f in fields(Settings)}
    if unknown := sorted(set(values) - set(known)):
        raise ValueError(f"unknown settings: {', '.join(unknown)}")
    makers: dict[object, Callable[[str], object]] = {Path: Path, int: int, str: str}
    return {name: makers[known[name]](str(value)) for name, value in values.items()}


def secret_key(data: Path) -> bytes:
    """The key that signs sessions: made once, readable by its owner only."""
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        write_once(path, secrets.token_bytes(32))
    return path.read_bytes()


def write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, by the first of several processes."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
