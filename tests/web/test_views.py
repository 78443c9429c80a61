"""Tables as one likes them: columns, and views under names of one's own."""

import pytest
from sqlalchemy import select

from helpcourse.accounts.own_views.models import OwnView
from helpcourse.catalogue.shelf import Shelf
from helpcourse.reporting import personal
from tests.builders import NOW
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

PEOPLE = "/en/admin/people"
HEADS = "//table//thead//th"


@pytest.fixture
def yerlan(used_app, world):
    return PageClient(used_app).log_in(world.cast["yerlan"])


@pytest.fixture
def gulnara(used_app, world):
    return PageClient(used_app).log_in(world.cast["gulnara"])


def heads(page):
    return [" ".join(head.text_content().split()) for head in page.html.xpath(HEADS)]


def names(page):
    return page.html.xpath("//tbody//th/a/text()")


def keep(client, url, name, **ticks):
    return client.send(client.get(url), action="/views", name=name, **ticks)


def test_columns_are_chosen_once_for_every_visit(yerlan):
    yerlan.send(yerlan.get(PEOPLE), action="/columns", column=["email", "language"])
    assert heads(yerlan.get(PEOPLE)) == ["Name", "E-mail", "Language"]
    assert heads(yerlan.get(f"{PEOPLE}?country=KG")) == ["Name", "E-mail", "Language"]


def test_a_table_without_any_column_still_names_its_rows(yerlan):
    yerlan.send(yerlan.get(PEOPLE), action="/columns", column=[])
    assert heads(yerlan.get(PEOPLE)) == ["Name"]


def test_the_columns_of_one_are_not_those_of_another(yerlan, gulnara):
    yerlan.send(yerlan.get(PEOPLE), action="/columns", column=["email"])
    assert len(heads(gulnara.get(PEOPLE))) > 2


def test_a_view_keeps_filter_order_and_columns(yerlan):
    page = keep(yerlan, f"{PEOPLE}?country=KG&sort=-name&columns=email", "Kyrgyzstan")
    assert page.html.xpath("//nav[@aria-label='Views of the table']//a[@aria-current]/text()") == ["Kyrgyzstan"]
    assert names(page) == ["Токтоев Азамат", "Асанова Чолпон"]
    assert heads(page) == ["Name", "E-mail"]


def test_the_link_of_a_view_shows_a_colleague_the_same_within_what_they_may_see(yerlan, gulnara):
    keep(yerlan, f"{PEOPLE}?sort=-name&columns=email", "Addresses")
    link = yerlan.get(PEOPLE).html.xpath("//nav[@aria-label='Views of the table']//a[.='Addresses']/@href")[0]
    page = gulnara.get(link)
    assert heads(page) == ["Name", "E-mail"]
    assert "Токтоев Азамат" not in names(page)


def test_a_table_opens_with_the_view_that_was_made_the_first(yerlan):
    keep(yerlan, f"{PEOPLE}?country=KG", "Kyrgyzstan", is_first="y")
    assert names(yerlan.get(PEOPLE)) == ["Асанова Чолпон", "Токтоев Азамат"]
    usual = yerlan.get(PEOPLE).html.xpath("//nav[@aria-label='Views of the table']//a[.='Usual view']/@href")[0]
    assert len(names(yerlan.get(usual))) > 2


def test_only_one_view_is_the_first(yerlan, used_session):
    keep(yerlan, f"{PEOPLE}?country=KG", "Kyrgyzstan", is_first="y")
    keep(yerlan, f"{PEOPLE}?country=KZ", "Kazakhstan", is_first="y")
    assert used_session.scalars(select(OwnView.name).where(OwnView.is_first)).all() == ["Kazakhstan"]


def test_a_view_kept_again_under_its_name_is_changed(yerlan, used_session):
    keep(yerlan, f"{PEOPLE}?country=KG", "Mine", is_first="y")
    keep(yerlan, f"{PEOPLE}?country=KZ", "Mine")
    view = used_session.scalars(select(OwnView)).one()
    assert "country=KZ" in view.query
    assert view.is_first


def test_a_view_without_a_name_is_refused_in_words(yerlan):
    page = yerlan.send(yerlan.get(PEOPLE), 422, action="/views", name=" ")
    assert "Give the view a name." in page.text


