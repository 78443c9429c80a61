"""The admin's pages of cohorts: made, changed, filled, emptied, moved, closed."""

import io

import pytest
from sqlalchemy import func, select

from helpcourse.catalogue.shelf import Shelf
from helpcourse.learning.models import Enrolment
from helpcourse.messages.models import Mail, MailKind
from helpcourse.tutoring.models import Cohort, CohortTutor
from helpcourse.tutoring.queries import learners_of
from tests.builders import NOW
from tests.pages import PageClient
from tests.things import COURSE

NEW = {
    "name": "Астана, көктем",
    "course": "prohibition-of-torture",
    "country": "KZ",
    "starts_on": "2027-02-01",
    "ends_on": "2027-04-01",
}


@pytest.fixture
def yerlans(used_app, world):
    return PageClient(used_app).log_in(world.cast["yerlan"])


@pytest.fixture
def gulnaras(used_app, world):
    return PageClient(used_app).log_in(world.cast["gulnara"])


@pytest.fixture
def cohort_id(world):
    return world.things["aigerim"].cohort_id


@pytest.fixture
def url(cohort_id):
    return f"/kk/admin/cohorts/{cohort_id}"


def names(session, cohort_id):
    session.rollback()
    return [one.name for one in learners_of(session, cohort_id, Shelf().current(session, COURSE).course, now=NOW)]


def test_a_tutor_has_no_admins_pages(used_app, world):
    assert PageClient(used_app).log_in(world.cast["dana"]).status("/kk/admin/cohorts") == 403


def test_a_cohort_is_made_on_the_current_edition(yerlans, used_session):
    page = yerlans.send(yerlans.get("/kk/admin/cohorts/new"), **NEW)
    cohort = used_session.scalars(select(Cohort).where(Cohort.name == "Астана, көктем")).one()
    assert page.h1 == "Астана, көктем"
    assert cohort.edition_id == 2  # the later of the two that are published


def test_a_cohort_before_its_first_day_is_not_called_running(yerlans):
    yerlans.send(yerlans.get("/kk/admin/cohorts/new"), **NEW)
    rows = yerlans.get("/en/admin/cohorts").html.xpath("//tr[contains(., 'Астана, көктем')]")
    assert [row.xpath("string(td[last()])") for row in rows] == ["Has not begun"]


def test_a_cohort_is_made_once_however_often_the_form_is_sent(yerlans, used_session):
    form = yerlans.get("/kk/admin/cohorts/new")
    yerlans.send(form, **NEW)
    yerlans.send(form, **NEW)
    assert used_session.scalar(select(func.count()).where(Cohort.name == "Астана, көктем")) == 1


def test_a_cohort_that_ends_before_it_begins_is_not_made(yerlans):
    page = yerlans.send(yerlans.get("/en/admin/cohorts/new"), 422, **NEW | {"ends_on": "2027-01-01"})
    assert "The last day comes before the first." in page.text
    assert page.html.xpath("//input[@name='name']/@value") == ["Астана, көктем"]


@pytest.mark.parametrize("last_day", ["0026-12-20", "9999-12-31"])
def test_a_mistyped_year_is_no_day(yerlans, url, last_day):
    edit = yerlans.get(f"{url}/edit")
    page = yerlans.send(edit, 422, starts_on="0001-01-01", ends_on=last_day)
    assert page.text.count("Күнді дұрыс жазыңыз") >= 2


def test_a_cohort_is_changed(yerlans, url, used_session, cohort_id):
    yerlans.send(yerlans.get(f"{url}/edit"), name="Жаңа атау", ends_on="2027-01-31")
    cohort = used_session.get(Cohort, cohort_id)
    assert (cohort.name, cohort.ends_on.isoformat()) == ("Жаңа атау", "2027-01-31")


def test_a_coordinator_sees_and_makes_cohorts_of_the_own_country_only(gulnaras, world):
    assert "2026/2" not in gulnaras.get("/kk/admin/cohorts").text
    assert gulnaras.status(f"/kk/admin/cohorts/{world.things['azamat'].cohort_id}") == 404
    countries = gulnaras.get("/kk/admin/cohorts/new").html.xpath("//select[@name='country']/option/@value")
    assert countries == ["KZ"]


def test_closing_asks_first_and_can_be_undone(yerlans, url, used_session, cohort_id):
    yerlans.send(yerlans.get(f"{url}/close"))
    assert used_session.get(Cohort, cohort_id).closed_at
    used_session.rollback()
    yerlans.send(yerlans.get(url), action="reopen")
    used_session.rollback()
    assert used_session.get(Cohort, cohort_id).closed_at is None


def test_a_learner_is_found_and_added_by_hand_and_told(yerlans, url, used_session, cohort_id):
    page = yerlans.get(f"{url}/add?text=ибраев")
    yerlans.send(page, action="add")
    assert "Ибраев Нұрлан" in names(used_session, cohort_id)
    assert used_session.scalar(select(func.count()).where(Mail.kind == "cohort_added")) == 1


def test_a_member_cannot_be_added_again(yerlans, url):
    assert yerlans.get(f"{url}/add?text=айгерім").html.xpath("//main//button[text()='Қосу']") == []


