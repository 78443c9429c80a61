"""Builders of URLs, compiled once a process: each test has an application of its own with the same 200 routes."""

from collections.abc import Callable
from functools import cache
from typing import Any

from werkzeug.routing import Rule

_compile = Rule._compile_builder


@cache
def _compiled(rule: str, trace: tuple[Any, ...], defaults: tuple[Any, ...], append_unknown: bool) -> list[Any]:
    """A place for the builder: what is the same has the same one."""
    return []


def _kept(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    defaults = tuple(sorted((rule.defaults or {}).items()))
    place = _compiled(rule.rule, tuple(rule._trace), defaults, append_unknown)
    if not place:
        place.append(_compile(rule, append_unknown))
    builder: Callable[..., tuple[str, str]] = place[0]
    return builder


def keep_routes() -> None:
    """Of all applications that this process makes from now on."""
    Rule._compile_builder = _kept  # type: ignore[method-assign]  # werkzeug offers no other way
