"""The tutor's desk: what waits, the cohorts, who needs attention and why."""

import pytest

from tests.pages import PageClient

AIGERIM, SALTANAT = "Серікова Айгерім Нұрланқызы", "Жұмабаева Салтанат"
IN_TABLE = "//section[h2/@id='learners']//tbody//th/a/text()"


@pytest.fixture
def danas(used_app, world):
    return PageClient(used_app).log_in(world.cast["dana"])


def test_the_desk_shows_running_cohorts_with_their_modules(danas):
    page = danas.get("/en/tutor")
    assert page.html.xpath("//section[h2/@id='cohorts']//th/a/text()") == ["2026/1"]
    assert "Module 1: 50" in page.text


def test_who_needs_attention_stands_there_with_all_the_reasons(danas, clock):
    clock.advance(days=28)  # the deadline, and the week more, are over
    page = danas.get("/en/tutor")
    assert page.html.xpath(IN_TABLE) == [SALTANAT]
    assert page.html.xpath("//tr[@class='attention']//text()[contains(., 'Has missed a deadline')]")
    assert page.html.xpath("//tr[@class='attention']//text()[contains(., 'Away for 7 days or more')]")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("show=all", [SALTANAT, AIGERIM]),
        ("show=all&sort=-name", [AIGERIM, SALTANAT]),
        ("show=finished", [AIGERIM]),
        ("show=overdue", []),
        ("show=all&text=айгерим", [AIGERIM]),  # on a Russian keyboard
        ("show=nonsense&sort=nonsense&rows=nonsense&page=nonsense&cohort=nonsense", []),
    ],
)
def test_the_desk_is_filtered_and_searched(danas, query, names):
    assert danas.get(f"/kk/tutor?{query}").html.xpath(IN_TABLE) == names


def test_a_cohort_of_another_tutor_can_not_be_asked_for(danas, world):
    assert danas.get(f"/kk/tutor?show=all&cohort={world.things['azamat'].cohort_id}").html.xpath(IN_TABLE) == []


def test_an_extension_excuses_from_the_deadline(danas, clock):
    clock.advance(days=25)  # the deadline is over; the learners have a week more
    assert danas.get("/en/tutor?show=overdue").html.xpath(IN_TABLE) == []


def test_the_desk_is_read_in_as_many_statements_whoever_learns(danas, statements):
    danas.get("/kk/tutor?show=all")
    before = len(statements)
    danas.get("/kk/tutor?show=all")
    assert len(statements) - before <= 20


def test_a_cohorts_page_tells_progress_by_module(danas, world):
    page = danas.get(f"/en/tutor/cohorts/{world.things['aigerim'].cohort_id}")
    rows = page.html.xpath("//table[caption='Progress by module']//tbody/tr")
    assert [cell.text_content() for cell in rows[0].xpath("td")][:2] == ["2", "1"]


def test_the_cohorts_table_is_to_be_had_as_a_workbook(danas, world):
    response = danas.client.get(f"/kk/tutor/cohorts/{world.things['aigerim'].cohort_id}/table.xlsx")
    assert response.data.startswith(b"PK")
