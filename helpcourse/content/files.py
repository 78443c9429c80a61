"""The folder of a course: which files it has, read as text; nothing outside of it is touched."""

import errno
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpcourse.content.blocks import ID
from helpcourse.content.media import FOLDER, MediaFile, read_media
from helpcourse.content.mistakes import MistakeLog, Phrase, phrase, quoted

_LARGEST = 60_000  # bytes; five times what can be read in half an hour
_LARGEST_LISTS = {"test": 300_000, "glossary": 300_000, "translations.lock": 1_000_000}  # a thousand of each
_RESERVED = frozenset({"test"})  # lesson ids that are addresses of the site's own

_WORDS = re.compile(r"(course|glossary|test)\.(kk|ru|en)\.md")
_MODULE = re.compile(r"([0-9]{2})-(.+)")
_MODULE_WORDS = re.compile(r"(module|test)\.(kk|ru|en)\.md")
_LESSON = re.compile(r"([0-9]{2})-(.+)\.(kk|ru|en)\.md")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

_REASONS: Mapping[int | None, Phrase] = {
    errno.ENOENT: phrase("No such file or directory"),
    errno.EACCES: phrase("Permission denied"),
    errno.EISDIR: phrase("Is a directory"),
}
_NO_ID = {
    "course": phrase("the folder's name `%(id)s` is no id"),
    "module": phrase("the module's id `%(id)s` is no id"),
    "lesson": phrase("the lesson's id `%(id)s` is no id"),
}
_RESERVED_ID = {
    "course": phrase("the folder's name `%(id)s` is an address of the site's own"),
    "module": phrase("the module's id `%(id)s` is an address of the site's own"),
    "lesson": phrase("the lesson's id `%(id)s` is an address of the site's own"),
}
_SAME_ID = {
    "module": phrase("the module id `%(id)s` is used already, by %(other)s"),
    "lesson": phrase("the lesson id `%(id)s` is used already, by %(other)s"),
}


@dataclass(frozen=True, slots=True)
class TextFile:
    name: str  # as mistakes tell it: relative to the folder above the courses
    text: str


@dataclass(slots=True)
class LessonFiles:
    id: str
    name: str  # without language: courses/x/01-a/02-b
    texts: dict[str, TextFile] = field(default_factory=dict)


@dataclass(slots=True)
class ModuleFiles:
    id: str
    name: str
    words: dict[str, dict[str, TextFile]] = field(default_factory=lambda: {"module": {}, "test": {}})
    lessons: dict[str, LessonFiles] = field(default_factory=dict)  # by file name without language


@dataclass(slots=True)
class CourseFiles:
    """All that was found in the folder, by what it is."""

    id: str
    name: str  # courses/x
    settings: TextFile | None = None
    lock: TextFile | None = None
    words: dict[str, dict[str, TextFile]] = field(default_factory=lambda: {"course": {}, "glossary": {}, "test": {}})
    modules: list[ModuleFiles] = field(default_factory=list)
    media: Mapping[str, MediaFile] = field(default_factory=dict)  # by name
    contents: dict[str, bytes] = field(default_factory=dict)  # path within the folder -> as it lies on disk


def read_folder(folder: Path, mistakes: MistakeLog) -> CourseFiles:
    """The files of the course in this folder."""
    root = folder.resolve()
    return _FolderReader(root, mistakes).read()


def read_text(path: Path, name: str, limit: int, mistakes: MistakeLog) -> tuple[TextFile | None, bytes]:
    """A file as text, and its bytes; None if it cannot be read as text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        mistakes.tell(
            name,
            1,
            phrase("cannot be read (%(reason)s)", reason=_REASONS.get(error.errno, error.strerror)),
            phrase("look whether it is there and may be read"),
        )
        return None, b""
    if len(content) > limit:
        mistakes.tell(
            name,
            1,
            phrase("%(size)s bytes are too many", size=len(content)),
            phrase("keep it under %(limit)s: divide it", limit=limit),
        )
        return None, content
    text = _decoded(content, name, mistakes)
    return (None if text is None else TextFile(name, text)), content


def _decoded(content: bytes, name: str, mistakes: MistakeLog) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        mistakes.tell(name, line, phrase("not UTF-8"), phrase("save the file in UTF-8"))
        return None
    text = cleaned(text)
    lines = text.split("\n") if _CONTROLS.search(text) else ()
    odd = [(number, match[0]) for number, line in enumerate(lines, 1) for match in _CONTROLS.finditer(line)]
    for number, letter in odd:
        mistakes.tell(
            name, number, phrase("an invisible character U+%(code)s", code=f"{ord(letter):04X}"), phrase("remove it")
        )
    return None if odd else text


def cleaned(text: str) -> str:
    """One way to write lines, letters and tabs, whatever editor wrote them."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).expandtabs(4)


