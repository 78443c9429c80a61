"""`helpcourse translations export` and `import`: PO files for the tools that translators use."""

import argparse
import sys
from pathlib import Path

from helpcourse.cli.history import stale_sources
from helpcourse.cli.words import add_language, in_words
from helpcourse.config import read_settings
from helpcourse.content.intake import Intake, take_in
from helpcourse.content.load import load
from helpcourse.content.messages import messages
from helpcourse.content.mistakes import CourseMistakes
from helpcourse.interop.po import PoError, PoFile, from_po, to_po
from helpcourse.languages import LANGUAGES
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import speaking


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = commands.add_parser("export", help="write a PO file for Weblate, Poedit, OmegaT")
    export.add_argument("course", type=Path, help="the folder of one course")
    export.add_argument("--into", choices=LANGUAGES, required=True, help="the language of the translation")
    export.add_argument("-o", "--output", type=Path, help="the file to write; else it is printed")
    export.add_argument("--data", help="the data directory, to look for old texts in published editions")
    export.set_defaults(run=write_file)
    take = commands.add_parser("import", help="write what is translated in a PO file into the course")
    take.add_argument("course", type=Path, help="the folder of one course")
    take.add_argument("file", type=Path, help="the PO file")
    take.add_argument("--into", choices=LANGUAGES, help="the language of the translation; else the file says it")
    take.set_defaults(run=read_file)
    for command in (export, take):
        add_language(command)


def write_file(args: argparse.Namespace) -> int:
    with speaking(args.language):
        try:
            course = load(args.course, _sources(args.course))
        except CourseMistakes as error:
            return _complain(in_words(error.mistakes))
        if args.into not in course.languages:
            return _complain(_("`%(language)s` is not a language of this course", language=args.into))
        found = messages(course, args.into, stale_sources(args.course, course, read_settings(data=args.data)))
        text = to_po(found, course.id, args.into)
        if args.output is None:
            print(text, end="")
            return 0
        args.output.write_text(text, encoding="utf-8", newline="\n")
        left = sum(1 for message in found if message.is_fuzzy or not message.translation)
        print(_("%(file)s: messages: %(count)s, to translate or to look at: %(left)s",
                file=args.output, count=len(found), left=left))  # fmt: skip
    return 0


def read_file(args: argparse.Namespace) -> int:
    """Nothing is written if anything is broken."""
    with speaking(args.language):
        try:
            po = from_po(args.file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            return _complain(_("%(file)s cannot be read: %(reason)s", file=args.file, reason=error))
        except PoError as error:
            words = _("this is not a good file of translations")
            return _complain(f"{args.file}:{error.line}: {words} ({error.what})")
        return _take_in(args, po, args.into or po.language)


def _take_in(args: argparse.Namespace, po: PoFile, language: str) -> int:
    if language not in LANGUAGES:
        return _complain(
            _("%(file)s does not say its language: give it with `%(option)s`", file=args.file, option="--into")
        )
    try:
        course = load(args.course, _sources(args.course))
        if language not in course.languages:
            return _complain(_("`%(language)s` is not a language of this course", language=language))
        intake = take_in(args.course, _sources(args.course), language, po.messages, args.file.name)
    except CourseMistakes as error:
        print(in_words(error.mistakes))
        return _complain(_("nothing was written"))
    _tell(intake, args.file)
    return 0


def _tell(intake: Intake, file: Path) -> None:
    for message in intake.unknown:
        print(f"{file}:{message.line}: {message.context}: ", end="")
        print(_("the source does not say this, or not any more: export again, and merge"))
    for place in intake.waiting:
        print(_("%(place)s: left as it was: not all of its messages are translated", place=place))
    print(_("written: %(written)s, confirmed: %(confirmed)s, left as they were: %(waiting)s",
            written=len(intake.written), confirmed=len(intake.confirmed), waiting=len(intake.waiting)))  # fmt: skip


def _sources(course: Path) -> Path:
    return course.resolve().parent / "sources.yaml"


def _complain(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
