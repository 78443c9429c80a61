"""Messages go through a PO file and come back as they were."""

import pytest

from helpcourse.content.messages import Message
from helpcourse.interop.po import PoError, from_po, to_po

MESSAGES = [
    Message("course@title", "The ban", "Тыйым", note="title of course", file="courses/ban/course.en.md", line=2),
    Message("lessons/why#war/option-1", 'Yes, "in war".\n\tSo\\there.', note="option 1", file="x.en.md", line=7),
    Message("lessons/why#aside", "Another aside.", "Ескертпе.", is_fuzzy=True, previous="An aside.", file="x.en.md"),
]
HEADER = 'msgid ""\nmsgstr ""\n"Language: kk_KZ\\n"\n\n'


def test_messages_come_back_as_they_were():
    po = from_po(to_po(MESSAGES, "ban", "kk"))
    assert po.language == "kk"
    assert [(one.key, one.translation, one.is_fuzzy, one.previous, one.note) for one in po.messages] == [
        (one.key, one.translation, one.is_fuzzy, one.previous, one.note) for one in MESSAGES
    ]


def test_translators_see_what_a_message_is_and_what_it_was():
    text = to_po(MESSAGES, "ban", "kk")
    assert '#. title of course\n#: courses/ban/course.en.md:2\nmsgctxt "course@title"\n' in text
    assert '#, fuzzy\n#| msgctxt "lessons/why#aside"\n#| msgid "An aside."\nmsgctxt "lessons/why#aside"\n' in text


def test_the_same_messages_give_the_same_file():
    assert to_po(MESSAGES, "ban", "kk") == to_po(MESSAGES, "ban", "kk")


def test_a_message_knows_its_line_and_the_file_its_language():
    po = from_po(HEADER + 'msgctxt "a#b"\nmsgid "x"\nmsgstr " y "\n\n#~ msgid "old"\n#~ msgstr "ескі"\n')
    assert (po.language, [(one.line, one.translation) for one in po.messages]) == ("kk", [(5, "y")])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + 'msgctxt "a#b"\nmsgid "x"\nmsgstr y\n', 7),
        (HEADER + 'msgctxt "a#b"\nmsgid "x\n', 6),
        ("/etc/hostname", 1),
        ("\x00\x01", 1),
    ],
)
def test_what_is_no_po_file_is_told_with_its_line(text, line):
    with pytest.raises(PoError) as told:
        from_po(text)
    assert told.value.line == line
