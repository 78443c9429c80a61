"""A course read again from the texts that its edition keeps."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from helpcourse.content.load import load
from helpcourse.content.media import FOLDER
from helpcourse.content.model import Course
from helpcourse.content.sources_file import KEPT_SOURCES

FindMedia = Callable[[str], Path | None]  # by the sha256 of a file: where it lies


def read_kept(course_id: str, digest: str, source_files: str, spare_sources: Path, find_media: FindMedia) -> Course:
    """The course of an edition, from the JSON of its files. Raises CourseMistakes if this version refuses them.

    `spare_sources` serves editions from before the cited sources were kept with them.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "courses" / course_id
        _write(folder, json.loads(source_files), find_media)
        kept = folder / KEPT_SOURCES
        return replace(load(folder, kept if kept.exists() else spare_sources), digest=digest)


def _write(folder: Path, files: Mapping[str, str], find_media: FindMedia) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent != folder / FOLDER:
            path.write_text(text, encoding="utf-8", newline="")
        elif kept := find_media(text):
            shutil.copyfile(kept, path)
