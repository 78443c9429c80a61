"""A folder to a Course, or all mistakes in it with file, line and remedy."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import get_args

from helpcourse.content import rules, strict_yaml
from helpcourse.content.documents import Form, Words, read_document
from helpcourse.content.files import CourseFiles, LessonFiles, ModuleFiles, TextFile, read_folder
from helpcourse.content.glossary import Glossary, read_glossary
from helpcourse.content.headers import KINDS
from helpcourse.content.links import References
from helpcourse.content.media import FOLDER, MediaFile
from helpcourse.content.media_blocks import MediaLibrary
from helpcourse.content.mistakes import CourseMistakes, Mistake, MistakeLog, phrase
from helpcourse.content.model import Block, BlockKind, Course, Lesson, Module, Passage, Source, Term
from helpcourse.content.pairing import Reading
from helpcourse.content.proof import Proofreader
from helpcourse.content.rules import Bank
from helpcourse.content.settings import (
    CourseFront,
    CourseSettings,
    CourseTitleFront,
    LanguageCode,
    LessonFront,
    M,
    ModuleFront,
    TestSettings,
    TitleFront,
    fitted,
)
from helpcourse.content.sources_file import KEPT_SOURCES, read_sources, sources_text
from helpcourse.content.strict_yaml import Settings
from helpcourse.content.translations import read_lock

__all__ = ["CourseMistakes", "Mistake", "load", "read"]

_LESSON = Form(KINDS, LessonFront)
_MODULE = Form(frozenset(), ModuleFront)
_ABOUT = Form(frozenset(), CourseFront, CourseTitleFront)
_BANK = Form(frozenset({BlockKind.QUESTION.value}), TitleFront, has_sections=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a folder."""

    course: Course | None  # as far as it can be read; None: there is no folder
    mistakes: tuple[Mistake, ...]  # by file and line


def load(folder: Path, sources_file: Path) -> Course:
    """The course in this folder, checked as a whole. Raises CourseMistakes with everything that is wrong."""
    found = read(folder, sources_file)
    if found.course is None or found.mistakes:
        raise CourseMistakes(found.mistakes)
    return found.course


def read(folder: Path, sources_file: Path) -> Found:
    """The course in this folder, whether or not it has mistakes."""
    mistakes = MistakeLog()
    files = read_folder(folder, mistakes)
    if not folder.is_dir():
        return Found(None, mistakes.all())
    sources = read_sources(sources_file, name_of_sources(sources_file, folder), mistakes)
    course = _Reader(files, sources, mistakes).course()
    return Found(course, mistakes.all())


def name_of_sources(sources_file: Path, folder: Path) -> str:
    """As mistakes tell it: relative to the folder above the courses."""
    above = folder.resolve().parent.parent
    path = sources_file.resolve()
    return path.relative_to(above).as_posix() if path.is_relative_to(above) else path.name


