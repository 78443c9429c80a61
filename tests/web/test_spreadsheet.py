"""Tables as files."""

import pytest

from helpcourse.web.spreadsheet import csv_file


@pytest.mark.parametrize("cell", ["=1+1", "+7 701", "-5", "@SUM(A1)", "\tx"])
def test_a_cell_cannot_become_a_formula(cell):
    text = csv_file("table", [[cell]]).get_data().decode("utf-8-sig")
    assert text.strip().strip('"').startswith("'")


def test_a_plain_cell_stays_as_it_is():
    assert csv_file("table", [["Әбдіров", 3]]).get_data().decode("utf-8-sig") == "Әбдіров;3\r\n"
