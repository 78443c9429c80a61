"""Files that are broken, or made to harm, are refused with a clear word, at once and in little memory."""

import io
import time
import tracemalloc
import zipfile

import pytest

from helpcourse.interop.banks import formats
from helpcourse.interop.banks.bank import BankError
from helpcourse.interop.banks.zips import read_zip
from tests.interop.banks.moodle_samples import SINGLE, YES_AND_NO, answer, question, quiz

pytestmark = pytest.mark.usefixtures("tidy_memory")

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz><question type="essay"><questiontext><text>&b;</text></questiontext></question></quiz>"""
OUTSIDE = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY secret SYSTEM "file:///etc/hostname">]><quiz>&secret;</quiz>"""
FOREIGN = b'<?xml version="1.0"?>\n<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd">\n<quiz>&secret;</quiz>'


def said_of(content, form):
    """The first thing that is told, whether or not the file is read."""
    try:
        return str(formats.read(content, form, "en").notes[:1])
    except BankError as error:
        return str(error.what)


def seconds(content, form):
    """Of this process: others may be at work."""
    started = time.process_time()
    said_of(content, form)
    return time.process_time() - started


def megabytes(content, form):
    tracemalloc.start()
    said_of(content, form)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


@pytest.mark.parametrize(
    ("content", "told", "line"),
    [
        (BOMB, "entities of the file's own", 2),
        (OUTSIDE, "entities of the file's own", 2),
        (FOREIGN, "entities of the file's own", 3),
        (b"<quiz>\n<question>\n</quiz>", "the XML is broken here (mismatched tag)", 3),
        (b"<quiz><question></question>", "the XML is broken here (no element found)", 1),
        (b"", "the XML is broken here (no element found)", 1),
        (b"\x00\x01\x02", "the XML is broken here", 1),
        (b"<html></html>", "this is no Moodle XML: it begins with `<html>`", 1),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "the encoding that the file names is not known", 1),
        ("<quiz>\n<a>Мера</a></quiz>".encode("cp1251"), "not UTF-8; it reads well as windows-1251", 2),
        ("<quiz>\n<a>Қамау</a></quiz>".encode("kz1048"), "not UTF-8; it reads well as kz1048", 2),
        (b"<a>" * 200, "elements within each other too deep", 1),
    ],
)
def test_broken_xml_is_told_with_its_line(content, told, line):
    with pytest.raises(BankError) as error:
        formats.read(content, "moodle", "en")
    assert (str(error.value.what)[: len(told)], error.value.line) == (told, line)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_an_encoding_that_the_file_names_is_understood(encoding):
    xml = quiz(question("essay", "", "Мера")).decode().replace("UTF-8", encoding.removesuffix("-sig"))
    assert formats.read(xml.encode(encoding), "moodle", "ru").questions[0].prompt == "Мера"


@pytest.mark.parametrize("encoding", ["windows-1251", "kz1048"])
def test_an_encoding_that_the_owner_names_is_understood(encoding):
    text = "Кім шешеді? {=сот}" if encoding == "kz1048" else "Кто решает? {=суд}"
    assert formats.read(text.encode(encoding), "gift", "ru", encoding).questions[0].prompt.startswith("К")
    with pytest.raises(BankError, match="not UTF-8"):
        formats.read(text.encode(encoding), "gift", "ru")


