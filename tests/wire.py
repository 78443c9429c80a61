"""HTTP over bare sockets, for servers that are to be pressed, kept waiting or killed."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response."""

    status: int
    headers: Mapping[str, str]  # by their names in small letters
    body: bytes


def get(path: str, **headers: str) -> bytes:
    """A request as bytes; `accept_encoding="gzip"` becomes Accept-Encoding."""
    return _head("GET", path, headers)


def post(path: str, fields: Mapping[str, object], **headers: str) -> bytes:
    body = urlencode(fields).encode()
    sized = {"content_type": "application/x-www-form-urlencoded", "content_length": str(len(body))}
    return _head("POST", path, sized | headers) + body


def _head(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def find_answer(received: bytes | bytearray) -> Answer | None:
    """The response that these bytes are; None while some of it has not come."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    first, *lines = bytes(received[:end]).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = received[end + 4 :]
    if len(body) < int(headers.get("content-length", 0)):
        return None
    return Answer(int(first.split()[1]), headers, bytes(body))


class Wire:
    """One connection, kept alive."""

    def __init__(self, port: int, *, timeout_s: float = 10) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=timeout_s)

    def ask(self, request: bytes) -> Answer:
        """Send and wait for the whole response. Raises OSError if it does not come."""
        self.socket.sendall(request)
        received = bytearray()
        while (answer := find_answer(received)) is None:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError("the server closed the connection")
            received += more
        return answer

    def close(self) -> None:
        self.socket.close()

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def ask(port: int, request: bytes, *, timeout_s: float = 10) -> Answer:
    """One request on a connection of its own."""
    with Wire(port, timeout_s=timeout_s) as wire:
        return wire.ask(request)
