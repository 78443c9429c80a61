"""The page that stands in for the site while it is renewed or restored: one file in all languages, whole by itself."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from helpcourse.languages import LANGUAGES
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import speaking

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

_templates = Environment(
    loader=FileSystemLoader(_TEMPLATES), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)


def maintenance_page(support_email: str = "") -> str:
    """For whatever answers instead of the site: with status 503, so that phones and programs know that it is lost."""
    words = {language: _words(language, support_email) for language in LANGUAGES}
    styles = Markup((_TEMPLATES / "maintenance.css").read_text("utf-8"))  # noqa: S704 - our own file
    return _templates.get_template("maintenance.html").render(words=words, styles=styles, support_email=support_email)


def _words(language: str, support_email: str) -> list[str]:
    """Title and paragraphs."""
    with speaking(language):
        said = [
            _("The site is being renewed"),
            _("It will be open again in a few minutes. Addresses stay the same: open this page again a little later."),
            _("Answers that the page called saved are safe."),
            _(
                "If you have just pressed a button, go back in your browser and leave that page open: lessons and "
                "tests send what they have kept by themselves; in another form press the button again."
            ),
            _("The time of a test that has been begun runs on: if you have lost time, ask your tutor for more."),
        ]
        return [*said, _("If you need help, write to us:")] if support_email else said
