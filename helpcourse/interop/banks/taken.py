"""A bank that was taken in, kept until its owner has fetched it: what is told of it, and the file to commit."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from helpcourse.content.mistakes import Phrase
from helpcourse.interop.banks.bank import Bank, Note
from helpcourse.interop.banks.written import written

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same bank gives the same file


@dataclass(frozen=True, slots=True)
class Taken:
    source: str  # the name of the file that it came from
    language: str
    questions: int
    notes: tuple[Note, ...]
    pictures: int
    file: bytes  # Markdown; with pictures a zip of it and of the media folder

    @property
    def name(self) -> str:
        return f"test.{self.language}.{'zip' if self.pictures else 'md'}"


def taken(bank: Bank, source: str, language: str) -> Taken:
    text = written(bank).encode()
    media = {f"media/{name}": content for name, content in bank.pictures.items()}
    file = _zipped({f"test.{language}.md": text, **media}) if media else text
    return Taken(source, language, len(bank.questions), bank.notes, len(media), file)


def to_bytes(one: Taken) -> bytes:
    notes = [[note.line, note.item, _of_phrase(note.what)] for note in one.notes]
    report = [one.source, one.language, one.questions, notes, one.pictures]
    return _zipped({"report.json": json.dumps(report, ensure_ascii=False).encode(), "file": one.file})


def from_bytes(content: bytes) -> Taken:
    """Of what `to_bytes` made, and of nothing else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        source, language, questions, notes, pictures = json.loads(archive.read("report.json"))
        told = tuple(Note(line, item, _as_phrase(what)) for line, item, what in notes)
        return Taken(source, language, questions, told, pictures, archive.read("file"))


def _of_phrase(what: Phrase) -> list[object]:
    values = {name: _of_phrase(value) if isinstance(value, Phrase) else value for name, value in what.values.items()}
    return [
        what.template,
        {name: value if isinstance(value, list | int) else str(value) for name, value in values.items()},
    ]


def _as_phrase(kept: list[object]) -> Phrase:
    template, values = kept
    known = values if isinstance(values, dict) else {}
    return Phrase(
        str(template), {name: _as_phrase(value) if isinstance(value, list) else value for name, value in known.items()}
    )


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, inside in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), inside, zipfile.ZIP_DEFLATED)
    return content.getvalue()
