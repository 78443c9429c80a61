"""A bad line: a proxy that loses replies to answers after the server has committed them."""

import random
import socket
import threading
from contextlib import suppress

from tests.live import free_port
from tests.wire import HOST

ANSWER = b"/answers/"  # stands in the paths that save


class LossyLine:
    """Passes each request on by a connection of its own, and then loses a share of the replies to answers."""

    def __init__(self, server_port: int, *, share: float, seed: int) -> None:
        self.port = free_port()
        self.share = share
        self.lost = 0
        self.passed = 0
        self._server_port = server_port
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self._listener = socket.create_server((HOST, self.port), backlog=128)

    def __enter__(self) -> "LossyLine":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _address = self._listener.accept()
                threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(30)
            request = _whole_request(client)
            if not request:
                return
            reply = self._reply(request)
            if not self._is_lost(request):
                client.sendall(reply)

    def _reply(self, request: bytes) -> bytes:
        with socket.create_connection((HOST, self._server_port), timeout=30) as server:
            server.sendall(_last_of_its_connection(request))
            return b"".join(iter(lambda: server.recv(65536), b""))

    def _is_lost(self, request: bytes) -> bool:
        first = request.partition(b"\r\n")[0]
        if not (first.startswith(b"POST") and ANSWER in first):
            return False
        with self._lock:
            is_lost = self._chance.random() < self.share
            self.lost += is_lost
            self.passed += not is_lost
        return is_lost


def _whole_request(client: socket.socket) -> bytes:
    """Empty if the client closed before it sent the whole of one."""
    received = b""
    while not _is_whole(received):
        more = client.recv(65536)
        if not more:
            return b""
        received += more
    return received


def _is_whole(received: bytes) -> bool:
    head, ended, body = received.partition(b"\r\n\r\n")
    return bool(ended) and len(body) >= _length(head)


def _length(head: bytes) -> int:
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
    return int(fields.get(b"content-length", 0))


def _last_of_its_connection(request: bytes) -> bytes:
    """So that the end of the reply is the end of the connection."""
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body
