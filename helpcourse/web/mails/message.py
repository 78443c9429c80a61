"""A mail put together from its sentences: as plain text and as HTML."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from helpcourse.web.i18n import current_language, gettext

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parents[2] / "templates"),
    autoescape=select_autoescape(),
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["_"] = gettext


@dataclass(frozen=True, slots=True)
class Listed:
    """One of several things of which a mail tells."""

    words: str
    path: str  # where it leads, from the site's root


@dataclass(frozen=True, slots=True)
class MailWords:
    """What a mail says: paragraphs, one link, and what to know about it."""

    subject: str
    before: tuple[str, ...]
    action: str  # the link's words
    path: str  # where it leads, from the site's root
    after: tuple[str, ...] = ()
    listed: tuple[Listed, ...] = ()  # after the paragraphs before the link
    leave: str = ""  # of mails that come again and again: the page that ends them, from the site's root


def write_mail(words: MailWords, *, site_url: str, support_email: str, encoding: str) -> EmailMessage:
    """A mail as plain text and as HTML; the envelope is the caller's."""
    root = site_url.rstrip("/")
    shown = {
        "words": words,
        "url": root + words.path,
        "leave": root + words.leave if words.leave else "",
        "root": root,
        "site_url": site_url,
        "support_email": support_email,
        "lang": current_language(),
    }
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(words.subject.split())
    message["Auto-Submitted"] = "auto-generated"
    if words.leave:  # mail programs show a button of their own: RFC 8058
        message["List-Unsubscribe"] = f"<{root}{words.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_templates.get_template("mail/mail.txt").render(shown), cte=encoding)
    message.add_alternative(_templates.get_template("mail/mail.html").render(shown), subtype="html", cte=encoding)
    message["Content-Language"] = current_language()  # earlier it would go into the first part
    return message
