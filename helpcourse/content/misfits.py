"""What does not fit into a settings model, in words for authors: pydantic's own are for programmers, and English."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from helpcourse.content.mistakes import Phrase, phrase

_WRONG = phrase("`%(name)s`: this value cannot stand here")
_DAY = phrase("`%(name)s`: input should be a valid date or datetime")
_CHOICE = phrase("`%(name)s`: input should be %(choices)s or %(last)s")

_LINES = phrase("`%(name)s` must be lines of `key: value`")

# By pydantic's types of errors; those above the line are settings.py's own.
MESSAGES: Mapping[str, Phrase] = {
    "yes_or_no": phrase("`%(name)s`: must be true or false"),
    "day": phrase("`%(name)s`: must be a day such as 2026-10-01"),
    "whole": phrase("`%(name)s`: must be a whole number"),
    "number": phrase("`%(name)s`: must be a number such as 2 or 0.75"),
    "draw": phrase("`%(name)s`: must be a number of questions, or one by tag"),
    "all": phrase("`%(name)s`: must be all or false"),
    "code": phrase("`%(name)s`: must be a-z, 0-9 and single hyphens"),
    "country": phrase("`%(name)s`: must be two capital letters, as in KZ"),
    "address": phrase("`%(name)s`: must be an address that begins with https://"),
    # ---
    "missing": phrase("`%(name)s` is missing"),
    "extra_forbidden": phrase("`%(name)s` is not known here"),
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "greater_than": phrase("`%(name)s`: input should be greater than %(limit)s"),
    "greater_than_equal": phrase("`%(name)s`: input should be greater than or equal to %(limit)s"),
    "less_than": phrase("`%(name)s`: input should be less than %(limit)s"),
    "less_than_equal": phrase("`%(name)s`: input should be less than or equal to %(limit)s"),
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "string_type": phrase("`%(name)s`: must be words, not a list or lines of `key: value`"),
    "string_too_short": phrase("`%(name)s`: must not be empty"),
    "list_type": phrase("`%(name)s`: must be a list such as [a, b]"),
    "too_short": phrase("`%(name)s`: the list must not be empty"),
    "model_type": _LINES,
    "dict_type": _LINES,
}
_LIMITS = ("gt", "ge", "lt", "le")


def misfit(detail: ErrorDetails, known: Iterable[str]) -> tuple[Phrase, Phrase]:
    """What is wrong and the remedy; `known` are the keys that may stand at the top."""
    if not detail["loc"]:
        return phrase("this must be lines of `key: value`"), phrase("write it so")
    name = ".".join(map(str, detail["loc"]))
    what = MESSAGES.get(detail["type"], _WRONG).of(name=name, **_values(detail.get("ctx", {})))
    return what, _remedy(detail, known)


def _values(context: Mapping[str, Any]) -> dict[str, str]:
    if "expected" in context:  # 'kk', 'ru' or 'en'
        choices, _, last = context["expected"].rpartition(" or ")
        return {"choices": choices, "last": last}
    limits = [context[key] for key in _LIMITS if key in context]
    return {"limit": f"{limits[0]:g}"} if limits else {}


def _remedy(detail: ErrorDetails, known: Iterable[str]) -> Phrase:
    if detail["type"] == "missing":
        return phrase("add it")
    if MESSAGES.get(detail["type"]) is _LINES:
        return phrase("write it so")
    if detail["type"] != "extra_forbidden":
        return phrase("mend the value")
    if len(detail["loc"]) > 1:
        return phrase("remove it, or mend its spelling: see the guide for authors")
    return phrase("remove it, or mend its spelling (known: %(known)s)", known=", ".join(sorted(known)))
