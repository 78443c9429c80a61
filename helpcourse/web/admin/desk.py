"""The admin's desk: what waits, figures by month; and the settings in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from flask import render_template

from helpcourse.certification.rules import issuer_of
from helpcourse.config import Settings
from helpcourse.languages import LANGUAGES, as_language
from helpcourse.reporting.queries import mail_state, months, ready_for_certificates
from helpcourse.tutoring.calls.applicants import calls_waiting
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.tutoring.queries import count_waiting_essays, learners_needing_attention
from helpcourse.web import wording
from helpcourse.web.admin.beginning import first_steps
from helpcourse.web.admin.blueprint import admins_only, blueprint, reach, sight
from helpcourse.web.extensions import calendar, db, now, settings, shelf
from helpcourse.web.i18n import gettext as _

_MONTHS = 6
_MAIL_TROUBLE = timedelta(days=30)
_BAR_HEIGHT = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of a small chart."""

    x: int
    y: int
    height: int


@blueprint.get("/")
def home() -> str:
    figures = months(db.session, calendar().month_borders(now(), _MONTHS), countries=reach())
    cohorts = seen_cohorts(db.session, sight())
    running = [row for row in cohorts if row.closed_at is None]
    courses = {row.id: shelf().edition(db.session, row.edition_id).course for row in running}
    return render_template(
        "admin/home.html",
        ready=ready_for_certificates(db.session, countries=reach()),
        mail=mail_state(db.session, since=now() - _MAIL_TROUBLE),
        has_smtp=bool(settings().smtp_url),
        calls=calls_waiting(db.session, reach()),
        needing=len(learners_needing_attention(db.session, courses, now=now())),
        unread=count_waiting_essays(db.session, sight()),
        running=running,
        courses=shelf().courses(db.session),
        months=figures,
        bars=_bars([month.enrolments for month in figures]),
        steps=[] if cohorts else first_steps(),
    )


@blueprint.get("/settings", endpoint="settings")
@admins_only
def settings_in_force() -> str:
    state = mail_state(db.session, since=now() - _MAIL_TROUBLE)
    return render_template("admin/settings.html", groups=_groups(settings(), db.engine.dialect.name), mail=state,
                           has_smtp=bool(settings().smtp_url))  # fmt: skip


def _bars(values: Sequence[int]) -> list[Bar]:
    tallest = max(values, default=0) or 1
    heights = [max(1, round(value / tallest * _BAR_HEIGHT)) for value in values]
    return [Bar(place * 24, _BAR_HEIGHT - height, height) for place, height in enumerate(heights)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting in force."""

    name: str
    value: str
    is_code: bool = False  # a path, an address, a name of the machine's world: no word of any language
    language: str = ""  # of the value, where it is words in one; empty: the page's


def _groups(now_set: Settings, database: str) -> list[tuple[str, list[Shown]]]:
    """In the order of the page; no secret is among them."""
    return [
        (_("The site"), _site(now_set, database)),
        (_("Mail"), _mail(now_set)),
        (_("Papers"), _papers(now_set)),
    ]


def _site(now_set: Settings, database: str) -> list[Shown]:
    return [
        _code(_("Address"), now_set.site_url),
        Shown(_("Database"), {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(database, database), is_code=True),
        _code(_("Data directory"), str(now_set.data)),
        _code(_("Courses"), str(now_set.courses)),
        Shown(_("Trusted proxies"), str(now_set.trusted_proxies)),
        _code(_("Time zone"), now_set.timezone),
        _code(_("Version of the consent text"), now_set.consent_version),
    ]


def _mail(now_set: Settings) -> list[Shown]:
    server = urlsplit(now_set.smtp_url).hostname  # the rest of it is secret
    none = Shown(_("Mail server"), _("none: mails are written to a folder"))
    return [
        _code(_("Mail server"), server) if server else none,
        _code(_("Sender"), now_set.mail_from),
        _code(_("Address for help"), now_set.support_email),
    ]


def _papers(now_set: Settings) -> list[Shown]:
    printed = [
        Shown(_in_language(what, language), texts[language], language=language)
        for what, texts in (
            (_("Issuer"), now_set.printed("issuer")),
            (_("Signatory"), now_set.printed("signatory")),
            (_("Position"), now_set.printed("position")),
            (_("Place"), now_set.printed("place")),
        )
        for language in LANGUAGES
    ]
    return [
        *printed,
        Shown(_("Languages"), ", ".join(_name_of(code) for code in issuer_of(now_set).languages)),
        _code(_("Prefix of registration numbers"), now_set.number_prefix),
    ]


def _in_language(what: str, language: str) -> str:
    return _("%(what)s, %(language)s", what=what, language=_name_of(language))


def _name_of(language: str) -> str:
    return str(wording.LANGUAGES[as_language(language)])


def _code(name: str, value: str) -> Shown:
    return Shown(name, value, is_code=True) if value else Shown(name, _("not set"))
