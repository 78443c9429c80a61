"""The formats that banks come and go in, by the names that people give them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from helpcourse.assessment.questions import QuestionKind
from helpcourse.content.gaps import gaps_in
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks import aiken
from helpcourse.interop.banks.bank import Bank, Note, Written
from helpcourse.interop.banks.checking import checked
from helpcourse.interop.banks.gift import reading as gift_in
from helpcourse.interop.banks.gift import writing as gift_out
from helpcourse.interop.banks.html_out import Target
from helpcourse.interop.banks.moodle import reading as moodle_in
from helpcourse.interop.banks.moodle import writing as moodle_out
from helpcourse.interop.banks.qti import package as qti_in
from helpcourse.interop.banks.qti import writing as qti_out

Read = Callable[[bytes, str, str], Bank]  # the file, the language of its words, its encoding if it does not say
Write = Callable[[Bank, Target], Written]


READERS: Mapping[str, Read] = {"aiken": aiken.read, "gift": gift_in.read, "moodle": moodle_in.read, "qti": qti_in.read}
WRITERS: Mapping[str, Write] = {"gift": gift_out.write, "moodle": moodle_out.write, "qti": qti_out.write}
ENDINGS: Mapping[str, str] = {"gift": ".gift.txt", "moodle": ".xml", "qti": ".zip"}  # of files that are written
TEXTS = frozenset({"gift", "moodle"})  # that can be printed
_AIKEN = re.compile(rb"^ANSWER: *[A-Z]\s*$", re.MULTILINE)


def guess(content: bytes) -> str:
    """The format of a file by what is in it."""
    start = content[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if start.startswith(b"PK"):
        return "qti"
    if start.startswith(b"<"):
        return "moodle" if b"<quiz" in start else "qti"
    return "aiken" if _AIKEN.search(content.replace(b"\0", b"")) else "gift"


def read(content: bytes, form: str, language: str, encoding: str = "") -> Bank:
    """Raises BankError if it is no such file; what is left out of it is told in the bank's notes."""
    return checked(READERS[form](content, language, encoding), language)


def write(bank: Bank, form: str, target: Target) -> Written:
    """With all that is told of it."""
    out = WRITERS[form](bank, target)
    return replace(out, notes=(*bank.notes, *_graded_otherwise(bank), *out.notes))


def _graded_otherwise(bank: Bank) -> Iterator[Note]:
    """Nowhere else are spaces, dashes and look-alikes folded in what is typed."""
    for question in bank.questions:
        is_typed = question.kind is QuestionKind.TEXT or any(gap.is_typed for gap in gaps_in(question.prompt))
        if is_typed and not question.exact_letters:
            what = phrase("elsewhere spaces, dashes, quotes and each letter of what is typed matter, capitals do not")
            yield Note(0, question.id, what)
