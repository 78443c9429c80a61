"""Keys: made once, for their owner only, replaced without breaking what the old ones signed."""

import pytest

from helpcourse.certification.credentials.did import base_58, did_document, did_of, from_base_58
from helpcourse.certification.keys import KeyFolder
from helpcourse.cli import main
from tests.keys import give_keys

DID = "did:web:courses.example.kz"


@pytest.fixture
def folder(tmp_path):
    return give_keys(tmp_path / "keys")


def test_keys_are_made_at_first_need_and_kept(tmp_path):
    folder = KeyFolder(tmp_path / "data" / "keys")
    assert folder.signer().rsa.private_numbers() == folder.signer().rsa.private_numbers()
    assert list(folder.public()) == ["rsa-1", "ed25519-1"]


def test_keys_are_for_their_owner_only(folder):
    folder.signer()
    modes = [path.stat().st_mode & 0o777 for path in [folder.root, *sorted(folder.root.iterdir())]]
    assert modes == [0o700, *[0o600] * 4]


def test_a_rotated_key_verifies_what_it_signed_and_signs_no_more(folder):
    signature = folder.signer().ed25519.sign(b"paper")
    assert folder.rotate() == ("ed25519-2", "rsa-2")
    assert folder.public()["ed25519-1"].verify(signature, b"paper") is None
    assert folder.signer().ed25519_name == "ed25519-2"
    assert not (folder.root / "ed25519-1.pem").exists()


def test_a_name_is_never_given_twice(folder):
    (folder.root / "ed25519-1.pem").unlink()
    (folder.root / "ed25519-1.pub").rename(folder.root / "ed25519-7.pub")
    assert folder.signer().ed25519_name == "ed25519-8"


def test_all_keys_are_published_under_names_that_stay(folder):
    before = did_document(DID, folder.public())["verificationMethod"]
    folder.rotate()
    after = did_document(DID, folder.public())
    assert [method for method in before if method not in after["verificationMethod"]] == []
    assert after["assertionMethod"] == [f"{DID}#{name}" for name in folder.public()]


def test_nothing_private_is_published(folder):
    methods = did_document(DID, folder.public())["verificationMethod"]
    assert [set(method.get("publicKeyJwk", {})) & {"d", "p", "q"} for method in methods] == [set(), set()]


@pytest.mark.parametrize(
    ("site_url", "did"),
    [
        ("https://courses.example.kz", DID),
        ("https://courses.example.kz/", DID),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
        ("https://example.kz/help/courses", "did:web:example.kz:help:courses"),
    ],
)
def test_a_site_is_named_by_its_address(site_url, did):
    assert did_of(site_url) == did


@pytest.mark.parametrize("content", [b"", b"\0\0paper", b"\xed\x01" + bytes(range(32))])
def test_base_58_is_read_as_it_was_written(content):
    assert from_base_58(base_58(content)) == content


def test_base_58_is_as_others_write_it():
    assert base_58(b"Hello World!") == "z2NEpo7TZRRrLZSi2U"  # of the draft of base58 at the IETF


def test_the_site_publishes_its_keys(client, app):
    published = client.client.get("/.well-known/did.json")
    assert published.mimetype == "application/did+json"
    assert published.headers["Access-Control-Allow-Origin"] == "*"
    assert published.get_json(force=True)["id"] == "did:web:localhost"


def test_the_command_lists_and_replaces_keys(tmp_path, folder, capsys):
    main(["keys", "rotate", "--data", str(tmp_path)])
    main(["keys", "list", "--data", str(tmp_path)])
    printed = capsys.readouterr().out
    assert "signing with ed25519-2 and rsa-2" in printed
    assert "rsa-1  retired" in printed