@pytest.mark.parametrize(
    "text",
    [
        "<ul><li>" * 2_500,
        "<b>" * 6_000,
        "<!--" * 5_000,
        "[" * 20_000,
        "<a href='" * 2_000,
        "&#1" * 6_000,
        "*_" * 10_000,
        "> " * 10_000,
        "$$" * 10_000,
        "\\(" * 10_000,
        "{1:MC:" * 3_000,
        "<table><tr><td>" * 1_300,
    ],
)
def test_no_text_takes_long(text):
    assert seconds(quiz(question("cloze", "", text), question("essay", "", text)), "moodle") < 2


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"<quiz>" + b"<a/>" * 1_000_000, "moodle"),
        (b"<quiz " + b"a='" + b"x" * 9_000_000 + b"'/>", "moodle"),
        (b"x" * 21_000_000, "moodle"),
        (b"{" * 5_000_000, "gift"),
        (b"a {=b}\n\n" * 400_000, "gift"),
        (b"A. x\n" * 1_000_000, "aiken"),
    ],
)
def test_no_file_takes_long_or_grows(content, form):
    assert seconds(content, form) < 2
    assert megabytes(content[: len(content) // 10], form) < 30


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([("../../etc/cron.d/x", "x")], "leads out of it"),
        ([("/etc/passwd", "x")], "leads out of it"),
        ([("a\\..\\..\\x", "x")], "leads out of it"),
        ([("C:/x", "x")], "leads out of it"),
        ([("a.xml", bytes(9_000_000))], "unpacks to far too much"),
        ([(f"{number}.xml", bytes(900_000)) for number in range(60)], "unpacks to more than"),
        ([(f"{number}.xml", "") for number in range(5_001)], "files in the zip"),
    ],
)
def test_a_zip_that_harms_is_refused_before_it_is_unpacked(files, told):
    with pytest.raises(BankError, match=told):
        read_zip(zipped(files))


def test_a_zip_that_lies_about_its_size_is_refused():
    honest = zipped([("a.xml", bytes(900_000))])
    size = (900_000).to_bytes(4, "little")
    lying = honest.replace(size, (10).to_bytes(4, "little"))
    with pytest.raises(BankError, match="unpacks to far too much|broken"):
        read_zip(lying)


def test_nothing_harmful_reaches_our_files():
    options = answer("100", "<p>A<script>alert(1)</script></p>") + answer(
        "0", '<a href="javascript:alert(1)">B</a><img src="x" onerror="alert(1)"><iframe src="//evil"></iframe>'
    )
    text = "<svg onload=alert(1)></svg>&lt;script&gt;alert(1)&lt;/script&gt; {{x|y}} ::: note x"
    bank = formats.read(quiz(question("multichoice", SINGLE + options, text)), "moodle", "en")
    assert bank.questions[0].prompt == "&lt;script>alert(1)&lt;/script> \\{\\{x|y\\}\\} ::: note x"
    assert [option.text for option in bank.questions[0].options] == ["A", "B"]
    told = " ".join(str(note.what) for note in bank.notes)
    assert all(
        word in told for word in ("a script", "an embedded page", "a drawing", "leads nowhere", "not in the file")
    )


def test_a_question_that_our_files_cannot_hold_is_left_out_and_told():
    bank = formats.read(quiz(question("multichoice", SINGLE + YES_AND_NO, " "), question("essay", "")), "moodle", "en")
    assert [note.item for note in bank.notes] == ["q-1"]
    assert [found.kind for found in bank.questions] == ["essay"]


@pytest.mark.parametrize("form", ["", "[markdown]", "[html]"])
def test_many_heavy_texts_are_too_many(form):
    heavy = f"{form}{'*a* _b_ ' * 140}{{=x}}\n\n"
    assert seconds((heavy * 900).encode(), "gift") < 2
    assert "divide the file" in said_of((heavy * 900).encode(), "gift")


SENTENCE = "The police bring a detained person promptly before a judge, who decides. "
OPTIONS = "".join(answer("0", f"<p>{SENTENCE} {number}</p>") for number in range(6))


@pytest.mark.parametrize(
    ("text", "count", "told"),
    [
        (f"<p>{SENTENCE}</p>", 1_000, "()"),  # as large as a bank may be
        (f"<p>{SENTENCE}</p><ul><li>a</li><li>b</li></ul>", 1_000, "more than about 600 texts with lists"),
        (f"<p>{SENTENCE} \\(x^2\\)</p>", 1_000, "more than about 600 texts with lists"),
        (f"<p>{SENTENCE}</p>" * 200, 200, "more than about 600 texts with lists"),
        (SENTENCE * 200, 600, "more than 8000000 letters"),
    ],
)
def test_a_bank_is_taken_in_or_refused_within_two_seconds(text, count, told):
    bank = quiz(*(question("multichoice", SINGLE + YES_AND_NO + OPTIONS, text) for _ in range(count)))
    started = time.process_time()
    assert said_of(bank, "moodle").startswith(told)
    assert time.process_time() - started < 2
