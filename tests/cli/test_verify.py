"""`helpcourse verify`: a paper is proven by its square code where there is no network."""

from helpcourse.certification.credentials.square import square_url
from helpcourse.cli import main
from tests.certification.test_draw import RECORD
from tests.keys import foreign_signer, give_keys, signer


def test_a_square_code_is_proven_without_the_network(tmp_path, capsys):
    give_keys(tmp_path / "keys")
    assert main(["verify", square_url(RECORD, signer()), "--data", str(tmp_path)]) == 0
    assert RECORD.names["kk"] in capsys.readouterr().out


def test_a_square_code_of_somebody_else_is_refused(tmp_path, capsys):
    give_keys(tmp_path / "keys")
    assert main(["verify", square_url(RECORD, foreign_signer()), "--data", str(tmp_path)]) == 1
    assert "altered" in capsys.readouterr().out
