"""What a line must not part: a number from its sign or from the word that it belongs to."""

import re

_PARTS = re.compile(r"(<[^>]*>)")
_TIED = re.compile(r"№\s+\d[\w/-]*|\d+-[а-яёәіңғүұқөһ]+", re.IGNORECASE)


def tied(html: str) -> str:
    """`№ 5310/71`, `1-бап`: by markup and not by other signs, so that what is copied and searched stays as it was."""
    if "№" not in html and "-" not in html:
        return html
    return "".join(one if one.startswith("<") else _TIED.sub(_whole, one) for one in _PARTS.split(html))


def _whole(found: re.Match[str]) -> str:
    return f'<span class="nowrap">{found[0]}</span>'
