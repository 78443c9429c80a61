"""Who reads: a mark by which a device that keeps pages knows whose they are, and sends nothing in another's name."""

import hashlib
import hmac

from flask import Response, current_app, g, request

from helpcourse.errors import ConflictError
from helpcourse.web.access import find_current

HEADER = "Helpcourse-Reader"


def tell_reader(response: Response) -> Response:
    """On every page of somebody who is logged in; it tells nothing but that it is the same person."""
    if person := g.get("me"):
        response.headers[HEADER] = mark_of(person.id)
    return response


def refuse_other_reader() -> None:
    """What was kept on a device while one person was logged in is not taken from the next."""
    sent = request.headers.get(HEADER)
    if sent is not None and (person := find_current()) and sent != mark_of(person.id):
        raise ConflictError("other_reader")


def mark_of(person_id: int) -> str:
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"reader {person_id}".encode(), hashlib.sha256).hexdigest()[:16]
