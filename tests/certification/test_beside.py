"""Which files may stand beside a paper."""

import pytest

from helpcourse.certification.beside.rules import LARGEST_BYTES, SignedFault, fault_of


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.pdf", b"%PDF-1.7", None),
        ("A.P7S", b"\x30\x82", None),
        ("a.asice", b"PK\x03\x04", None),
        ("a.xml", b"<?xml", None),
        ("a.pdf", b"\x30\x82", SignedFault.UNKNOWN_TYPE),  # is not what it is called
        ("a.exe", b"MZ", SignedFault.UNKNOWN_TYPE),
        ("a", b"%PDF-1.7", SignedFault.UNKNOWN_TYPE),
        ("a.pdf", b"", SignedFault.EMPTY),
        ("a.pdf", b"%PDF-" + bytes(LARGEST_BYTES), SignedFault.TOO_LARGE),
    ],
)
def test_a_file_is_taken_by_its_name_and_beginning(name, content, fault):
    assert fault_of(name, content) is fault
