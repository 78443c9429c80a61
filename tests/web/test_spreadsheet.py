"""Tables as files."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from helpcourse.web.spreadsheet import Table, csv_file, xlsx_file


@pytest.mark.parametrize("cell", ["=1+1", "+7 701", "-5", "@SUM(A1)", "\tx"])
def test_a_cell_cannot_become_a_formula(cell):
    text = csv_file("table", [[cell]]).get_data().decode("utf-8-sig")
    assert text.strip().strip('"').startswith("'")


def test_a_plain_cell_stays_as_it_is():
    assert csv_file("table", [["Әбдіров", 3]]).get_data().decode("utf-8-sig") == "Әбдіров;3\r\n"


def test_a_workbook_takes_text_for_text_and_keeps_numbers():
    file = xlsx_file("tables", [Table("Words", [["=1+1", "http://example.kz", "007", 0.5, None]])]).get_data()
    with ZipFile(BytesIO(file)) as parts:
        sheet, words = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "sharedStrings"))
    assert "<f>" not in sheet
    assert "<v>0.5</v>" in sheet
    assert all(text in words for text in ("=1+1", "http://example.kz", "007"))
