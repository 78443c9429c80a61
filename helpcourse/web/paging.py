"""A long list cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PER_PAGE = 24

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the things that were found."""

    things: Sequence[T]
    total: int
    page: int  # from 1
    pages: int


def page_of(found: Sequence[T], number: int, per_page: int = PER_PAGE) -> Page[T]:
    """The page of this number, or the nearest that there is."""
    pages = max(1, -(-len(found) // per_page))
    page = min(max(number, 1), pages)
    return Page(found[(page - 1) * per_page : page * per_page], len(found), page, pages)
