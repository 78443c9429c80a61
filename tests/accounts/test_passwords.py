"""Passwords are kept as argon2id."""

import pytest

from helpcourse.accounts.passwords import hash_password, is_outdated, is_right
from tests.builders import PASSWORD


@pytest.fixture(scope="module")
def kept():
    return hash_password(PASSWORD)


def test_a_password_is_kept_as_argon2id_of_19_mib(kept):
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_only_the_password_is_right(kept):
    assert is_right(PASSWORD, kept)
    assert not is_right(PASSWORD + " ", kept)


def test_a_letter_of_two_signs_is_the_same_letter():
    assert is_right("Николай 1234", hash_password("Николаи\u0306 1234"))


def test_nobody_has_no_password():
    assert not is_right("nobody's", None)


def test_a_broken_hash_lets_nobody_in():
    assert not is_right(PASSWORD, "broken")


def test_a_hash_of_other_parameters_is_outdated(kept):
    assert not is_outdated(kept)
    assert is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$5pWqX1mZ3mQ0kYb8m0kq4A")
