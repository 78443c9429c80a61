"""A cohort that has fixed the language of its tests."""

import uuid
from datetime import date

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Country
from helpcourse.learning.models import Answer
from helpcourse.tutoring import actions
from helpcourse.tutoring.models import Cohort, CohortMember
from tests.builders import NOW
from tests.small_course import BAN, settings

OTHER_LANGUAGES = "//nav[@class='langs']"


@pytest.fixture
def cohort_id(session, learner, ban, aigerim, yerlan):
    """Of Aigerim, with Russian fixed."""
    id_ = uuid.uuid4()
    details = actions.CohortDetails(
        name="№ 1",
        country=Country.KZ,
        institution_id=None,
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 12, 1),
        test_language="ru",
    )
    actions.make(session, id_, BAN, ban.id, details, by_id=yerlan.id, now=NOW)
    actions.add_member(session, id_, aigerim.id, now=NOW)
    session.commit()
    return id_


@pytest.fixture
def fixed_attempt(cohort_id, begin):
    """The address of an attempt in Kazakh, where it is not taken."""
    return begin()


def test_the_page_before_the_test_says_it_calmly(learner, cohort_id):
    page = learner.get(f"/en/courses/{BAN}/test")
    assert "Your cohort takes this test in Russian" in page.text
    assert "You may change the language" not in page.text


@pytest.mark.parametrize("page", ["", "/1", "/check"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_pages_of_the_test_are_in_its_language(learner, fixed_attempt, language, page):
    shown = learner.get(f"/{language}{fixed_attempt[3:]}{page}")
    assert shown.html.get("lang") == "ru"
    assert not shown.html.xpath(OTHER_LANGUAGES)
    assert "Язык этого теста выбрала Ваша группа." in shown.text


def test_other_pages_are_in_the_language_that_one_reads(learner, fixed_attempt):
    page = learner.get(f"/kk/courses/{BAN}")
    assert page.html.get("lang") == "kk"
    assert page.html.xpath(OTHER_LANGUAGES)


def test_an_answer_is_kept_with_the_language_of_the_test(learner, fixed_attempt, session):
    data = {"csrf_token": learner.csrf_token(), "answer": "1", "seen": 0}
    learner.client.post(f"{fixed_attempt}/answers/ban-1", data=data)
    assert session.scalars(select(Answer.language)).all() == ["ru"]


def test_a_cohort_that_changes_its_mind_does_not_change_what_was_begun(learner, fixed_attempt, session, cohort_id):
    session.get(Cohort, cohort_id).test_language = "kk"
    session.commit()
    assert learner.get(f"{fixed_attempt}/1").html.get("lang") == "ru"


def test_who_has_left_the_cohort_chooses(learner, cohort_id, begin, session, aigerim):
    member = session.scalars(select(CohortMember)).one()
    actions.take_out(session, cohort_id, [member.enrolment_id], now=NOW)
    session.commit()
    page = learner.get(f"{begin()}/1")
    assert page.html.get("lang") == "kk"
    assert page.html.xpath(OTHER_LANGUAGES)


def test_the_result_may_be_read_in_any_language(learner, fixed_attempt):
    learner.send(learner.get(f"{fixed_attempt}/check"), action="/submit")
    assert learner.get(fixed_attempt).html.get("lang") == "kk"


@pytest.mark.parametrize(("language", "kept"), [("kk", "kk"), ("", None)])
def test_it_is_set_on_the_cohorts_form(log_in, yerlan, cohort_id, session, language, kept):
    admin = log_in(yerlan)
    form = admin.get(f"/en/admin/cohorts/{cohort_id}/edit")
    assert form.html.xpath("//select[@name='test_language']/option[@selected]/@value") == ["ru"]
    admin.send(form, action="", test_language=language)
    assert session.get(Cohort, cohort_id, populate_existing=True).test_language == kept


def test_a_language_that_the_course_has_not_is_refused(press, log_in, yerlan, cohort_id, session):
    edition = press({**settings("[en, kk, ru]", "[en, kk]"), "01-ban/01-why.ru.md": None})
    session.get(Cohort, cohort_id).edition_id = edition.id
    session.commit()
    admin = log_in(yerlan)
    page = admin.send(admin.get(f"/en/admin/cohorts/{cohort_id}/edit"), 422, action="", test_language="ru")
    assert "The course is not in this language." in page.text