class _Reader:
    """Reads the files of one course; what cannot be read is told and left out."""

    def __init__(self, files: CourseFiles, sources: Mapping[str, Source] | None, mistakes: MistakeLog) -> None:
        self._files, self._sources, self._mistakes = files, sources, mistakes
        self._written = self._read_settings()
        settings = fitted(self._written, CourseSettings, mistakes) if self._written.lines else None
        self._are_settings_good = settings is not None
        self._settings = settings or _guessed(self._written)
        lock = read_lock(files.lock, mistakes)
        languages = dict.fromkeys([*self._settings.languages, self._settings.source])
        self._library = MediaLibrary(files.media, {}, f"{files.name}/{FOLDER}")
        self._reading = Reading(self._settings.source, tuple(languages), lock, mistakes, self._library)
        self._labels: list[Passage] = []

    def course(self) -> Course:
        """The whole course, without what has mistakes."""
        about = self._document(self._files.words["course"], f"{self._files.name}/course", "course", _ABOUT)
        glossary = read_glossary(self._files.words["glossary"], f"{self._files.name}/glossary", self._reading)
        self._labels += glossary.labels
        modules = [module for files in self._files.modules if (module := self._module(files))]
        bank = self._bank(self._files.words["test"], f"{self._files.name}/test", "test", self._settings.test)
        self._look_at_rules(modules, bank)
        about_blocks = about.blocks if about else ()
        proofreader = self._proofread(about_blocks, modules, bank, glossary)
        return self._whole(about, modules, bank, glossary.terms, proofreader)

    def _document(self, texts: Mapping[str, TextFile], name: str, document: str, form: Form[M]) -> Words[M] | None:
        words = read_document(texts, name, document, form, self._reading)
        self._labels += words.labels if words else ()
        return words

    def _read_settings(self) -> Settings:
        file = self._files.settings
        name = file.name if file else f"{self._files.name}/course.yaml"
        if file is None and not self._mistakes.has_any(name):
            self._mistakes.tell(
                name, 1, phrase("the file is missing"), phrase("write it: source, languages, hours, test")
            )
        written = strict_yaml.read(file.text, name, 1, self._mistakes) if file else None
        return written or Settings({}, name, 1)

    def _module(self, files: ModuleFiles) -> Module | None:
        texts = files.words["module"]
        words = self._document(texts, f"{files.name}/module", f"modules/{files.id}", _MODULE)
        quiz = self._settings.quizzes.get(files.id)
        bank = self._bank(files.words["test"], f"{files.name}/test", f"tests/{files.id}", quiz)
        lessons = [lesson for inside in files.lessons.values() if (lesson := self._lesson(inside))]
        if words is None:
            return None
        objectives = [block for block in words.blocks if block.kind is BlockKind.SECTION]
        if len(objectives) != 1 or next(iter(objectives[0].texts.values())).heading:
            file = texts[self._reading.source].name
            self._mistakes.tell(
                file, 1, phrase("a module has its learning objectives and nothing else"), phrase("write one list")
            )
            return None
        return Module(
            files.id, words.titles(), objectives[0], tuple(lessons), rules.test_rules(quiz) if quiz else None, bank
        )

    def _lesson(self, files: LessonFiles) -> Lesson | None:
        words = self._document(files.texts, files.name, f"lessons/{files.id}", _LESSON)
        if words is None:
            return None
        if not words.blocks and not self._mistakes.has_any(files.texts[self._reading.source].name):
            self._mistakes.tell(
                files.texts[self._reading.source].name, 1, phrase("a lesson without words"), phrase("write them")
            )
        return Lesson(files.id, words.front.minutes if words.front else 0, words.titles(), words.blocks)

    def _bank(
        self, texts: Mapping[str, TextFile], name: str, document: str, test: TestSettings | None
    ) -> tuple[Block, ...]:
        """The questions of a test; where there is none, they are read all the same."""
        words = self._document(texts, name, document, _BANK) if texts or test else None
        return words.blocks if words else ()

    def _look_at_rules(self, modules: Sequence[Module], bank: Sequence[Block]) -> None:
        if not modules and self._files.name and not self._mistakes.has_any(self._files.name):
            self._mistakes.tell(
                self._files.name, 1, phrase("a course without modules"), phrase("add a folder `01-its-id`")
            )
        if not self._are_settings_good:
            return
        rules.look_at_settings(self._settings, self._written, self._sources, self._mistakes)
        rules.look_at_quizzes(self._settings, self._written, [one.id for one in self._files.modules], self._mistakes)
        lessons = [lesson for module in modules for lesson in module.lessons]
        rules.look_at_cases(self._settings, self._written, lessons, self._mistakes)
        rules.look_at_countries(self._settings, lessons, self._mistakes)
        folders = {module.id: module.name for module in self._files.modules}
        banks = [Bank("", self._settings.test, bank, self._bank_file(self._files.name))] + [
            Bank(one.id, self._settings.quizzes.get(one.id), one.bank, self._bank_file(folders[one.id]))
            for one in modules
        ]
        for one in banks:
            if not self._mistakes.has_any(one.file):
                rules.look_at_bank(one, self._written, self._mistakes)

    def _bank_file(self, folder: str) -> str:
        return f"{folder}/test.{self._settings.source}.md"

    def _proofread(
        self,
        about: Sequence[Block],
        modules: Sequence[Module],
        bank: Sequence[Block],
        glossary: Glossary,
    ) -> Proofreader:
        """What has read the course; without any sources there is nothing to read against."""
        terms = {term.id: term for term in glossary.terms}
        references = References(self._sources or {}, terms, self._settings.source, self._files.media)
        proofreader = Proofreader(references, self._reading.languages, self._mistakes)
        if self._sources is None:
            return proofreader
        lessons = chain.from_iterable(module.lessons for module in modules)
        objectives, banks = ([module.objectives] for module in modules), (bank, *(module.bank for module in modules))
        for page in (about, *objectives, *(lesson.blocks for lesson in lessons), *banks):
            proofreader.page(page)
        for definition in glossary.definitions:
            proofreader.definition(definition)
        self._library.used.update({name: self._files.media[name] for name in sorted(proofreader.shown)})
        return proofreader

    def _whole(
        self,
        about: Words[CourseFront] | None,
        modules: Sequence[Module],
        bank: tuple[Block, ...],
        glossary: tuple[Term, ...],
        proofreader: Proofreader,
    ) -> Course:
        settings = self._settings
        needed = proofreader.cited.union(settings.instruments)
        cited = {key: source for key, source in (self._sources or {}).items() if key in needed}
        return Course(
            id=self._files.id,
            source=settings.source,
            languages=tuple(settings.languages),
            hours=settings.hours,
            is_open=settings.open,
            countries=tuple(settings.countries),
            instruments=tuple(settings.instruments),
            test=rules.test_rules(settings.test) if settings.test else None,
            completion=rules.completion(settings),
            titles=about.titles() if about else {},
            summaries=about.titles("summary") if about else {},
            about=about.blocks if about else (),
            modules=tuple(modules),
            bank=bank,
            glossary=glossary,
            sources=cited,
            labels=tuple(self._labels),
            digest=_digest(self._files.contents, cited, self._library.used),
            media=self._library.used,
            cited=frozenset(proofreader.cited),
            used=frozenset(proofreader.used),
            source_files=_kept(self._files.contents, cited, self._library.used),
            case_reviewers=settings.cases.reviewers if settings.cases else 1,
        )


