"""The programme report: who sees whom in it, its filter, its files."""

import io
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.pages import PageClient
from tests.things import COURSE

URL = "/en/admin/report"


@pytest.fixture
def page_of(used_app, world):
    """page_of("yerlan", "country=KZ")"""
    return lambda name, query="", status=200: (
        PageClient(used_app).log_in(world.cast[name]).get(f"{URL}?{query}", status)
    )


@pytest.fixture
def csv_of(used_app, world):
    """csv_of("yerlan", "country=KZ") -> its rows."""

    def downloaded(name, query="", language="en"):
        client = PageClient(used_app).log_in(world.cast[name])
        response = client.client.get(f"/{language}/admin/report/tables.csv?{query}")
        return [line.split(";") for line in response.get_data().decode("utf-8-sig").splitlines()]

    return downloaded


def rows(page, division):
    """name -> the first three figures"""
    found = page.html.xpath(f"//section[h2/@id='by-{division}']//tbody/tr")
    return {row.find("th").text: [cell.text for cell in row.findall("td")[:3]] for row in found}


def enrolled(page):
    """In the first figure; nothing if the report is empty."""
    return page.html.xpath("//ul[@class='figures']/li[1]/b/text()")


def test_an_admin_sees_all_countries_the_largest_first(page_of):
    page = page_of("yerlan")
    assert rows(page, "country") == {"Kazakhstan": ["3", "3", "2"], "Kyrgyzstan": ["1", "1", "1"]}
    assert list(rows(page, "format").items()) == [
        ("In a cohort", ["3", "3", "2"]),
        ("Self-paced", ["1", "1", "1"]),
    ]
    assert list(rows(page, "institution")) == ["Not on the list"]


@pytest.mark.parametrize("query", ["", "country=KG", "country=nonsense"])
def test_a_coordinator_sees_their_own_country_only(page_of, query):
    page = page_of("gulnara", query)
    assert list(rows(page, "country")) == ["Kazakhstan"]
    assert not page.html.xpath("//select[@name='country']")
    assert page.html.xpath("//dl//dd/text()")[3] == "Kazakhstan"


@pytest.mark.parametrize("name", ["dana", "aigerim"])
@pytest.mark.parametrize("file", ["", "/tables.csv", "/tables.xlsx"])
def test_nobody_else_does(used_app, world, name, file):
    assert PageClient(used_app).log_in(world.cast[name]).status(URL + file) == 403


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("country=KG", ["1"]),
        (f"course={COURSE}", ["4"]),
        ("from=2026-10-04", ["4"]),  # they enrolled on that day
        ("from=2026-10-05", []),
        ("to=2026-10-04", ["4"]),
        ("to=2026-10-03", []),
        ("from=2026-10-05&to=2026-10-03", []),
        ("from=tomorrow&to=0026-10-03&course=nonsense&country=nonsense", ["4"]),  # no day, and nothing that is there
        ("to=9999-12-31", ["4"]),
    ],
)
def test_the_report_is_narrowed(page_of, query, count):
    assert enrolled(page_of("yerlan", query)) == count


def test_a_report_of_one_course_is_not_divided_by_course(page_of):
    assert rows(page_of("yerlan", f"course={COURSE}"), "course") == {}


def test_the_page_says_what_it_is_of_and_when_it_was_made(page_of):
    facts = page_of("yerlan", "to=2026-10-04&country=KG").html.xpath("//dl//dd/text()")
    assert facts == [
        "from the beginning",
        "4 October 2026",
        "All courses",
        "Kyrgyzstan",
        "3 November 2026, 14:00 (Astana time)",
    ]


def test_an_empty_report_leads_to_the_whole(page_of):
    assert URL in page_of("yerlan", "to=2001-01-01").links()


def test_the_files_have_what_the_page_has(page_of, csv_of):
    files = page_of("yerlan", "country=KZ&to=2026-10-04").links()
    assert f"{URL}/tables.csv?to=2026-10-04&country=KZ" in files
    found = csv_of("yerlan", "to=2026-10-04&country=KZ")
    assert ["By country", "Kazakhstan", "3", "3", "2", "67", "1", "1"] in found
    assert ["Country", "Kazakhstan", *[""] * 6] in found
    assert not [row for row in found if "Kyrgyzstan" in row]


def test_a_coordinators_file_has_their_country_only(csv_of):
    found = csv_of("gulnara", "country=KG")
    assert [row[1] for row in found if row[0] == "By country"] == ["Kazakhstan"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_workbook_has_a_sheet_a_table(used_app, world, language):
    client = PageClient(used_app).log_in(world.cast["yerlan"])
    content = client.client.get(f"/{language}/admin/report/tables.xlsx").data
    with ZipFile(io.BytesIO(content)) as parts:
        sheets = etree.fromstring(parts.read("xl/workbook.xml")).findall("{*}sheets/{*}sheet")
    assert len(sheets) == 7


def test_the_report_is_read_in_a_few_statements(page_of, statements):
    page_of("yerlan")  # the course is read, and kept
    before = len(statements)
    page_of("yerlan")
    assert len(statements) - before <= 5  # the log-in is two of them
