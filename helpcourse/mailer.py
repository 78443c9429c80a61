"""Sends the mails of the outbox, each once, whichever of several workers comes to it first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.accounts.queries import Account, find_account_of
from helpcourse.config import Settings
from helpcourse.messages import actions
from helpcourse.messages.queries import DueMail, due
from helpcourse.messages.rules import MOST_TRIES, TOO_OLD
from helpcourse.messages.transport import RefusedError, Transport
from helpcourse.web.i18n import speaking
from helpcourse.web.mails import mail_words
from helpcourse.web.mails.message import write_mail
from helpcourse.writing import writing

MAILS_AT_ONCE = 50  # between looks at the clock and at `stop`
_NO_SITE = "http://localhost:8000"  # links need a host; `serve` insists on a real one

log = structlog.get_logger("helpcourse.worker")


@dataclass(frozen=True, slots=True)
class Mailer:
    settings: Settings
    engine: Engine
    transport: Transport
    clock: Callable[[], datetime]

    def send_due(self) -> None:
        with Session(self.engine) as session:
            mails = due(session, now=self.clock(), at_most=MAILS_AT_ONCE)
        for mail in mails:
            self._deliver(mail)

    def _deliver(self, mail: DueMail) -> None:
        """Lease, send, note how it went: three transactions, since sending is slow."""
        with writing(self.engine) as session:
            is_ours = actions.lease(session, mail.id, now=self.clock())
        if not is_ours:
            return
        error, is_final = self._try(mail)
        with writing(self.engine) as session:
            if error and not is_final:
                actions.put_off(session, mail.id, mail.tries + 1, error, now=self.clock())
            else:
                actions.end(session, mail.id, error=error, now=self.clock())

    def _try(self, mail: DueMail) -> tuple[str, bool]:
        """What went wrong, if anything, and whether it is of no use to try again."""
        with Session(self.engine) as session:
            account = find_account_of(session, mail.person_id)
        if account is None:  # erased since: nobody to write to
            return "", True
        if mail.leave_token and mail.made_at < self.clock() - TOO_OLD:  # it stands on the site
            return "too old", True
        if mail.tries >= MOST_TRIES:  # each of these tries died with its worker
            return "tried too often", True
        try:
            where = self.transport.send(self._message(mail, account), _file_name(mail))
        except RefusedError as error:
            log.warning("mail refused", kind=mail.kind.value, mail=mail.id, error=str(error))
            return str(error), True
        except Exception as error:  # whatever it is, this mail waits and the others go on
            log.warning("mail not sent", kind=mail.kind.value, mail=mail.id, error=repr(error))
            return repr(error), False
        log.info("mail sent", kind=mail.kind.value, mail=mail.id, to=where)
        return "", True

    def _message(self, mail: DueMail, account: Account) -> EmailMessage:
        site_url = self.settings.site_url or _NO_SITE
        with speaking(mail.language):
            words = mail_words(mail.kind, mail.values)
            if mail.leave_token:
                words = replace(words, leave=f"/{mail.language}/letters/{mail.leave_token}")
            message = write_mail(
                words,
                site_url=site_url,
                support_email=self.settings.support_email,
                encoding=self.transport.encoding,
            )
        message["From"] = self.settings.mail_from
        message["To"] = _mailable(mail.values.get("to") or account.email)
        message["Date"] = format_datetime(mail.made_at)
        message["Message-ID"] = f"<{mail.message_id}@{urlsplit(site_url).hostname}>"
        return message


def _file_name(mail: DueMail) -> str:
    return f"{mail.made_at:%Y-%m-%dT%H-%M-%S}-{mail.id}-{mail.kind.value}"


def _mailable(email: str) -> str:
    """Mail servers know the Latin form of domains such as қаз."""
    local, _, domain = email.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"