class _FolderReader:
    def __init__(self, root: Path, mistakes: MistakeLog) -> None:
        self._root, self._mistakes = root, mistakes
        self._files = CourseFiles(root.name, self._name(root))

    def read(self) -> CourseFiles:
        if not self._root.is_dir():
            is_there = self._root.exists()
            what = phrase("a file, not a folder") if is_there else phrase("no such folder")
            self._tell(self._root, what, phrase("give the folder of a course"))
            return self._files
        self._look_at_id(self._root, self._root.name, "course")
        for path in self._inside(self._root):
            self._take(path)
        self._look_at_numbers(self._root, [module.name for module in self._files.modules])
        self._look_for_twins([(module.id, module.name) for module in self._files.modules], "module")
        lessons = [(lesson.id, lesson.name) for module in self._files.modules for lesson in module.lessons.values()]
        self._look_for_twins(lessons, "lesson")
        return self._files

    def _take(self, path: Path) -> None:
        if path.is_dir():
            self._folder(path)
        elif not path.is_file():
            self._tell(path, phrase("neither a file nor a folder"), phrase("remove it"))
        elif path.name == "course.yaml":
            self._files.settings = self._text(path)
        elif path.name == "translations.lock":
            self._files.lock = self._text(path, _LARGEST_LISTS[path.name])
        elif match := _WORDS.fullmatch(path.name):
            if text := self._text(path, _LARGEST_LISTS.get(match[1], _LARGEST)):
                self._files.words[match[1]][match[2]] = text
        else:
            self._tell(
                path, phrase("a file that is not known here"), phrase("remove it, or mend its name (course.en.md)")
            )

    def _folder(self, path: Path) -> None:
        if path.name == FOLDER:
            self._files.media = read_media(self._inside(path), self._name(path), self._mistakes)
            return
        match = _MODULE.fullmatch(path.name)
        if not match:
            self._tell(path, phrase("a folder that is not known here"), phrase("name a module's folder `01-its-id`"))
            return
        self._look_at_id(path, match[2], "module")
        module = ModuleFiles(match[2], self._name(path))
        self._files.modules.append(module)
        for inside in self._inside(path):
            self._take_of_module(inside, module)
        self._look_at_numbers(path, [lesson.name for lesson in module.lessons.values()])
        if not module.lessons:
            self._tell(path, phrase("a module without lessons"), phrase("add `01-its-id.en.md`, or remove the folder"))

    def _take_of_module(self, path: Path, module: ModuleFiles) -> None:
        if (match := _MODULE_WORDS.fullmatch(path.name)) and path.is_file():
            if text := self._text(path):
                module.words[match[1]][match[2]] = text
        elif (match := _LESSON.fullmatch(path.name)) and path.is_file():
            stem = f"{match[1]}-{match[2]}"
            if stem not in module.lessons:
                self._look_at_id(path, match[2], "lesson")
                module.lessons[stem] = LessonFiles(match[2], f"{module.name}/{quoted(stem)}")
            if text := self._text(path):
                module.lessons[stem].texts[match[3]] = text
        else:
            self._tell(
                path,
                phrase("a file that is not known here"),
                phrase("name a lesson's file `01-its-id.en.md` (kk, ru, en)"),
            )

    def _inside(self, folder: Path) -> Iterator[Path]:
        """What lies in a folder, by name; hidden files are not ours, links that lead away are refused."""
        for path in sorted(folder.iterdir()):
            if path.name.startswith("."):
                continue
            if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(self._root)):
                self._tell(
                    path, phrase("a link that leads out of the course's folder"), phrase("put the file itself there")
                )
                continue
            yield path

    def _text(self, path: Path, limit: int = _LARGEST) -> TextFile | None:
        text, content = read_text(path, self._name(path), limit, self._mistakes)
        self._files.contents[quoted(path.relative_to(self._root).as_posix())] = content
        return text

    def _look_at_id(self, path: Path, id_: str, of: str) -> None:
        if not ID.fullmatch(id_) or len(id_) > 80:
            self._tell(
                path,
                _NO_ID[of].of(id=id_),
                phrase("use a-z, 0-9 and single hyphens, 80 at most"),
            )
        elif id_ in _RESERVED:
            self._tell(
                path,
                _RESERVED_ID[of].of(id=id_),
                phrase("choose another"),
            )

    def _look_at_numbers(self, folder: Path, names: list[str]) -> None:
        """Two of one number have no order."""
        numbers = [name.rpartition("/")[2][:2] for name in names]
        for number in sorted({number for number in numbers if numbers.count(number) > 1}):
            self._tell(
                folder,
                phrase("the number %(number)s is given twice", number=number),
                phrase("give each its own number"),
            )

    def _look_for_twins(self, things: list[tuple[str, str]], of: str) -> None:
        names: dict[str, str] = {}
        for id_, name in things:
            if id_ in names:
                self._mistakes.tell(name, 1, _SAME_ID[of].of(id=id_, other=names[id_]), phrase("choose another"))
            names.setdefault(id_, name)

    def _name(self, path: Path) -> str:
        return quoted(path.relative_to(self._root.parent.parent).as_posix())

    def _tell(self, path: Path, what: Phrase, remedy: Phrase) -> None:
        self._mistakes.tell(self._name(path), 1, what, remedy)
