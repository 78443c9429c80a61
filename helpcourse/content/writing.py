"""Writing an author's files: all of them or none."""

from collections.abc import Mapping
from pathlib import Path


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write these files. What can fail is done beside them first, and what was replaced is put back. Raises OSError."""
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    drafts = {path: path.with_name(f".{path.name}.draft") for path in contents}
    try:
        for path, content in contents.items():
            drafts[path].write_bytes(content.encode() if isinstance(content, str) else content)
        _replace(drafts, before)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _replace(drafts: Mapping[Path, Path], before: Mapping[Path, bytes | None]) -> None:
    done: list[Path] = []
    try:
        for path, draft in drafts.items():
            draft.replace(path)
            done.append(path)
    except OSError:
        for path in done:
            content = before[path]
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content)
        raise
