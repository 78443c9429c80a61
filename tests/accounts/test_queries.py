"""Lists of people and institutions."""

from datetime import date

import pytest

from helpcourse.accounts import actions, queries
from helpcourse.accounts.models import Country, Institution, InstitutionName, Person, Role
from tests.builders import NOW


def names(page):
    return [person.full_name for person in page.people]


@pytest.mark.parametrize("text", ["айгерим", "СЕРІКОВА айг", "aigerim@"])
def test_people_are_found_by_name_and_address_on_any_keyboard(session, text):
    assert names(queries.search_people(session, text=text)) == ["Серікова Айгерім Нұрланқызы"]


def test_a_percent_sign_finds_nobody(session):
    assert queries.search_people(session, text="%").total == 0


def test_people_stand_in_the_order_of_the_kazakh_alphabet(session):
    found = names(queries.search_people(session))
    assert found[:2] == ["Ахметов Болат", "Әбдіров Ерлан"]


def test_people_are_found_by_role(session):
    assert names(queries.search_people(session, role=Role.TUTOR)) == ["Оспанова Дана Қайратқызы"]


def test_people_are_found_by_country_and_state(session, bolat):
    actions.deactivate(session, bolat.id, now=NOW)
    session.flush()
    assert names(queries.search_people(session, country="KZ", deactivated=True)) == ["Ахметов Болат"]
    assert queries.search_people(session, country="KG").total == 0


def test_a_page_beyond_the_last_is_the_last(session):
    page = queries.search_people(session, page=9, per_page=2)
    assert (page.page, page.pages, len(page.people), page.total) == (3, 3, 1, 5)


def test_a_person_is_found_by_the_key_in_the_url(session, dana):
    key = session.get(Person, dana.id).key
    assert [grant.role for grant in queries.find_person(session, key).roles] == [Role.TUTOR]


def test_an_erased_person_has_no_name(session, bolat):
    key = session.get(Person, bolat.id).key
    actions.erase(session, bolat.id, now=NOW)
    assert queries.find_person(session, key).full_name == ""


@pytest.fixture
def bar(session):
    """A bar that is renamed in 2027; its id."""
    institution = Institution(country=Country.KZ)
    session.add(institution)
    session.flush()
    named = {"institution_id": institution.id, "name_ru": "Коллегия", "name_en": "Bar"}
    session.add(InstitutionName(valid_from=date(2020, 1, 1), name_kk="Алқа", **named))
    session.add(InstitutionName(valid_from=date(2027, 1, 1), name_kk="Палата", **named))
    session.flush()
    return institution.id


def test_an_institution_has_the_name_of_its_day(session, bar):
    assert queries.institution_name(session, bar, "kk", on=date(2026, 11, 3)) == "Алқа"
    assert queries.institution_name(session, bar, "kk", on=date(2027, 1, 1)) == "Палата"


def test_institutions_are_listed_by_country_and_language(session, bar):
    assert [one.name for one in queries.institutions(session, "ru", "KZ", today=NOW.date())] == ["Коллегия"]
    assert queries.institutions(session, "ru", "KG", today=NOW.date()) == []


def test_a_closed_institution_is_offered_to_its_own_people_only(session, bar):
    session.get(Institution, bar).closed_on = date(2026, 1, 1)
    session.flush()
    assert queries.institutions(session, "kk", today=NOW.date()) == []
    assert [one.id for one in queries.institutions(session, "kk", today=NOW.date(), also=bar)] == [bar]
