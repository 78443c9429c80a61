"""The admin's pages of people, courses, institutions and settings."""

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Institution, InstitutionName, Person, RoleGrant
from helpcourse.catalogue.models import PublishedCourse
from helpcourse.messages.models import Mail
from tests.pages import PageClient

COURSES = "/kk/admin/courses"
COURSE = "prohibition-of-torture"


@pytest.fixture
def yerlans(used_app, world):
    return PageClient(used_app).log_in(world.cast["yerlan"])


@pytest.fixture
def gulnaras(used_app, world):
    return PageClient(used_app).log_in(world.cast["gulnara"])


@pytest.fixture
def url_of(used_session):
    """The page of one of the cast."""

    def of(someone):
        key = used_session.scalar(select(Person.key).where(Person.id == someone.id))
        used_session.rollback()
        return f"/kk/admin/people/{key}"

    return of


def roles_of(session, someone):
    open_grants = select(RoleGrant.role).where(RoleGrant.person_id == someone.id, RoleGrant.ended_at.is_(None))
    return set(session.scalars(open_grants))


def listed(page):
    return [link.text for link in page.html.xpath("//tbody//th/a")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("text=серикова", ["Серікова Айгерім Нұрланқызы"]),  # on a Russian keyboard
        ("text=BOLAT@", ["Ахметов Болат"]),
        ("role=tutor&country=KZ", ["Оспанова Дана Қайратқызы"]),
        ("country=KG&state=active", ["Асанова Чолпон", "Токтоев Азамат"]),
        ("state=deactivated", []),
    ],
)
def test_people_are_searched_and_filtered(yerlans, query, names):
    assert listed(yerlans.get(f"/kk/admin/people?{query}")) == names


def test_a_coordinator_sees_people_of_the_own_country_only(gulnaras, world, url_of):
    assert "Токтоев Азамат" not in listed(gulnaras.get("/kk/admin/people"))
    assert gulnaras.status(url_of(world.cast["azamat"])) == 404
    assert gulnaras.status(url_of(world.cast["bolat"])) == 200


def test_a_person_page_leads_to_cohorts_and_papers(yerlans, world, url_of):
    links = yerlans.get(url_of(world.cast["aigerim"])).links()
    things = world.things["aigerim"]
    assert f"/kk/admin/cohorts/{things.cohort_id}" in links
    assert f"/kk/admin/certificates/{things.certificate_id}" in links


def test_a_role_is_given_and_ended(yerlans, world, url_of, used_session):
    url = url_of(world.cast["bolat"])
    page = yerlans.send(yerlans.get(url), action="roles", role="tutor")
    assert roles_of(used_session, world.cast["bolat"]) == {"tutor"}
    used_session.rollback()
    link = next(link for link in page.links() if "roles/end" in link)
    yerlans.send(yerlans.get(link))
    assert roles_of(used_session, world.cast["bolat"]) == set()


def test_a_coordinator_has_a_country_and_nobody_else_has(yerlans, world, url_of, used_session):
    url = url_of(world.cast["bolat"])
    yerlans.send(yerlans.get(url), action="roles", role="coordinator", country="KG")
    yerlans.send(yerlans.get(url), action="roles", role="tutor", country="KG")
    grants = used_session.execute(select(RoleGrant.role, RoleGrant.country).where(RoleGrant.granted_by_id.is_not(None)))
    assert {(role, country) for role, country in grants} == {("coordinator", "KG"), ("tutor", "")}


def test_a_coordinator_gives_the_tutors_role_only(gulnaras, world, url_of):
    url = url_of(world.cast["bolat"])
    assert gulnaras.get(url).html.xpath("//select[@name='role']/option/@value") == ["tutor"]
    assert gulnaras.post(f"{url}/roles", {"role": "admin"}).status_code == 403
    assert gulnaras.post(f"{url}/roles", {"role": "tutor"}).status_code == 303


def test_the_last_admin_stays_one(yerlans, world, url_of):
    url = url_of(world.cast["yerlan"])
    assert yerlans.post(f"{url}/roles/end", {"role": "admin"}).status_code == 409


def test_a_deactivated_person_is_out_at_once_until_activated_again(yerlans, used_app, world, url_of):
    bolats, url = PageClient(used_app).log_in(world.cast["bolat"]), url_of(world.cast["bolat"])
    page = yerlans.send(yerlans.get(f"{url}/deactivate"))
    assert bolats.status("/kk/my") == 303
    yerlans.send(page, action="reactivate")
    assert PageClient(used_app).log_in(world.cast["bolat"]).status("/kk/my") == 200