def test_a_coordinator_finds_nobody_abroad(gulnaras, url):
    assert "Токтоев" not in gulnaras.get(f"{url}/add?text=токтоев").text.replace("токтоев", "")


def test_taking_out_asks_first_by_name(yerlans, url, world, used_session, cohort_id):
    ticked = [str(world.things["saltanat"].enrolment_id)]
    asked = yerlans.send(yerlans.get(url), action="take-out", learner=ticked)
    assert "Жұмабаева Салтанат" in asked.text
    assert len(names(used_session, cohort_id)) == 2
    yerlans.send(asked)
    assert names(used_session, cohort_id) == ["Серікова Айгерім Нұрланқызы"]


def test_a_new_tutor_is_told_in_their_language(yerlans, url, world, used_session):
    yerlans.send(yerlans.get(f"{url}/tutors"), action="tutors")
    mail = used_session.scalars(select(Mail).where(Mail.kind == MailKind.TUTOR_ADDED)).one()
    assert mail.person_id == world.cast["cholpon"].id
    assert mail.values["path"].startswith(f"/{mail.language}/tutor/cohorts/")


def test_a_tutor_is_added_and_removed(yerlans, url, world, used_session, cohort_id):
    yerlans.send(yerlans.get(f"{url}/tutors"), action="tutors")  # the only other tutor there is
    tutors = select(CohortTutor.person_id).where(CohortTutor.cohort_id == cohort_id)
    assert set(used_session.scalars(tutors)) == {world.cast["dana"].id, world.cast["cholpon"].id}
    used_session.rollback()
    yerlans.send(yerlans.get(f"{url}/tutors/{world.things['aigerim'].tutor_key}/remove"))
    assert set(used_session.scalars(tutors)) == {world.cast["cholpon"].id}


def test_a_list_is_shown_before_anything_is_done(yerlans, url, used_session, cohort_id):
    page = yerlans.send(yerlans.get(f"{url}/list"), lines="email;surname;name\nnew@example.kz;Жаңа;Адам\nbad;;")
    assert len(page.html.xpath("//tbody/tr")) == 2
    assert page.html.xpath("//tr[@id='line-3' and contains(@class, 'attention')]")
    assert len(names(used_session, cohort_id)) == 2


def test_a_confirmed_list_is_taken_in_without_the_mistakes(yerlans, url, used_session, cohort_id):
    lines = "email;surname;name\nnew@example.kz;Жаңа;Адам\nbad;;\nnurlan@example.kz;;"
    plan = yerlans.send(yerlans.get(f"{url}/list"), lines=lines)
    page = yerlans.send(plan, action="list/add")
    assert page.html.xpath("//main//*[contains(@class, 'notice success')]")
    assert set(names(used_session, cohort_id)) >= {"Жаңа Адам", "Ибраев Нұрлан"}


def test_others_write_while_a_long_list_is_taken_in(yerlans, used_app, url, listen):
    lines = "email;surname;name\n" + "\n".join(f"new{number}@example.kz;Жаңа;Адам" for number in range(50))
    plan = yerlans.send(yerlans.get(f"{url}/list"), lines=lines)
    commits = []
    listen(used_app.extensions["engine"], "commit", commits.append)
    yerlans.send(plan, action="list/add")
    assert len(commits) >= 3  # so the lock is held for a part of the list at a time


def test_a_file_saved_by_an_old_spreadsheet_is_read(yerlans, url):
    content = "почта;фамилия;имя\nnew@example.kz;Новый;Человек".encode("cp1251")
    page = yerlans.send(yerlans.get(f"{url}/list"), file=[(io.BytesIO(content), "list.csv")])
    assert "Новый Человек" in page.text


@pytest.mark.parametrize("lines", ["", "new@example.kz;Жаңа;Адам"])
def test_a_list_without_headings_is_refused_in_words(yerlans, url, lines):
    page = yerlans.send(yerlans.get(f"{url}/list"), 422, lines=lines)
    assert page.html.xpath("//*[contains(@class, 'error-summary')]//a[@href='#lines']")


def test_a_cohort_is_moved_to_the_current_edition(yerlans, url, used_session, cohort_id, world):
    yerlans.send(yerlans.get(f"{url}/move"))
    assert used_session.get(Cohort, cohort_id).edition_id == 2
    assert used_session.get(Enrolment, world.things["aigerim"].enrolment_id).edition_id == 2


def test_a_cohort_on_the_current_edition_is_not_moved(yerlans, url):
    yerlans.send(yerlans.get(f"{url}/move"))
    page = yerlans.get(f"{url}/move")
    assert page.html.xpath("//main//*[contains(@class, 'notice info')]")


def test_a_cohort_is_found_by_a_part_of_its_name_typed_on_any_keyboard(yerlans):
    yerlans.send(yerlans.get("/kk/admin/cohorts/new"), **NEW)
    page = yerlans.get("/kk/admin/cohorts?text=коктем")
    assert page.html.xpath("//main//tbody//th/a/text()") == ["Астана, көктем"]


def test_a_cohort_that_is_not_found_leaves_a_way_back(yerlans):
    assert "/kk/admin/cohorts" in yerlans.get("/kk/admin/cohorts?text=Атлантида").html.xpath("//main//p/a/@href")
