"""Translated messages taken into the files of a course: all that is whole, or nothing if anything breaks the course."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpcourse.content.coverage import in_order
from helpcourse.content.edits import NewWords, rewritten, rewritten_glossary
from helpcourse.content.load import load
from helpcourse.content.lock_file import NAME, lock_of
from helpcourse.content.messages import Message, of_part, whole
from helpcourse.content.mistakes import CourseMistakes, Mistake, by_place, phrase
from helpcourse.content.model import BlockKind, Course, Freshness, Passage, Text, walk
from helpcourse.content.paragraphs import cut
from helpcourse.content.parts import Part, Role, parts
from helpcourse.content.slots import Key, body_with, parts_by_key
from helpcourse.content.translations import freshness_in, lock_text, place, renewed
from helpcourse.content.writing import write_all

Told = Mapping[tuple[str, str], Message]  # messages by their keys


@dataclass(slots=True)
class Intake:
    """What has come of the messages."""

    written: list[str] = field(default_factory=list)  # places whose words are new or revised
    confirmed: list[str] = field(default_factory=list)  # places that were stale and keep their words
    waiting: list[str] = field(default_factory=list)  # places of which something is not translated yet
    unknown: list[Message] = field(default_factory=list)  # said, but not in this course, or not any more


@dataclass(frozen=True, slots=True)
class _Done:
    """A passage of which every message is translated."""

    passage: Passage
    words: Mapping[Key, str]
    is_new: bool  # in words


def take_in(folder: Path, sources_file: Path, language: str, told: Sequence[Message], name: str) -> Intake:
    """Write what is translated and bring the lock up to date; `name` is the messages' file, as mistakes tell it.

    Raises CourseMistakes, with nothing written, if the course or a message is broken.
    """
    course = load(folder, sources_file)
    by_key = {message.key: message for message in told}
    intake = Intake()
    used: set[tuple[str, str]] = set()
    done = [found for passage in _into(course, language) if (found := _done(passage, language, by_key, used))]
    done = _with_what_is_inside(done, language)
    kept = {_place(one.passage, language) for one in done}
    intake.waiting = [where for one in _into(course, language) if (where := _place(one, language)) not in kept]
    intake.unknown = [message for message in told if message.translation and message.key not in used]
    _look_at(done, by_key, language, name)
    texts, waiting = _texts(course, folder, done, language)
    done = [one for one in done if _place(one.passage, language) not in waiting]
    intake.waiting += sorted(waiting)
    intake.written = [_place(one.passage, language) for one in done if one.is_new]
    intake.confirmed = [
        _place(one.passage, language)
        for one in done
        if not one.is_new and freshness_in(one.passage.block, language) is Freshness.STALE
    ]
    _write(folder, sources_file, texts, [_place(one.passage, language) for one in done], told, name)
    return intake


def _into(course: Course, language: str) -> Iterator[Passage]:
    return (passage for passage in in_order(course) if passage.block.source_language != language)


def _with_what_is_inside(done: Sequence[_Done], language: str) -> list[_Done]:
    """Without blocks in which others stand that are not done: what is recorded of a block covers those too."""
    ids = {(one.passage.document, one.passage.block.id) for one in done}

    def is_whole(passage: Passage) -> bool:
        inside = (inner.id for inner in walk(passage.block.inside) if inner.source_language != language)
        return all((passage.document, id_) in ids for id_ in inside)

    return [one for one in done if is_whole(one.passage)]


def _done(passage: Passage, language: str, told: Told, used: set[tuple[str, str]]) -> _Done | None:
    """The passage, if all of its messages are there and translated."""
    block = passage.block
    source = parts_by_key(block.kind, block.texts[block.source_language])
    before = parts_by_key(block.kind, block.texts[language]) if language in block.texts else {}
    words = {key: _words(passage, part, before.get(key), told, used) for key, part in source.items()}
    whole_words = {key: text for key, text in words.items() if text}
    if len(whole_words) < len(words):
        return None
    is_new = language not in block.texts or {key: part.markdown for key, part in before.items()} != whole_words
    return _Done(passage, whole_words, is_new)


def _words(passage: Passage, part: Part, before: Part | None, told: Told, used: set[tuple[str, str]]) -> str | None:
    """A part in other words; None if one of its messages is not there, not translated or to be looked at again."""
    ours = of_part(passage, part)
    if not all(message.key in told for message in ours):
        ours = [whole(passage, part)]
    theirs = [told[message.key] for message in ours if message.key in told]
    used |= {message.key for message in theirs}
    if len(theirs) < len(ours) or not all(message.translation and not message.is_fuzzy for message in theirs):
        return None
    texts = [message.translation for message in theirs]
    if len(ours) == 1 and ours[0].source == part.markdown:
        return texts[0]
    model = cut(before.markdown) if before else None
    return (model if model and len(model.units) == len(texts) else cut(part.markdown)).filled(texts)


def _place(passage: Passage, language: str) -> str:
    return place(passage.document, language, passage.block.id)


def _look_at(done: Iterable[_Done], told: Told, language: str, name: str) -> None:
    """Raises CourseMistakes for messages that would not be read as what they are."""
    mistakes = [mistake for one in done if one.is_new for mistake in _misread(one, told, language, name)]
    if mistakes:
        raise CourseMistakes(tuple(by_place(mistakes)))


def _misread(one: _Done, told: Told, language: str, name: str) -> Iterator[Mistake]:
    body = _body(one, language)
    heading = one.words.get((Role.HEADING, ""), "")
    text = Text(body or "", "", 1, heading, body_line=1)
    read = {(part.role, part.option): part.markdown for part in parts(one.passage.block.kind, text)}
    source = parts_by_key(one.passage.block.kind, one.passage.block.texts[one.passage.block.source_language])
    for key, words in one.words.items():
        asked = of_part(one.passage, source[key])
        texts = cut(words).texts
        for number, message in enumerate(asked):
            found = told.get(message.key)
            is_read = len(texts) == len(asked) and (found is None or texts[number] == found.translation)
            if found and (not is_read or body is None or read.get(key) != words or "\n" in heading):
                what = phrase(
                    "%(place)s: the translation is not read as one piece, as its source is", place=found.context
                )
                remedy = phrase("keep it one paragraph, without marks of lists, headings or blocks at its beginning")
                yield Mistake(name, found.line, what, remedy)


def _body(one: _Done, language: str) -> str | None:
    """The words in the shape of the translation that is there, or else of the source."""
    block = one.passage.block
    if block.kind is BlockKind.SECTION:
        return one.words.get((Role.BODY, ""), "")
    keys = {key for key in one.words if key[0] is not Role.HEADING}
    there = block.texts.get(language)
    if there and parts_by_key(block.kind, there).keys() == one.words.keys():
        return body_with(block.kind, there, one.words)
    return body_with(block.kind, block.texts[block.source_language], one.words) if keys else ""


def _texts(
    course: Course, folder: Path, done: Iterable[_Done], language: str
) -> tuple[dict[Path, tuple[str, str]], set[str]]:
    """The new texts of files, each with its document, and the places that must wait."""
    above = folder.resolve().parent.parent
    documents: dict[str, list[_Done]] = {}
    for one in done:
        if one.is_new:
            documents.setdefault(one.passage.document, []).append(one)
    texts: dict[Path, tuple[str, str]] = {}
    waiting: set[str] = set()
    for document, found in documents.items():
        stem = next(iter(found[0].passage.block.texts.values())).file.rsplit(".", 2)[0]
        source = (above / f"{stem}.{course.source}.md").read_text(encoding="utf-8-sig")
        path = above / f"{stem}.{language}.md"
        new, held = _text(path, source, document, found, language)
        if new.strip():  # else all of it waits
            texts[path] = (new, document)
        waiting |= {place(document, language, id_) for id_ in held}
    return texts, waiting


def _text(path: Path, source: str, document: str, found: Sequence[_Done], language: str) -> tuple[str, set[str]]:
    """A file with its new words, in the encoding and with the line ends that it has."""
    content = path.read_bytes().decode("utf-8") if path.exists() else ""
    plain = content.removeprefix("\ufeff").replace("\r\n", "\n")
    labels = {
        one.passage.block.id[1:]: " ".join(one.words[Role.HEADING, ""].split())
        for one in found
        if one.passage.block.id.startswith("@")
    }
    blocks = {
        one.passage.block.id: (one.words.get((Role.HEADING, ""), ""), _body(one, language) or "")
        for one in found
        if not one.passage.block.id.startswith("@")
    }
    words = NewWords(labels, blocks)
    held: set[str] = set()
    if document == "glossary":
        new = rewritten_glossary(plain, source.replace("\r\n", "\n"), words)
    else:
        new, held = rewritten(plain, source.replace("\r\n", "\n"), words)
    mark = "\ufeff" if content.startswith("\ufeff") else ""
    return mark + (new.replace("\n", "\r\n") if "\r\n" in content else new), held


def _write(
    folder: Path,
    sources_file: Path,
    texts: Mapping[Path, tuple[str, str]],
    done: Sequence[str],
    told: Sequence[Message],
    name: str,
) -> None:
    """Write the files and the lock, once the course with them has no mistakes. Raises CourseMistakes."""
    root = folder.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        draft = Path(scratch) / root.parent.name / root.name
        shutil.copytree(root, draft, copy_function=_link)
        for path, (text, _) in texts.items():
            copy = draft / path.relative_to(root)
            copy.unlink(missing_ok=True)
            copy.write_bytes(text.encode())
        try:
            course = load(draft, sources_file)
        except CourseMistakes as error:
            known = {path.relative_to(root.parent.parent).as_posix(): found for path, found in texts.items()}
            raise CourseMistakes(tuple(_at_message(one, known, told, name) for one in error.mistakes)) from error
    old = lock_of(folder)
    lock = {**old, **{where: entry for where, entry in renewed(course, old, accept=done).items() if where in done}}
    files = {path: text for path, (text, _) in texts.items()}
    write_all(files | ({root / NAME: lock_text(lock)} if lock != old else {}))


def _link(source: str, target: str) -> None:
    """Pictures and sounds need not be copied."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _at_message(mistake: Mistake, texts: Mapping[str, tuple[str, str]], told: Sequence[Message], name: str) -> Mistake:
    """The mistake at the message whose translation stands on its line, else at the first of the same document."""
    if mistake.file not in texts:
        return mistake
    text, document = texts[mistake.file]
    line = text.split("\n")[mistake.line - 1]
    near = [one for one in told if one.context.startswith((f"{document}#", f"{document}@"))]
    on_line = [one for one in near if any(words and words in line for words in one.translation.split("\n"))]
    at = max(on_line, key=lambda one: len(one.translation), default=near[0] if near else Message(document, "", line=1))
    what = phrase("%(place)s: %(what)s", place=at.context, what=mistake.what)
    return Mistake(name, at.line, what, mistake.remedy)
