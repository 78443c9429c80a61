"""Settings come from the command line, the environment and a file, in this order."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from helpcourse import config
from helpcourse.config import Settings, read_settings, secret_key


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "settings.toml").write_text('site_url = "https://of-the-file.kz"\nnumber_prefix = "OF"\n')
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "given", "site_url"),
    [
        ({}, {}, "https://of-the-file.kz"),
        ({"HELPCOURSE_SITE_URL": "https://of-the-environment.kz"}, {}, "https://of-the-environment.kz"),
        (
            {"HELPCOURSE_SITE_URL": "https://of-the-environment.kz"},
            {"site_url": "https://given.kz"},
            "https://given.kz",
        ),
        ({}, {"site_url": None}, "https://of-the-file.kz"),  # an option that was not given
    ],
)
def test_what_is_nearer_wins(data, environment, given, site_url):
    assert read_settings(environment, data=data, **given).site_url == site_url


def test_numbers_are_numbers(data):
    assert read_settings({"HELPCOURSE_TRUSTED_PROXIES": "2"}, data=data).trusted_proxies == 2


def test_an_unknown_name_is_told(data):
    with pytest.raises(ValueError, match="unknown settings: site_uri"):
        read_settings({"HELPCOURSE_SITE_URI": "https://typed-wrongly.kz"}, data=data)


def test_other_variables_of_the_environment_are_none_of_ours(data):
    assert read_settings({"PATH": "/bin"}, data=data).number_prefix == "OF"


def test_without_an_address_the_database_lies_in_the_data_directory(tmp_path):
    assert Settings(data=tmp_path).engine_url == f"sqlite:///{tmp_path}/helpcourse.db"


@pytest.mark.parametrize(("site_url", "is_https"), [("https://a.kz", True), ("http://a.kz", False), ("", False)])
def test_cookies_are_secure_where_the_site_is(site_url, is_https):
    assert Settings(site_url=site_url).is_https is is_https


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path):
    first = secret_key(tmp_path / "new")
    assert secret_key(tmp_path / "new") == first
    assert len(first) == 32
    assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o777 == 0o600


def test_every_setting_says_what_it_means():
    """Beside it, or with the one before: the issuer's names in three languages share their words."""
    lines = Path(config.__file__).read_text("utf-8").splitlines()
    body = next(node for node in ast.parse("\n".join(lines)).body if getattr(node, "name", "") == "Settings").body
    silent = [
        ast.unparse(node.target)
        for node in body
        if isinstance(node, ast.AnnAssign) and "#" not in "".join(lines[node.lineno - 1 : node.end_lineno])
    ]
    printed = [f.name for f in fields(Settings) if f.name.endswith(("_kk", "_ru", "_en"))]
    assert set(silent) - set(printed) == set()
