"""A mail server of thirty lines: keeps what it was sent; may be told to hang up or to refuse."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[EmailMessage] = []
        self.answers: list[bytes] = []  # to the next mails, instead of 250; empty: hang up

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            match line[:4].upper():
                case b"RCPT" if self.server.answers:
                    if not (answer := self.server.answers.pop(0)):
                        return
                    self.wfile.write(answer + b"\r\n")
                case b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    self.server.mails.append(self._read_mail())
                    self.wfile.write(b"250 kept\r\n")
                case _:  # to QUIT as well, where others say 221: the mail is sent nevertheless
                    self.wfile.write(b"250 ok\r\n")

    def _read_mail(self) -> EmailMessage:
        content = b"".join(iter(self.rfile.readline, b".\r\n"))
        return cast(EmailMessage, message_from_bytes(content, policy=policy.default))


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
