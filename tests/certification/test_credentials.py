"""Credentials: verified by openbadgeslib, which has no code of ours; what is wrong with one is told."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import segno
from openbadgeslib.baking import extract_png, extract_svg
from openbadgeslib.ob3.did import did_web_from_url
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from helpcourse.certification.credentials import contexts
from helpcourse.certification.credentials.did import did_document, did_of
from helpcourse.certification.credentials.examine import Finding, examine
from helpcourse.certification.credentials.forms import CredentialForm
from helpcourse.certification.credentials.square import square_claims, square_url
from helpcourse.certification.credentials.status import StatusPlace, StatusPurpose, list_url
from helpcourse.certification.record import OwnWords, Record
from helpcourse.certification.seal import Undrawn, seal
from helpcourse.certification.status_lists import DueList, sign_list
from tests.builders import NOW
from tests.certification.test_draw import RECORD, STATEMENT, crowded
from tests.keys import foreign_signer, public_keys, signer

SITE = "https://help.example.org"
DID = did_of(SITE)
ZONE = ZoneInfo("Asia/Almaty")
PLACE = StatusPlace(2026, 41)
CODE = "7Q4M2NXK9RTW1234"
PAPER = replace(RECORD, code=CODE, verify_url=f"{SITE}/verify/{CODE}")
CERTIFICATE, STATEMENT_OF_IT = PAPER, replace(STATEMENT, code=CODE, verify_url=PAPER.verify_url)
OF_INSTITUTION = replace(
    PAPER, issuers=dict.fromkeys(("kk", "ru"), "Алқа"), words={"kk": OwnWords("Куәлік", "", "оқыды:")}
)
EXPIRED = replace(PAPER, expires_on=date(2026, 11, 4))
TEXT_FORMS = [CredentialForm.JSON, CredentialForm.JWT]


def files(record: Record = PAPER, *, foreign: bool = False) -> dict[CredentialForm, bytes]:
    return _files(record.to_json(), foreign)


@cache
def _files(record: str, foreign: bool) -> dict[CredentialForm, bytes]:
    keys = foreign_signer() if foreign else signer()
    made = seal(Undrawn(Record.from_json(record), PLACE, NOW), keys, ZONE, now=NOW)
    return {file.form: file.content for file in made.credentials}


def site(*ended: StatusPurpose):
    """What the site answers to a verifier: its keys, and lists on which PAPER has ended so."""

    def download(url: str) -> bytes:
        if url.endswith("/.well-known/did.json"):
            return json.dumps(did_document(DID, public_keys())).encode()
        purpose = next(one for one in StatusPurpose if url == list_url(SITE, one, PLACE.year, 0))
        due = DueList(purpose, PLACE.year, 0, (PLACE.bit,) if purpose in ended else ())
        return sign_list(due, SITE, signer(), now=datetime.now(UTC)).encode()  # it asks the machine for the time

    return download


def verify_elsewhere(form: CredentialForm, content: bytes, *ended: StatusPurpose):
    """By openbadgeslib: it asks the site for the keys, and for what became of the paper."""
    download = site(*ended)
    if form is CredentialForm.JWT:
        verifier = OB3Verifier.for_issuer_did(DID, download=download)
    else:
        verifier = OB3LdpVerifier.for_issuer_did(DID, download=download)
    return verifier.verify(content, check_status=True, download=download)


def reason(form: CredentialForm, content: bytes, *ended: StatusPurpose) -> str:
    with pytest.raises(OB3VerificationError) as error:
        verify_elsewhere(form, content, *ended)
    return str(error.value)


@pytest.mark.parametrize("form", TEXT_FORMS)
@pytest.mark.parametrize("record", [CERTIFICATE, STATEMENT_OF_IT, OF_INSTITUTION])
def test_another_library_verifies_it_and_reads_what_is_printed(form, record):
    read = verify_elsewhere(form, files(record)[form])
    assert read.identifiers[0].identity_hash == record.names["kk"]
    assert (read.achievement.name, read.credits_earned) == (record.course_titles["kk"], record.hours)


def test_a_credential_of_an_institution_has_its_name_and_words_and_the_sites_key():
    document = json.loads(files(OF_INSTITUTION)[CredentialForm.JSON])
    assert (document["issuer"]["id"], document["issuer"]["name"]) == (DID, "Алқа")
    assert document["name"].startswith("Куәлік: ")
    assert document["credentialSubject"]["achievement"]["criteria"]["narrative"].startswith("оқыды: ")


def test_another_library_names_the_site_alike():
    assert did_web_from_url(SITE) == DID


def test_another_library_finds_it_in_the_pictures():
    written = files()[CredentialForm.JSON].decode()
    assert extract_png(files()[CredentialForm.PNG], keyword=b"openbadgecredential") == written
    assert extract_svg(files()[CredentialForm.SVG], element="openbadges:credential", text_fallback=True) == written


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_another_library_refuses_a_changed_byte(form):
    assert "signature" in reason(form, changed(form)).lower()


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_another_library_refuses_a_wrong_key(form):
    assert "signature" in reason(form, files(foreign=True)[form]).lower()


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_another_library_refuses_a_revoked_one(form):
    assert "'revocation' is set" in reason(form, files()[form], StatusPurpose.REVOKED)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_another_library_refuses_an_expired_one(form):
    assert "expired" in reason(form, files(EXPIRED)[form]).lower()


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_replaced_one_is_not_called_revoked(form):
    assert verify_elsewhere(form, files()[form], StatusPurpose.REPLACED).id.endswith("/credential.json")


def test_what_words_mean_is_bundled():
    """The vocabularies are those that their makers publish, byte for byte."""
    folder = Path(contexts.__file__).parent / "contexts"
    printed = re.findall(r"(\S+\.json)\n.*\n  SHA-256 (\w+)", (folder / "NOTICE.txt").read_text())
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.json")}
    assert dict(printed) == digests


@pytest.mark.parametrize("form", CredentialForm)
def test_our_own_check_knows_a_genuine_one(form):
    examined = examine(files()[form], public_keys())
    assert (examined.finding, examined.code) == (Finding.GENUINE, CODE)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_our_own_check_tells_a_changed_byte(form):
    assert examine(changed(form), public_keys()).finding is Finding.ALTERED


def test_a_document_that_was_written_anew_is_still_genuine():
    anew = json.dumps(json.loads(files()[CredentialForm.JSON]), sort_keys=True).encode()
    assert examine(anew, public_keys()).finding is Finding.GENUINE


@pytest.mark.parametrize(
    "addition",
    [
        {"grade": "A+"},  # a word without a meaning is not signed
        {"@context": "https://example.org/other"},
        {"evidence": [{"type": "Evidence"}] * 9},  # nor may finding the meaning take for ever
    ],
)
def test_a_document_with_more_in_it_is_altered(addition):
    document = json.loads(files()[CredentialForm.JSON]) | addition
    assert examine(json.dumps(document).encode(), public_keys()).finding is Finding.ALTERED


def test_a_key_that_was_never_ours_is_told():
    theirs = files()[CredentialForm.JSON].replace(b"#ed25519-1", b"#ed25519-9")
    token = files()[CredentialForm.JWT].decode().split(".")
    header = base64.urlsafe_b64encode(b'{"alg":"RS256","kid":"did:web:a.kz#rsa-9"}').decode().rstrip("=")
    other = ".".join([header, *token[1:]]).encode()
    assert [examine(one, public_keys()).finding for one in (theirs, other)] == [Finding.WRONG_KEY] * 2


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"{", b"[" * 9000, b'{"proof": {}}', b"\x89PNG\r\n\x1a\n", b"<svg/>", b"a.b.c", b"{}" * 99999],
)
def test_a_file_without_a_credential_says_nothing(content):
    assert examine(content, public_keys()).finding is Finding.NOTHING


def test_a_token_without_a_signature_is_refused():
    """The oldest trick: the token itself says that it needs none."""
    header = base64.urlsafe_b64encode(b'{"alg":"none","kid":"rsa-1"}').decode().rstrip("=")
    payload = files()[CredentialForm.JWT].decode().split(".")[1]
    assert examine(f"{header}.{payload}.e30".encode(), public_keys()).finding is Finding.ALTERED


def test_the_square_code_proves_what_is_printed_without_the_site():
    examined = examine(square_url(PAPER, signer()).encode(), public_keys())
    assert examined.finding is Finding.GENUINE
    assert examined.said == square_claims(PAPER)
    assert (examined.said["p"], examined.said["d"]) == (PAPER.names["kk"], "2026-11-03")


def test_the_longest_texts_leave_the_pattern_coarse_enough_for_a_telephone():
    pattern = segno.make(square_url(crowded(PAPER), signer()), error="l", micro=False)
    assert 30 / pattern.symbol_size(border=0)[0] > 0.3  # mm a point, on a side of 30


def test_a_square_code_of_somebody_else_is_told():
    assert examine(square_url(PAPER, foreign_signer()).encode(), public_keys()).finding is Finding.ALTERED


def changed(form: CredentialForm) -> bytes:
    """With another digit in the number, however it is written."""
    content = files()[form]
    if form is CredentialForm.JSON:
        return content.replace(b"2026/000123", b"2026/000124")
    header, payload, signature = content.split(b".")
    said = base64.urlsafe_b64decode(payload + b"===").replace(b"2026/000123", b"2026/000124")
    return b".".join([header, base64.urlsafe_b64encode(said).rstrip(b"="), signature])
