"""The PDF as it is given away: for archives, for screen readers, sealed by the issuer.

veraPDF cannot be had from a package index; pikepdf reads here what PDF/A-2a and PDF/UA-1 ask of the file: what it calls
itself, its language, its tags, its colours, its fonts, and that the seal took none of it away.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pypdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from helpcourse.certification.credentials.square import square_url
from helpcourse.certification.draw import draw
from helpcourse.certification.pades import own_sealer
from helpcourse.certification.rules import issuer_of
from helpcourse.config import Settings
from tests.builders import NOW
from tests.certification.test_draw import RECORD
from tests.keys import give_keys, signer

NAME = "Ұлжан Әміреқызы Қоңыратбаева-Ғабитова"
PAPER = replace(RECORD, names={"kk": NAME, "ru": NAME})
XMP = {
    "pdfaid:part": "2",
    "pdfaid:conformance": "A",
    "pdfuaid:part": "1",
    "dc:language": {"kk"},
}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    keys = give_keys(tmp_path_factory.mktemp("sealed") / "keys")
    sealer = own_sealer(keys, issuer_of(Settings()).names, now=NOW)
    return sealer.seal(draw(PAPER, square_url(PAPER, signer())), PAPER)


@pytest.fixture(scope="module")
def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def validated(signature):
    """By a thread of its own: it begins an event loop, which a thread that drives a browser has already."""
    trusted = ValidationContext(trust_roots=[signature.signer_cert])
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(validate_pdf_signature, signature, trusted).result()


def test_a_name_with_every_kazakh_letter_is_copied_exactly(pdf):
    assert NAME in " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def test_it_calls_itself_pdf_a_2a_and_pdf_ua_1(opened):
    with opened.open_metadata() as told:
        assert {name: told[name] for name in XMP} == XMP
        assert told["dc:title"] == opened.docinfo["/Title"]


def test_its_parts_are_tagged_in_their_languages(opened):
    root = opened.Root
    assert (root.MarkInfo.Marked, str(root.Lang), root.ViewerPreferences.DisplayDocTitle) == (True, "kk", True)
    tags = list(tags_of(root.StructTreeRoot.K))
    assert {"/H1", "/P", "/Figure", "/Link"} <= {str(tag.S) for tag in tags}
    assert [str(tag.Alt) for tag in tags if tag.S == "/Figure" and "/Alt" in tag] == [PAPER.verify_url]


def tags_of(kids):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags_of(kid.get("/K", []))


def test_its_colours_are_told(opened):
    assert [str(intent.S) for intent in opened.Root.OutputIntents] == ["/GTS_PDFA1"]


def test_its_fonts_are_in_it_with_their_letters(opened):
    fonts = list(opened.pages[0].Resources.Font.values())
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert [font for font in fonts if "/ToUnicode" not in font] == []
    assert [one for one in descriptors if not {"/FontFile2", "/FontFile3"} & set(one.keys())] == []


def test_it_has_nothing_that_archives_refuse(opened):
    annotations = opened.pages[0].Annots
    assert not {"/AA", "/OpenAction", "/Encrypt"} & {*opened.Root.keys(), *opened.trailer.keys()}
    assert [one for one in annotations if not one.F & 4 or one.F & 0b11] == []  # printed, and neither hidden nor unseen


def test_another_reader_finds_the_seal_whole(pdf):
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    found = validated(signature)
    assert (found.bottom_line, found.coverage.name) == (True, "ENTIRE_FILE")
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_the_seal_says_what_it_is_and_what_it_is_not(pdf):
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    assert "не ЭЦП национального удостоверяющего центра" in signature.sig_object["/Reason"]
    assert signature.signer_cert.subject.native == {"common_name": "Центр обучения юридических кадров"}


def test_a_changed_byte_breaks_the_seal(pdf):
    changed = pdf[:5000] + bytes([pdf[5000] ^ 1]) + pdf[5001:]
    (signature,) = PdfFileReader(io.BytesIO(changed)).embedded_signatures
    assert not validated(signature).intact


def test_the_certificate_of_a_key_is_made_once(tmp_path):
    keys = give_keys(tmp_path / "keys")
    first, second = (own_sealer(keys, issuer_of(Settings()).names, now=NOW) for _ in range(2))
    assert first.signer.signing_cert.dump() == second.signer.signing_cert.dump()
