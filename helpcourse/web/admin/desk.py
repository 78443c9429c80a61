"""The admin's desk: what waits, figures by month; and the settings in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from flask import render_template

from helpcourse.config import Settings
from helpcourse.languages import LANGUAGES, NAMES
from helpcourse.reporting.queries import mail_state, months, ready_for_certificates
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.tutoring.queries import learners_needing_attention
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
    running = [row for row in seen_cohorts(db.session, sight()) if row.closed_at is None]
    return render_template(
        "admin/home.html",
        ready=ready_for_certificates(db.session, countries=reach()),
        mail=mail_state(db.session, since=now() - _MAIL_TROUBLE),
        has_smtp=bool(settings().smtp_url),
        needing=len(learners_needing_attention(db.session, [row.id for row in running], now=now())),
        running=running,
        courses=shelf().courses(db.session),
        months=figures,
        bars=_bars([month.enrolments for month in figures]),
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


def _groups(now_set: Settings, database: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Names and values in groups; no secret is among them."""
    printed = [
        (_("%(what)s, %(language)s", what=what, language=NAMES[language]), getattr(now_set, f"{key}_{language}"))
        for key, what in (
            ("issuer", _("Issuer")),
            ("signatory", _("Signatory")),
            ("position", _("Position")),
            ("place", _("Place")),
        )
        for language in LANGUAGES
    ]
    papers = ", ".join(NAMES[code] for code in LANGUAGES if code in now_set.paper_languages.split(","))
    return [
        (
            _("The site"),
            [
                (_("Address"), now_set.site_url or _("not set")),
                (_("Database"), {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(database, database)),
                (_("Data directory"), str(now_set.data)),
                (_("Courses"), str(now_set.courses)),
                (_("Trusted proxies"), str(now_set.trusted_proxies)),
                (_("Time zone"), now_set.timezone),
                (_("Version of the consent text"), now_set.consent_version),
            ],
        ),
        (
            _("Mail"),
            [
                (_("Mail server"), urlsplit(now_set.smtp_url).hostname or _("none: mails are written to a folder")),
                (_("Sender"), now_set.mail_from),
                (_("Address for help"), now_set.support_email or _("not set")),
            ],
        ),
        (
            _("Papers"),
            [*printed, (_("Languages"), papers), (_("Prefix of registration numbers"), now_set.number_prefix)],
        ),
    ]
