"""Fenced code: where nothing that looks like a block, a heading or a list is one."""

import re
from collections.abc import Iterator

FENCE = re.compile(r"(`{3,}|~{3,})(.*)")


def in_code(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Each line, and whether it belongs to fenced code; fences are those that Python-Markdown takes for one."""
    if not any(line.startswith(("```", "~~~")) for line in lines):
        yield from ((False, line) for line in lines)
        return
    last = {line.rstrip(" "): place for place, line in enumerate(lines)}
    fence = ""
    for place, line in enumerate(lines):
        opened = FENCE.match(line)
        if fence:
            yield True, line
            fence = "" if line.rstrip(" ") == fence else fence
        elif opened and last.get(opened[1], -1) > place:
            fence = opened[1]
            yield True, line
        else:
            yield False, line