def test_a_view_is_renamed_and_deleted(yerlan, used_session):
    keep(yerlan, PEOPLE, "Mine")
    page = yerlan.get("/en/tables/people/views")
    yerlan.send(page, action="/change", name="Everybody")
    assert used_session.scalars(select(OwnView.name)).all() == ["Everybody"]
    used_session.rollback()
    yerlan.send(yerlan.get("/en/tables/people/views"), action="/delete")
    assert used_session.scalars(select(OwnView)).all() == []


def test_two_views_can_not_have_one_name(yerlan):
    keep(yerlan, PEOPLE, "First")
    keep(yerlan, PEOPLE, "Second")
    page = yerlan.send(yerlan.get("/en/tables/people/views"), 422, action="/change", name="Second")
    assert "Another view has this name." in page.text


def test_a_view_of_somebody_else_is_not_found(yerlan, gulnara, used_session):
    keep(yerlan, PEOPLE, "Mine")
    id_ = used_session.scalars(select(OwnView.id)).one()
    used_session.rollback()
    assert gulnara.post("/en/tables/people/views/delete", {"view": str(id_)}).status_code == 404
    assert gulnara.post("/en/tables/people/views/change", {"view": str(id_), "name": "Hers"}).status_code == 404


def test_views_are_taken_along_and_erased_with_their_person(gulnara, world, used_session):
    keep(gulnara, PEOPLE, "Mine")
    id_ = world.cast["gulnara"].id
    assert [view["name"] for view in personal.own_data(used_session, Shelf(), id_)["own_view"]] == ["Mine"]
    personal.erase(used_session, Shelf(), id_, now=NOW)
    assert used_session.scalars(select(OwnView)).all() == []


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_one_is_never_sent_elsewhere(yerlan, target):
    response = yerlan.post("/en/tables/people/columns", {"column": "email", "next": target})
    assert response.headers["Location"] == "/en/tables/people/views"
    assert "elsewhere" not in yerlan.get(f"/en/tables/people/views?next={target}").text


def test_a_table_that_is_not_there_is_not_found(yerlan):
    assert yerlan.status("/en/tables/nothing/views") == 404


def test_columns_that_nobody_knows_are_passed_over(yerlan):
    assert heads(yerlan.get(f"{PEOPLE}?columns=email.shoe-size")) == ["Name", "E-mail"]


@pytest.mark.parametrize("sort", ["registered", "-registered", "used", "-used", "-name", "nonsense"])
def test_people_are_sorted_by_their_heads(yerlan, sort):
    page = yerlan.get(f"{PEOPLE}?sort={sort}&text=токт")
    assert names(page) == ["Токтоев Азамат"]


@pytest.mark.parametrize("sort", ["issued", "-number", "name", "-name", "nonsense"])
def test_papers_are_sorted_by_their_heads(yerlan, sort):
    assert len(yerlan.get(f"/en/admin/certificates?sort={sort}&columns=name.code").html.xpath("//tbody/tr")) > 1


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("columns=-", ["Choose", "Learner"]),
        ("columns=done.certificate", ["Choose", "Learner", "Lessons", "Certificate"]),
        ("columns=email.joined.active&sort=joined", ["Choose", "Learner", "E-mail", "Joined", "Last active"]),
    ],
)
def test_the_cohorts_table_has_the_columns_that_are_asked_for(yerlan, world, query, columns):
    page = yerlan.get(f"/en/tutor/cohorts/{world.things['aigerim'].cohort_id}?{query}")
    table = page.html.xpath("//table[caption='Learners by lesson']")[0]
    assert [" ".join(head.text_content().split()) for head in table.xpath(".//thead//th")] == columns
    cells = sum(int(cell.get("colspan") or 1) for cell in table.xpath(".//tfoot/tr/*"))
    assert {len(row) for row in table.xpath(".//tbody/tr")} == {len(columns)} == {cells}


@pytest.mark.parametrize("columns", ["", "&columns=-", "&columns=state.days.done.why.email.issued"])
@pytest.mark.parametrize(
    "page", ["tutor?show=all", "tutor/cohorts?", "admin/cohorts?", "admin/people?", "admin/certificates?"]
)
def test_every_row_has_as_many_cells_as_there_are_heads(yerlan, page, columns):
    table = yerlan.get(f"/en/{page}{columns}").html.xpath("//table[.//a[contains(@href, 'sort=')]]")[0]
    assert {len(row) for row in table.xpath(".//tbody/tr")} == {len(table.xpath(".//thead//th"))}
