"""A media block: its file, and the words without which it is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpcourse.content.blocks import Segment
from helpcourse.content.media import FOLDER, MediaFile, ShownMedia
from helpcourse.content.media_types import MediaKind
from helpcourse.content.mistakes import Difference, MistakeLog, phrase
from helpcourse.content.questions import split_reflection
from helpcourse.content.settings import MediaHeader

_TRANSCRIPT = phrase("write it after `> ` at the end of the block")
_LACKS_TRANSCRIPT = {
    MediaKind.SOUND: phrase("the sound `%(id)s` has no transcript"),
    MediaKind.VIDEO: phrase("the video `%(id)s` has no transcript"),
}


@dataclass(frozen=True, slots=True)
class MediaLibrary:
    """The media folder while blocks are read; remembers what they use."""

    files: Mapping[str, MediaFile]
    used: dict[str, MediaFile]  # by name
    folder: str = ""  # as mistakes name it

    def find(self, name: str, line: int, file: str, mistakes: MistakeLog) -> MediaFile | None:
        """The file of this name; that there is none is told, unless the file itself has a mistake."""
        found = self.files.get(name)
        if found:
            self.used[name] = found
        elif not mistakes.has_any(f"{self.folder}/{name}"):
            what = phrase("no file `%(name)s` in the folder `%(folder)s`", name=name, folder=FOLDER)
            mistakes.tell(file, line, what, phrase("put it there, or mend the name"))
        return found


@dataclass(frozen=True, slots=True)
class WrittenMedia:
    """The block in one language."""

    file: str
    block: Segment
    labels: Mapping[str, str]


def read_media_block(
    part: Segment,
    header: MediaHeader,
    written: Mapping[str, WrittenMedia],
    source: str,
    library: MediaLibrary,
    mistakes: MistakeLog,
) -> ShownMedia | None:
    """What the block shows; what is wrong with it in any language is told."""
    shown = library.find(header.file, part.header_line, written[source].file, mistakes)
    if shown is None:
        return None
    if shown.type.kind is MediaKind.CAPTIONS:
        remedy = phrase("name a picture, a sound or a video")
        mistakes.tell(written[source].file, part.header_line, phrase("captions alone are nothing to show"), remedy)
        return None
    captions: dict[str, MediaFile] = {}
    for language, one in written.items():
        for line, what, remedy in _gaps(one, shown.type.kind):
            mistakes.tell(one.file, line, what, remedy)
        if found := _captions(one, library, mistakes):
            captions[language] = found
    return ShownMedia(shown, captions)


def _captions(one: WrittenMedia, library: MediaLibrary, mistakes: MistakeLog) -> MediaFile | None:
    name = one.labels.get("captions")
    found = library.find(name, one.block.header_line, one.file, mistakes) if name else None
    if found and found.type.kind is not MediaKind.CAPTIONS:
        remedy = phrase("write them as WebVTT, and name that file")
        what = phrase("`%(name)s` has no captions in it", name=found.name)
        mistakes.tell(one.file, one.block.header_line, what, remedy)
        return None
    return found


def _gaps(one: WrittenMedia, kind: MediaKind) -> Iterator[Difference]:
    """What those who do not see or hear it would miss; alike in every language."""
    block, has_captions = one.block, bool(one.labels.get("captions"))
    _, transcript, line = split_reflection(block.body)
    if kind in _LACKS_TRANSCRIPT and not transcript:
        yield block.body_line + line, _LACKS_TRANSCRIPT[kind].of(id=block.id), _TRANSCRIPT
    if kind is MediaKind.VIDEO and not has_captions:
        remedy = phrase("add `captions:` with the name of a WebVTT file")
        yield block.line, phrase("the video `%(id)s` has no captions", id=block.id), remedy
    if kind is not MediaKind.VIDEO and has_captions:
        remedy = phrase("remove them: what is heard is said in the transcript")
        yield block.line, phrase("only a video has captions"), remedy
