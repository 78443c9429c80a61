"""`helpcourse bank`: question banks out of other people's files into ours, and ours into theirs."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from helpcourse.cli.words import add_language, in_words
from helpcourse.config import read_settings
from helpcourse.content.blocks import segment
from helpcourse.content.headers import KINDS
from helpcourse.content.load import load, read
from helpcourse.content.media import FOLDER
from helpcourse.content.mistakes import CourseMistakes, MistakeLog
from helpcourse.content.model import Course
from helpcourse.content.writing import write_all
from helpcourse.errors import NotFoundError
from helpcourse.interop.banks import formats
from helpcourse.interop.banks.bank import Bank, BankError, Note, Written
from helpcourse.interop.banks.decoding import ENCODINGS
from helpcourse.interop.banks.ours import bank_of, targets
from helpcourse.interop.banks.written import written
from helpcourse.languages import LANGUAGES
from helpcourse.web.bank_wording import lines, noted
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import speaking


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("bank", help="question banks from and for Moodle and others")
    commands = parser.add_subparsers(required=True, metavar="command")
    take = commands.add_parser("import", help="make a question bank of ours from another system's file")
    take.add_argument("file", type=Path, help="GIFT, Moodle XML, Aiken, or a QTI package")
    take.add_argument("--format", choices=formats.READERS, help="else it is told by what is in the file")
    take.add_argument("--encoding", choices=ENCODINGS, default="", help="of a file that does not say it; else UTF-8")
    take.add_argument(
        "--course", type=Path, help="the folder of a course: write its test file, and pictures into media/"
    )
    take.add_argument("--append", action="store_true", help="add to the file that is there")
    take.set_defaults(run=take_in)
    give = commands.add_parser("export", help="write the question bank of a course for another system")
    give.add_argument("course", type=Path, help="the folder of one course")
    give.add_argument("--format", choices=formats.WRITERS, required=True)
    give.set_defaults(run=give_away)
    for command in (take, give):
        command.add_argument("--module", default="", help="the id of a module: its quiz, not the final test")
        command.add_argument(
            "--in", dest="into", choices=LANGUAGES, required=True, help="the language of the questions"
        )
        command.add_argument("-o", "--output", type=Path, help="the file to write; else it is printed")
        command.add_argument("--overwrite", action="store_true", help="replace files that are there")
        add_language(command)


def take_in(args: argparse.Namespace) -> int:
    """Nothing is written if the file cannot be read; what is left out of it is told."""
    with speaking(args.language):
        try:
            content = args.file.read_bytes()
            form = args.format or formats.guess(content)
            bank = formats.read(content, form, args.into, args.encoding)
        except OSError as error:
            return _complain(_("%(file)s cannot be read: %(reason)s", file=args.file, reason=error))
        except BankError as error:
            return _complain(noted(args.file.name, error.line, "", error.what.in_words(_)))
        _tell(args.file.name, bank.notes)
        if not bank.questions:
            return _complain(_("nothing was written: there is no question that can be taken in"))
        return _write_bank(args, bank)


def _write_bank(args: argparse.Namespace, bank: Bank) -> int:
    path = _test_file(args) if args.course else args.output
    if path is None and args.course:
        return _complain(_("the course has no module `%(module)s`", module=args.module))
    is_translation = bool(args.course) and _is_translation(args.course, args.into)
    if path is None:
        if bank.pictures:
            print(_("pictures that are not written: %(count)s; give %(option)s", count=len(bank.pictures),
                    option="-o"), file=sys.stderr)  # fmt: skip
        print(written(bank), end="")
        return 0
    before = path.read_text(encoding="utf-8-sig") if path.exists() and args.append else ""
    if before:
        bank = _after(before, bank)
    text = written(bank, is_translation=is_translation)
    files: dict[Path, str | bytes] = {path: f"{before.rstrip()}\n\n{text}" if before else text}
    files |= {(args.course or path.parent) / FOLDER / name: content for name, content in bank.pictures.items()}
    if not _write(files, may_overwrite=args.overwrite, appended=path if before else None):
        return 1
    print(_("%(file)s: questions: %(count)s, pictures: %(pictures)s",
            file=path, count=len(bank.questions), pictures=len(bank.pictures)))  # fmt: skip
    return 0


def _test_file(args: argparse.Namespace) -> Path | None:
    """Of the final test, or of the quiz of a module; None: there is no such module."""
    folders = args.course.glob(f"[0-9][0-9]-{args.module}") if args.module else [args.course]
    folder = next(iter(folders), None)
    return folder / f"test.{args.into}.md" if folder else None


def _is_translation(course: Path, language: str) -> bool:
    found = read(course, course.resolve().parent / "sources.yaml").course
    return found is not None and language != found.source


def _after(text: str, bank: Bank) -> Bank:
    """The bank with ids that the file does not have yet, to stand below what is in it."""
    taken = {one.id for one in segment(text, "", KINDS, MistakeLog()).segments}
    questions = []
    for question in bank.questions:
        id_, number = question.id, 1
        while id_ in taken:
            number += 1
            id_ = f"{question.id}-{number}"
        taken.add(id_)
        questions.append(replace(question, id=id_))
    return replace(bank, questions=tuple(questions), title="")


def give_away(args: argparse.Namespace) -> int:
    with speaking(args.language):
        try:
            course = load(args.course, args.course.resolve().parent / "sources.yaml")
        except CourseMistakes as error:
            return _complain(in_words(error.mistakes))
        if args.into not in course.languages:
            return _complain(_("`%(language)s` is not a language of this course", language=args.into))
        pictures = {name: file.path.read_bytes() for name, file in course.media.items()}
        try:
            bank = bank_of(course, args.into, pictures, args.module)
        except NotFoundError:
            return _complain(_("the course has no module `%(module)s`", module=args.module))
        out = formats.write(bank, args.format, targets(course, args.into, _site(course, args.into)))
        _tell(course.id, out.notes)
        return _write_export(args, out)


def _write_export(args: argparse.Namespace, out: Written) -> int:
    if args.output is None and args.format in formats.TEXTS:
        print(out.content.decode(), end="")
        return 0
    if args.output is None:
        return _complain(_("a package of several files cannot be printed: give %(option)s", option="-o"))
    if not _write({args.output: out.content}, may_overwrite=args.overwrite):
        return 1
    print(_("%(file)s: questions: %(count)s", file=args.output, count=out.count))
    return 0


def _tell(file: str, notes: Iterable[Note]) -> None:
    for line in lines(file, notes):
        print(line, file=sys.stderr)


def _site(course: Course, language: str) -> str:
    """The address of the course's page, where the site is known."""
    site = read_settings().site_url.rstrip("/")
    return f"{site}/{language}/courses/{course.id}" if site else ""


def _write(files: Mapping[Path, str | bytes], *, may_overwrite: bool, appended: Path | None = None) -> bool:
    """Whether they were: nothing is replaced unless that was said."""
    there = [path for path, content in files.items() if path != appended and _is_other(path, content)]
    if there and not may_overwrite:
        _complain(_list(there))
        return False
    try:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_all(files)
    except OSError as error:
        _complain(_("nothing was written: %(reason)s", reason=error))
        return False
    return True


def _is_other(path: Path, content: str | bytes) -> bool:
    return path.exists() and path.read_bytes() != (content.encode() if isinstance(content, str) else content)


def _list(paths: Iterable[Path]) -> str:
    names = ", ".join(map(str, paths))
    return _("nothing was written: %(files)s: there already; to replace it say %(option)s",
             files=names, option="--overwrite")  # fmt: skip


def _complain(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
