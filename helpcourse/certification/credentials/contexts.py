"""The vocabularies of credentials, bundled: nothing is fetched, and nobody else's server can change what was signed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_FILES = {CREDENTIALS: "credentials-v2.json", OPEN_BADGES: "ob-v3p0-context-3.0.3.json"}


def load_context(url: str, _options: object = None) -> dict[str, Any]:
    """As PyLD asks for a document, which it keeps by the tag. Raises ValueError for any other address."""
    about = {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "tag": "static"}
    return {**about, "document": _read(url)}


@cache
def _read(url: str) -> Any:
    if url not in _FILES:
        raise ValueError(f"a vocabulary that is not bundled: {url}")
    return json.loads((Path(__file__).parent / "contexts" / _FILES[url]).read_text("utf-8"))
