"""How a mail leaves: by SMTP, or into a folder where there is no mail server."""

import contextlib
import os
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

_TIMEOUT_S = 30
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


class RefusedError(Exception):
    """The mail server will never take a mail to this address."""


class Transport(Protocol):
    encoding: str  # of the text within the mail

    def send(self, message: EmailMessage, name: str) -> str:
        """Send, or raise; where it went. `name` is the same for the same mail."""


class FolderTransport:
    """Writes each mail as a file that mail programs open."""

    encoding = "8bit"  # so that people can read it as it is

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage, name: str) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{name}.eml"
        draft = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message.as_bytes(policy=SMTP.clone(utf8=True)))
        draft.replace(path)
        return str(path)


class SmtpTransport:
    """`smtp://user:password@host:587`, with STARTTLS where it is offered, or `smtps://…:465`."""

    encoding = "base64"  # safe for servers that know seven bits only

    def __init__(self, url: str) -> None:
        self.url = urlsplit(url)
        if self.url.scheme not in ("smtp", "smtps") or not self.url.hostname:
            raise ValueError("smtp_url is smtp://user:password@host:587 or smtps://user:password@host:465")

    def send(self, message: EmailMessage, name: str) -> str:
        server = _connect(self.url)
        try:
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
            _hand_over(server, message)
        finally:
            _say_goodbye(server)
        return str(self.url.hostname)


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        answers = list(error.recipients.values())
        if all(code >= 500 for code, _ in answers):  # 4xx: later perhaps
            raise RefusedError(str(answers)) from error
        raise


def _say_goodbye(server: smtplib.SMTP) -> None:
    """Whatever is answered: smtplib's own `with` fails after an odd answer, and the mail would be sent again."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _connect(url: SplitResult) -> smtplib.SMTP:
    host = url.hostname or ""
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, url.port or 465, timeout=_TIMEOUT_S, context=ssl.create_default_context())
    server = smtplib.SMTP(host, url.port or 587, timeout=_TIMEOUT_S)
    try:
        if host not in _OWN_MACHINE:  # whose certificate names no host
            _encrypt(server, has_password=url.username is not None)
    except BaseException:
        server.close()
        raise
    return server


def _encrypt(server: smtplib.SMTP, *, has_password: bool) -> None:
    """A password never travels in the clear."""
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    elif has_password:
        raise smtplib.SMTPNotSupportedError("the mail server offers no STARTTLS: use smtps://, or no password")


def make_transport(smtp_url: str, folder: Path) -> Transport:
    """By the settings: without an SMTP address mails are written to the folder."""
    return SmtpTransport(smtp_url) if smtp_url else FolderTransport(folder)
