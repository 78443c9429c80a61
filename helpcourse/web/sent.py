"""What a request carries besides the fields of its form."""

from datetime import datetime, timedelta

from flask import abort, request

MAX_FORM_BYTES = 1024 * 1024  # but for files
TYPED = "typed-"  # begins the names of fields with words that are not to be lost

_LARGEST = 1_000_000_000  # within what both databases keep as an integer


def number(name: str) -> int:
    """A number of a hidden field; what is none counts as 0."""
    sent = request.form.get(name, 0, type=int)
    return sent if 0 <= sent <= _LARGEST else 0


def seen() -> int:
    """Which revision or try the page had shown; 0: none."""
    return number("seen")


def given_at(now: datetime) -> datetime | None:
    """When an answer was given, as the device says: it tells how many seconds ago, whatever its clock shows."""
    return now - timedelta(seconds=number("ago")) if "ago" in request.form else None


def wants_json() -> bool:
    """Whether a script asks, which says the answer in its own place."""
    return request.accept_mimetypes.best == "application/json"


def typed() -> str:
    """The words that somebody wrote, where a form has any: not to be lost when it is refused."""
    several = [value for name, value in request.form.items() if name.startswith(TYPED) and value.strip()]
    return request.form.get("text", "") or "\n\n".join(several)


def own_page() -> str | None:
    """The page of ours that a form stood on: path and query."""
    referrer = request.referrer or ""
    return referrer.removeprefix(request.host_url.rstrip("/")) if referrer.startswith(request.host_url) else None


def bound_form() -> None:
    """Only a form with a file may be large; Werkzeug bounds the texts of such a form, and no other form."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = MAX_FORM_BYTES


def refuse_nul() -> None:
    """Nobody types a NUL character, and PostgreSQL keeps none."""
    in_form = any("\x00" in value for values in request.form.listvalues() for value in values)
    if in_form or "\x00" in request.path or b"%00" in request.query_string:
        abort(400)
