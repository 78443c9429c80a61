"""GIFT and Aiken, as teachers write them by hand, are taken in."""

import pytest

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.interop.banks import formats
from helpcourse.interop.banks.bank import BankError, Option

AIKEN = """\
Who decides
on custody?
A. A judge
B) A cook
ANSWER: A

What is left out?
A. This
ANSWER: B
"""


def read(text, form="gift"):
    return formats.read(text.encode(), form, "en")


def one(text):
    bank = read(text)
    assert len(bank.questions) == 1, bank.notes
    return bank.questions[0], [str(note.what) for note in bank.notes]


@pytest.mark.parametrize(
    ("text", "kind", "options"),
    [
        ("Who? {=A judge#Right. ~A cook#No.}", "single", (("A judge", True), ("A cook", False))),
        ("Which? {~%50%A ~%50%B ~%-50%C}", "multiple", (("A", True), ("B", True), ("C", False))),
        ("It is so. {TRUE}", "single", (("True", True), ("False", False))),
        ("Is it? {F#No. #Yes.}", "single", (("True", False), ("False", True))),
        ("Who decides? {=judge =the judge}", "text", (("judge", False), ("the judge", False))),
        ("Which? {=arrest -> 48 hours =custody -> 72 hours}", "matching", (("arrest", False), ("custody", False))),
        ("How many? {#30:0.5}", "number", (("30 ± 0.5", False),)),
        ("How many? {#29.5..30.5}", "number", (("30 ± 0.5", False),)),
        ("How many? {#=30:1#Right. =%50%30:3#Nearly.}", "number", (("30 ± 1", False),)),
        ("Write. {}", "essay", ()),
        ("Order. {>2 ALL VERTICAL ALL_OR_NOTHING\nOne\nTwo\n}", "ordering", (("One", False), ("Two", False))),
    ],
)
def test_each_kind_of_question_is_known_by_its_answers(text, kind, options):
    found, _told = one(text)
    assert found.kind == kind
    assert tuple((option.text, option.is_right) for option in found.options) == options


def test_a_missing_word_is_a_gap():
    assert one("Grant is {~buried =entombed ~living} in a tomb.")[0].prompt == (
        "Grant is {{entombed|buried|living}} in a tomb."
    )
    assert one("It is {=judge =the judge} who decides.")[0].prompt == "It is {{= judge | the judge}} who decides."


def test_names_comments_categories_and_feedback_are_read():
    text = (
        "$CATEGORY: $course$/top/Custody\n\n// [id:who-decides] [tag:war]\n"
        "::A name:: [html]<b>Who</b>\\: x \\= y? {=judge#Right. ####See <i>art. 9</i>.}"
    )
    found, told = one(text)
    assert (found.id, found.tags, found.prompt) == ("who-decides", ("war",), "**Who**: x = y?")
    assert (found.options, found.feedback) == ((Option("judge", feedback="Right."),), "See *art. 9*.")
    assert (told, read(text).title) == ([], "Custody")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Only a text.", "left out: a text that asks nothing"),
        ("Who? {=A", "left out: a brace without its other half"),
        ("Who? {A}", "left out: its answers are not understood"),
        ("Who? {~A ~B}", "left out: it has no right answer"),
        ("How many? {#many}", "left out: no number that we can have"),
    ],
)
def test_what_cannot_be_taken_in_is_told_with_its_line(text, told):
    bank = read(f"Write. {{}}\n\n{text}\n")
    assert [(note.line, str(note.what)[: len(told)]) for note in bank.notes] == [(3, told)]
    assert len(bank.questions) == 1


def test_weights_are_told_if_they_are_not_ours():
    found, told = one("Which? {~%75%A ~%25%B ~C}")
    assert (found.kind, found.credit) == (QuestionKind.MULTIPLE, Credit.PROPORTIONAL)
    assert told[0].startswith("weighted otherwise")


def test_aiken_is_read_and_what_is_broken_is_told():
    bank = read(AIKEN, "aiken")
    assert bank.questions[0].prompt == "Who decides\n\non custody?"
    assert bank.questions[0].options == (Option("A judge", True), Option("A cook"))
    assert [(note.line, note.item) for note in bank.notes] == [(7, "question-2")]


@pytest.mark.parametrize("form", ["gift", "aiken"])
def test_a_file_without_questions_is_refused(form):
    with pytest.raises(BankError):
        read("\n\n", form)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"Who? {=A ~B}", "gift"),
        ("﻿Кто?\nA. Судья\nB. Повар\nANSWER: A\n".encode(), "aiken"),
        (b'<?xml version="1.0"?>\n<!-- x --><quiz></quiz>', "moodle"),
        (b"PK\x03\x04", "qti"),
        (b'<?xml version="1.0"?><qti-assessment-item/>', "qti"),
    ],
)
def test_the_format_is_told_by_what_is_in_the_file(content, form):
    assert formats.guess(content) == form