def test_nobody_locks_out_themselves_and_a_coordinator_no_admin(yerlans, gulnaras, world, url_of):
    url = url_of(world.cast["yerlan"])
    assert yerlans.status(f"{url}/deactivate") == 403
    assert gulnaras.post(f"{url}/deactivate").status_code == 403


def test_a_course_shows_its_editions(yerlans):
    page = yerlans.get(f"{COURSES}/{COURSE}")
    assert page.html.xpath("//tbody/tr/th/a/text()") == ["2", "1"]


def test_an_older_edition_is_made_current_again(yerlans, used_session):
    yerlans.send(yerlans.get(f"{COURSES}/{COURSE}/editions/1/roll-back"))
    assert used_session.get(PublishedCourse, COURSE).current_edition_id == 1


def test_the_current_edition_stays_and_an_unknown_one_is_not_found(yerlans):
    page = yerlans.get(f"{COURSES}/{COURSE}/editions/2/roll-back")
    assert page.html.xpath("//main//*[contains(@class, 'notice info')]")
    yerlans.get(f"{COURSES}/{COURSE}/editions/3/roll-back", 404)


def test_a_course_leaves_the_catalogue_and_comes_back(yerlans, used_session):
    page = yerlans.send(yerlans.get(f"{COURSES}/{COURSE}/withdraw"))
    assert used_session.get(PublishedCourse, COURSE).withdrawn_at
    used_session.rollback()
    yerlans.send(page, action="restore")
    assert used_session.get(PublishedCourse, COURSE).withdrawn_at is None


@pytest.mark.parametrize("url", [COURSES, "/kk/admin/settings", f"{COURSES}/{COURSE}/withdraw"])
def test_a_coordinator_has_no_hand_in_courses_and_settings(gulnaras, url):
    assert gulnaras.status(url) == 403


BAR = {"name_kk": "Астана алқасы", "name_ru": "Коллегия Астаны", "name_en": "Astana Bar", "since": "2026-11-03"}


def test_an_institution_is_added_once(yerlans, used_session):
    form = yerlans.get("/kk/admin/institutions/new")
    assert "Астана алқасы" in yerlans.send(form, **BAR, country="KZ").text
    yerlans.send(form, 409, **BAR, country="KZ")
    assert len(used_session.scalars(select(Institution)).all()) == 3  # two were there


def test_a_renamed_institution_keeps_its_old_name_for_earlier_days(yerlans, world, used_session):
    page = yerlans.get(f"/kk/admin/institutions/{world.institutions['KZ']}/rename")
    yerlans.send(page, name_kk="Жаңа атау", since="2026-11-03")
    names = select(InstitutionName.name_kk).where(InstitutionName.institution_id == world.institutions["KZ"])
    assert set(used_session.scalars(names)) == {"№ 1", "Жаңа атау"}


def test_a_closed_institution_is_offered_again_when_opened(yerlans, world, used_session):
    page = yerlans.send(yerlans.get(f"/kk/admin/institutions/{world.institutions['KZ']}/close"))
    assert used_session.get(Institution, world.institutions["KZ"]).closed_on
    used_session.rollback()
    yerlans.send(page, action="reopen")
    assert used_session.get(Institution, world.institutions["KZ"]).closed_on is None


def test_an_institution_abroad_is_not_found(gulnaras, world):
    assert gulnaras.status(f"/kk/admin/institutions/{world.institutions['KG']}/close") == 404


def test_settings_are_shown_without_secrets(yerlans, used_app):
    key = (used_app.extensions["settings"].data / "secret.key").read_bytes()
    page = yerlans.client.get("/en/admin/settings").data
    assert b"Asia/Almaty" in page
    assert key.hex().encode() not in page


def test_the_desk_tells_of_mails_that_fail(yerlans, used_session):
    mail = used_session.scalars(select(Mail)).first()
    mail.last_error = "550 no such user"
    used_session.commit()
    assert yerlans.get("/kk/admin/").html.xpath("//li[@class='attention']/a[@href='/kk/admin/settings']")
    assert "550 no such user" in yerlans.get("/kk/admin/settings").text


def test_the_desk_counts_by_month(yerlans):
    page = yerlans.get("/en/admin/")
    row = page.html.xpath("//tbody/tr[th='November 2026']/td/text()")
    assert row == ["9", "0", "1", "2"]  # people, enrolments, statements, certificates


def test_an_institution_is_found_by_its_name_in_any_language(yerlans, world):
    found = [
        yerlans.get(f"/kk/admin/institutions?text={text}").html.xpath("//main//tbody//tr") for text in ("№ 1", "№ 99")
    ]
    assert [len(rows) for rows in found] == [1, 0]
