"""sources.yaml: the treaties, laws, judgments and documents that every course may cite."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from helpcourse.content import strict_yaml
from helpcourse.content.files import TextFile, read_text
from helpcourse.content.mistakes import Mistake, MistakeLog, phrase
from helpcourse.content.model import Source
from helpcourse.content.settings import SourceSettings, fitted
from helpcourse.content.strict_yaml import Settings

KEPT_SOURCES = "../sources.yaml"  # as an edition names, among its files, the sources that it cites

_LARGEST = 500_000  # bytes: ten times the sources of three courses
_KEY = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def read_sources(path: Path, name: str, mistakes: MistakeLog) -> Mapping[str, Source] | None:
    """All sources by key; those with mistakes are in it as far as they can be read. None: the file cannot be read."""
    file, _ = read_text(path, name, _LARGEST, mistakes)
    if file is None:
        return None
    sources, told = _sources(file)
    mistakes.add(told)
    return sources


@lru_cache(maxsize=4)  # many courses stand beside one file
def _sources(file: TextFile) -> tuple[Mapping[str, Source] | None, tuple[Mistake, ...]]:
    """With what is wrong with them."""
    mistakes = MistakeLog()
    settings = strict_yaml.read(file.text, file.name, 1, mistakes)
    if settings is None:
        return None, mistakes.all()
    if not isinstance(settings.value, dict):
        mistakes.tell(file.name, 1, phrase("no sources"), phrase("write `KEY:` and below it, indented, what it is"))
        return None, mistakes.all()
    return {key: _source(key, entry, mistakes) for key, entry in settings.parts().items()}, mistakes.all()


def sources_text(sources: Mapping[str, Source]) -> str:
    """The entries as they could stand in sources.yaml; JSON is YAML."""
    return json.dumps({key: _entry(sources[key]) for key in sorted(sources)}, ensure_ascii=False, indent=1)


def _entry(source: Source) -> dict[str, object]:
    written = {
        "kind": source.kind,
        "title": dict(source.titles),
        "short": dict(source.shorts),
        "number": source.number,
        "body": source.body,
        "country": source.country,
        "date": source.date and source.date.isoformat(),
        "in_force": source.in_force and source.in_force.isoformat(),
        "url": dict(source.urls),
    }
    return {key: value for key, value in written.items() if value}


def _source(key: str, entry: Settings, mistakes: MistakeLog) -> Source:
    if not _KEY.fullmatch(key):
        mistakes.tell(
            entry.file,
            entry.first_line,
            phrase("`%(key)s` is no key", key=key),
            phrase("use letters, digits and single hyphens"),
        )
    found = fitted(entry, SourceSettings, mistakes)
    if found is None:  # told; the key is known, so that its citations are not told as well
        return Source(key, "document", dict.fromkeys(("en", "kk", "ru"), key), {}, {})
    if found.kind in ("judgment", "decision") and not (found.number and found.body):
        what = phrase("`%(key)s` has no number or no body", key=key)
        mistakes.tell(entry.file, entry.first_line, what, phrase("add `number:` and `body:` (echr, cat, hrc)"))
    return Source(
        key,
        found.kind,
        found.title.model_dump(),
        found.short.model_dump() if found.short else {},
        found.url.model_dump(exclude_none=True),
        found.number or "",
        found.body or "",
        found.country or "",
        found.date,
        found.in_force,
    )
