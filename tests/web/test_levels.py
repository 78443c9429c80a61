"""Levels on the pages: rules, who has reached what, proposals."""

import pytest

from helpcourse.tutoring.levels.actions import propose
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.models import CohortMember
from tests.builders import NOW
from tests.pages import PageClient


@pytest.fixture
def dana(used_app, world):
    return PageClient(used_app).log_in(world.cast["dana"])


@pytest.fixture
def gulnara(used_app, world):
    return PageClient(used_app).log_in(world.cast["gulnara"])


@pytest.fixture
def cohort_id(world):
    return world.things["aigerim"].cohort_id


@pytest.fixture
def url(cohort_id):
    return f"/en/tutor/cohorts/{cohort_id}/levels"


@pytest.fixture
def rules_url(cohort_id):
    return f"/en/admin/cohorts/{cohort_id}/levels"


def ask(gulnara, rules_url, **values):
    """An attendance for who has finished a lesson; the certificate as before."""
    given = {"attendance-given": "y", "attendance-lessons": "5"}
    return gulnara.send(gulnara.get(rules_url), **given | values)


def proposed(session, world, name):
    things = world.things[name]
    member = session.get(CohortMember, (things.cohort_id, things.enrolment_id), populate_existing=True)
    session.rollback()
    return member.confirmed_for if member.confirmed_at else None


def test_a_proposal_for_a_lower_level_is_not_told_as_one_for_the_certificate(dana, cohort_id, used_session, world):
    cohort, saltanat = f"/en/tutor/cohorts/{cohort_id}", world.things["saltanat"].enrolment_id
    (before,) = dana.get(cohort).html.xpath("//li[contains(., 'are confirmed for the certificate')]/b/text()")
    propose(used_session, cohort_id, {saltanat: Level.ATTENDANCE}, by_id=world.cast["dana"].id, now=NOW)
    used_session.commit()
    page = dana.get(cohort)
    (after,) = page.html.xpath("//li[contains(., 'are confirmed for the certificate')]/b/text()")
    assert after == before
    assert page.html.xpath("//tr[contains(., 'Жұмабаева')]/td[last()]")[0].text_content() == "Attendance"
    facts = dana.get(f"{cohort}/learners/{saltanat}").html.xpath("//dt[. = 'Proposed']/following::dd[1]/text()")
    assert facts == ["Attendance"]


def test_the_usual_rules_give_certificates_to_who_has_finished(dana, url):
    page = dana.get(url)
    assert "the course is finished by its own rules" in page.text
    cells = page.html.xpath("//tr[contains(., 'Жұмабаева')]/td[last()]")
    assert cells[0].text_content() == "Certificate: the course is not finished"


def test_rules_of_a_coordinator_are_seen_by_the_tutor(dana, gulnara, url, rules_url):
    ask(gulnara, rules_url)
    assert "lessons finished: 5 % or more" in dana.get(url).text


def test_a_level_that_asks_nothing_is_refused(gulnara, rules_url):
    page = gulnara.send(gulnara.get(rules_url), 422, **{"attendance-given": "y"})
    assert "Say what this level asks, or do not give it." in page.text


def test_one_level_at_least_is_given(gulnara, rules_url):
    page = gulnara.send(gulnara.get(rules_url), 422, **{"certificate-given": []})
    assert "Give one level at least." in page.text


def test_percents_end_at_a_hundred(gulnara, rules_url):
    page = gulnara.send(gulnara.get(rules_url), 422, **{"attendance-given": "y", "attendance-lessons": "101"})
    assert page.html.xpath("//p[@id='attendance-lessons-error']")


def test_the_tutor_proposes_the_ticked_for_what_they_have_reached(dana, gulnara, url, rules_url, used_session, world):
    ask(gulnara, rules_url)
    ticked = [str(world.things["saltanat"].enrolment_id)]
    dana.send(dana.get(url), action="levels", button="deed=propose", learner=ticked)
    assert proposed(used_session, world, "saltanat") is Level.ATTENDANCE


def test_who_has_reached_nothing_is_not_proposed(dana, url, used_session, world):
    ticked = [str(world.things["saltanat"].enrolment_id)]
    dana.post(url, {"deed": "propose", "learner": ticked})
    assert proposed(used_session, world, "saltanat") is None


def test_all_who_have_reached_a_level_are_proposed_at_once(dana, gulnara, url, rules_url, used_session, world):
    ask(gulnara, rules_url)
    dana.post(url, {"deed": "everybody"})
    assert proposed(used_session, world, "saltanat") is Level.ATTENDANCE
    assert proposed(used_session, world, "aigerim") is Level.CERTIFICATE


def test_a_proposal_is_withdrawn_but_not_that_of_a_paper(dana, gulnara, url, rules_url, used_session, world):
    ask(gulnara, rules_url)
    dana.post(url, {"deed": "everybody"})
    both = [str(world.things[name].enrolment_id) for name in ("saltanat", "aigerim")]
    dana.post(url, {"deed": "withdraw", "learner": both})
    assert [proposed(used_session, world, name) for name in ("saltanat", "aigerim")] == [None, Level.CERTIFICATE]


def test_who_is_proposed_for_attendance_is_ready_for_its_paper(dana, gulnara, url, rules_url, cohort_id):
    ask(gulnara, rules_url)
    dana.post(url, {"deed": "everybody"})
    page = gulnara.get(f"/en/admin/cohorts/{cohort_id}/certificates")
    row = page.html.xpath("//form//tr[contains(., 'Жұмабаева')]/td[2]")
    assert row[0].text == "Attendance"


def test_the_list_shows_whom_to_propose(dana, gulnara, url, rules_url):
    ask(gulnara, rules_url)
    page = dana.get(f"{url}?show=to_propose")
    assert [row.text_content() for row in page.html.xpath("//tbody/tr/th")] == ["Жұмабаева Салтанат"]
