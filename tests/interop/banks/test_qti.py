"""QTI items of 2.1, 2.2 and 3 are taken in, alone or in packages."""

import io
import zipfile
from xml.etree.ElementTree import fromstring

import pytest

from helpcourse.interop.banks import formats
from helpcourse.interop.banks.bank import BankError, Option
from tests.interop.banks.builders import every_kind
from tests.interop.banks.qti_samples import IN_3, TEMPLATE, choices, declared, item, package

ONE = item(choices("judge", "cook"), declared("single", "identifier", "c0"))
MAPPED = (
    '<mapping defaultValue="0"><mapEntry mapKey="c0" mappedValue="1"/>'
    '<mapEntry mapKey="c1" mappedValue="1"/><mapEntry mapKey="c2" mappedValue="-1"/></mapping>'
)


def read(content, language="en"):
    return formats.read(content, "qti", language)


def one(content):
    bank = read(content)
    assert len(bank.questions) == 1, bank.notes
    return bank.questions[0], [str(note.what) for note in bank.notes]


def test_a_choice_is_read():
    found, told = one(ONE)
    assert (found.kind, found.prompt, told) == ("single", "Who **decides**?", [])
    assert found.options == (Option("judge", True), Option("cook"))


def test_qti_3_is_read_with_its_feedback_and_points():
    bank = read(IN_3, "ru")
    assert bank.questions[0].options == (Option("Повар", feedback="Нет."), Option("Судья", True, feedback="Да."))
    assert (bank.questions[0].id, bank.questions[0].points, bank.language, bank.notes) == ("three", 3, "ru", ())


def test_a_bank_in_another_language_than_was_said_is_told():
    assert [str(note.what) for note in read(IN_3, "kk").notes] == ["the file says that it is in `ru`"]


@pytest.mark.parametrize(
    ("mapped", "rules", "credit"),
    [("", "", "exact"), (MAPPED, TEMPLATE.format("map_response"), "proportional")],
)
def test_several_right_choices_are_exact_or_weighted(mapped, rules, credit):
    asked = declared("multiple", "identifier", "c0", "c1", mapped=mapped)
    found, told = one(item(choices("A", "B", "C", most=0), asked, rules))
    assert (found.kind, found.credit, told) == ("multiple", credit, [])
    assert [option.is_right for option in found.options] == [True, True, False]


def match_set(*names):
    choices = (f'<simpleAssociableChoice identifier="{name}">{name}</simpleAssociableChoice>' for name in names)
    return f"<simpleMatchSet>{''.join(choices)}</simpleMatchSet>"


def test_pairs_are_read():
    sets = match_set("a", "b") + match_set("x", "y", "z")
    body = f'<matchInteraction responseIdentifier="RESPONSE"><prompt>Which?</prompt>{sets}</matchInteraction>'
    found, told = one(item(body, declared("multiple", "directedPair", "a y", "b x")))
    assert found.options == (Option("a", match="y"), Option("b", match="x"))
    assert told == ["matches that belong to no term are left out: 1"]


def test_steps_stand_in_their_right_order():
    steps = "".join(f'<simpleChoice identifier="{name}">{name}</simpleChoice>' for name in "abc")
    body = f'<p>Order.</p><orderInteraction responseIdentifier="RESPONSE">{steps}</orderInteraction>'
    found, _told = one(item(body, declared("ordered", "identifier", "c", "a", "b")))
    assert [option.text for option in found.options] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("body", "asked", "kind", "written"),
    [
        ("<p>Who?</p><p>{}</p>", declared("single", "string", "judge"), "text", "judge"),
        ("<p>How many?</p><p>{}</p>", declared("single", "float", "30"), "number", "30 ± 0"),
    ],
)
def test_a_field_that_stands_alone_is_a_typed_answer(body, asked, kind, written):
    field = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
    found, _told = one(item(body.format(field), asked))
    assert (found.kind, found.options[0].text) == (kind, written)


def test_fields_in_a_text_are_gaps():
    typed = '<textEntryInteraction responseIdentifier="A"/>'
    chosen = (
        '<inlineChoiceInteraction responseIdentifier="B"><inlineChoice identifier="x">ten</inlineChoice>'
        '<inlineChoice identifier="y">two</inlineChoice></inlineChoiceInteraction>'
    )
    asked = declared("single", "string", "judge", name="A") + declared("single", "identifier", "y", name="B")
    found, _told = one(item(f"<p>By a {typed} in {chosen} days.</p>", asked))
    assert (found.kind, found.prompt) == ("gaps", "By a {{= judge}} in {{two|ten}} days.")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Only a text.</p>", "left out: a text that asks nothing"),
        ('<hotspotInteraction responseIdentifier="RESPONSE"/>', "left out: a question of a kind that we do not have"),
        (choices("A", "B") * 2, "left out: a question of a kind that we do not have"),
        (choices("A", "B"), "left out: it has no right answer"),
    ],
)
def test_what_cannot_be_taken_in_is_told(body, told):
    bank = read(item(body))
    assert [(note.item, str(note.what)[: len(told)]) for note in bank.notes] == [("q-1", told)]


def test_a_package_is_read_and_what_is_broken_in_it_told():
    bank = read(package({"a/one.xml": ONE, "bad.xml": b"<x>"}, "a/one.xml", "bad.xml", "none.xml"))
    assert len(bank.questions) == 1
    told = [str(note.what) for note in bank.notes]
    assert told[0].startswith("left out: `none.xml` is not in the zip")
    assert told[1].startswith("left out: `bad.xml`: the XML is broken here")


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", package({})[:100], b"<html/>", b"<a"])
def test_what_is_no_package_is_refused(content):
    with pytest.raises(BankError):
        read(content)


def test_a_zip_without_a_manifest_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("x", "x")
    with pytest.raises(BankError, match="this is no QTI package"):
        read(content.getvalue())


def test_our_package_is_well_formed_and_says_all_that_is_in_it(tmp_path):
    bank, target = every_kind(tmp_path)
    with zipfile.ZipFile(io.BytesIO(formats.write(bank, "qti", target).content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    hrefs = {one.get("href") for one in fromstring(files["imsmanifest.xml"]).iter() if one.get("href")}
    assert hrefs | {"imsmanifest.xml"} == set(files)
    assert all(fromstring(content) is not None for content in files.values())


def test_the_same_bank_gives_the_same_package(tmp_path):
    bank, target = every_kind(tmp_path)
    assert formats.write(bank, "qti", target).content == formats.write(bank, "qti", target).content
