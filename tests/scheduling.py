"""Which tests go together to one worker, and which go first.

xdist's own groups do nothing under pytest 9.2, which names tests in another way.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# What takes longest to set up is set up by one worker, first of all.
_TOGETHER = {
    "tests/browser/": "browser",
    "tests/test_pages.py": "walk",
    "tests/test_languages.py": "walk",
    "tests/test_html.py": "walk",
    "tests/test_serving.py": "servers",
    "tests/test_durability.py": "servers",
    "tests/test_wheel.py": "wheel",
}
_FIRST = list(dict.fromkeys(_TOGETHER.values()))


def group_of(test: str) -> str:
    """The tests of a file go together, those on SQLite and those on PostgreSQL apart."""
    file, _, name = test.partition("::")
    known = next((group for start, group in _TOGETHER.items() if file.startswith(start)), "")
    return known or f"{file} {'postgresql' if 'postgresql' in name else ''}"


def rank(test: str) -> int:
    group = group_of(test)
    return _FIRST.index(group) if group in _FIRST else len(_FIRST)


class ByGroup(LoadScopeScheduling):
    """Sends a group to one worker; groups in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
