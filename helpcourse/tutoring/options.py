"""One of several answers that can be chosen, of a call's question and of a questionnaire's, and how rows keep it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MOST_OPTIONS = 12  # of a question


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    wording: Mapping[str, str]  # by language


def kept_options(options: Iterable[Option]) -> list[dict[str, Any]]:
    """For a row."""
    return [{"id": option.id, "wording": dict(option.wording)} for option in options]


def read_options(kept: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(one["id"], one["wording"]) for one in kept)