def _guessed(written: Settings) -> CourseSettings:
    """Settings to read the rest of the course with, when course.yaml has mistakes of its own."""
    value = written.value if isinstance(written.value, dict) else {}
    known = get_args(LanguageCode)
    listed = value.get("languages")
    languages = [code for code in listed if code in known] if isinstance(listed, list) else list(known)
    source = value.get("source") if value.get("source") in known else "en"
    return CourseSettings.model_construct(source=source, languages=list(dict.fromkeys([source, *languages])), hours=1.0)


def _kept(contents: Mapping[str, bytes], cited: Mapping[str, Source], media: Mapping[str, MediaFile]) -> dict[str, str]:
    """All texts that the course can be read again from; of media the hash, by which the content is found."""
    files = {path: content.decode("utf-8-sig", "replace") for path, content in contents.items()}
    return files | {KEPT_SOURCES: sources_text(cited)} | _digests(media)


def _digests(media: Mapping[str, MediaFile]) -> dict[str, str]:
    return {f"{FOLDER}/{name}": media[name].digest for name in sorted(media)}


def _digest(contents: Mapping[str, bytes], cited: Mapping[str, Source], media: Mapping[str, MediaFile]) -> str:
    """What an edition is known by: the course's files and the sources that it cites."""
    digest = hashlib.sha256()
    entries = json.dumps([asdict(cited[key]) for key in sorted(cited)], sort_keys=True, default=str).encode()
    files = {**contents, **{path: hash_.encode() for path, hash_ in _digests(media).items()}}
    for path, content in [*sorted(files.items()), ("sources", entries)]:
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
