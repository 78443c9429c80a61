"""The whole story of a tutored course: from the public call to the verified certificate.

The coordinator reads Kazakh, the tutor Russian, the learner English; thirty-nine others apply beside her.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.case_people import POINTS, WORK, Hand, Tutor
from tests.browser.case_people import Learner as Writer
from tests.browser.learner import Learner
from tests.browser.site import Site, running
from tests.builders import NOW, add_person
from tests.databases import copy_database
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

OTHERS, PLACES = 39, 30
MODULES = ("absolute-ban", "first-hours", "investigation-and-redress")
ESSAY = "Основание появилось 4 марта.\nПрошу отменить постановление об отказе."
NAME = "Ибраев Нұрлан"


@pytest.fixture(scope="module")
def site(used_template, request, tmp_path_factory):
    """One of this story's own: its clock is moved."""
    folder = tmp_path_factory.mktemp("story")
    with running(copy_database(used_template[0], "story", folder), used_template[1], folder) as own:
        yield own


@pytest.fixture
def seat(site, open_browser):
    """seat("dana", "ru", Tutor) -> Dana at a browser of her own."""
    return lambda name, language, role=Hand: role(open_browser(name, bypass_csp=True).new_page(), language)


def test_a_tutored_course_from_the_call_to_the_verified_certificate(site: Site, seat):
    coordinator, tutor = seat("gulnara", "kk"), seat("dana", "ru", Tutor)
    learner = seat("nurlan", "en", Writer)
    cohort = make_cohort(coordinator)
    call = open_call(coordinator, cohort)
    apply(learner, call)
    others_apply(site, call)
    select(coordinator, cohort)
    learner.page.goto(site.mail_link("nurlan@example.kz"))
    learner.look()
    schedule(tutor, cohort)
    talk(tutor, learner, cohort)
    study(learner, tutor, Learner(learner.page, site, "en", "nurlan@example.kz"))
    evaluate(learner, cohort)
    propose(tutor, cohort)
    issue(coordinator, site, cohort)
    verify(learner, seat("", "ru"))


def send(hand: Hand, path: str, **fields: str) -> None:
    """Fill in the form of a page and send it by its chief button."""
    hand.go(path)
    for name, value in fields.items():
        field = hand.page.locator(f"[name='{name}']").first
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    hand.look()
    chief(hand)


def chief(hand: Hand) -> None:
    with hand.page.expect_navigation():
        hand.page.locator("main form button.primary").last.click()


def day(days: int) -> str:
    return f"{NOW + timedelta(days=days):%Y-%m-%d}"


def make_cohort(coordinator: Hand) -> str:
    dates = {"starts_on": day(-1), "ends_on": day(6)}
    send(coordinator, "/admin/cohorts/new", name="Астана, күз 2026", country="KZ", **dates)
    found = re.search(r"/cohorts/([\w-]+)", coordinator.page.url)
    assert found
    coordinator.go(f"/admin/cohorts/{found.group(1)}/tutors?text=dana@")
    with coordinator.page.expect_navigation():
        coordinator.page.locator("main table form button").last.click()
    return found.group(1)


def open_call(coordinator: Hand, cohort: str) -> str:
    """Its code."""
    fields = {"places": str(PLACES), "wall_at": f"{day(5)}T18:00", "text_kk": "Адвокаттарды шақырамыз."}
    send(coordinator, f"/admin/cohorts/{cohort}/call/edit", **fields, criterion_1="Тәжірибе", most_1="5")
    send(coordinator, f"/admin/cohorts/{cohort}/call/questions/new", kind="long", wording_kk="Не үшін?")
    coordinator.go(f"/admin/cohorts/{cohort}/call")
    coordinator.press("Open the call")
    coordinator.look()
    href = coordinator.page.locator("main a[href*='/calls/']").first.get_attribute("href")
    assert href
    return href.rpartition("/")[2]


def apply(learner: Hand, call: str) -> None:
    learner.go(f"/calls/{call}")
    learner.look()
    learner.page.get_by_role("link", name=learner.says("Apply"), exact=True).first.click()
    learner.page.locator("main form fieldset label").first.click()  # the language of the training
    learner.page.locator("[name='typed-1']").fill("Five cases a year.")
    learner.look()
    chief(learner)
    learner.sees("Sent, not decided yet")


def others_apply(site: Site, call: str) -> None:
    for number in range(OTHERS):
        with Session(site.app.extensions["engine"]) as session:
            person = add_person(session, "Айша", "Исаева", email=f"applicant-{number}@example.kz")
            session.commit()
        client = PageClient(site.app).log_in(person)
        client.send(client.get(f"/kk/calls/{call}/apply"), language="kk", **{"typed-1": "Тәжірибе үшін."})


def select(coordinator: Hand, cohort: str) -> None:
    """Nurlan and the first of the others get the places, the rest wait."""
    coordinator.go(f"/admin/cohorts/{cohort}/call/applications?state=sent")
    rows = coordinator.page.locator("tbody tr")
    expect(rows).to_have_count(OTHERS + 1)
    rows.filter(has_text=NAME).locator("label").first.click()
    for row in rows.filter(has_not_text=NAME).all()[: PLACES - 1]:
        row.locator("label").first.click()
    coordinator.look()
    coordinator.press("Accept")
    coordinator.look()
    chief(coordinator)
    coordinator.go(f"/admin/cohorts/{cohort}/call/applications?state=sent")
    expect(rows).to_have_count(OTHERS + 1 - PLACES)
    for row in rows.all():
        row.locator("label").first.click()
    coordinator.press("To the waiting list")
    chief(coordinator)
    coordinator.go(f"/admin/cohorts/{cohort}/call")
    expect(coordinator.page.locator(".figures")).to_contain_text(f"{PLACES} / {PLACES}")


def schedule(tutor: Hand, cohort: str) -> None:
    """A launch, and deadlines of three modules."""
    path = f"/tutor/cohorts/{cohort}/schedule"
    send(tutor, f"{path}/new", title="Открытие курса", wall_at=f"{day(1)}T18:00", minutes="60", place="Астана")
    due = {f"deadline-module:{module}": f"{day(2 + place)}T23:59" for place, module in enumerate(MODULES)}
    send(tutor, f"{path}/dates", **due)
    tutor.look()
    expect(tutor.page.locator("main")).to_contain_text("23:59")


def talk(tutor: Hand, learner: Hand, cohort: str) -> None:
    """The tutor announces, the learner asks, the tutor answers and the learner reads it."""
    send(tutor, f"/tutor/cohorts/{cohort}/announcements/new", title="Добро пожаловать", text="Начинаем **завтра**.")
    learner.go(f"/groups/{cohort}")
    expect(learner.page.locator("main")).to_contain_text("Добро пожаловать")
    learner.look()
    send(learner, f"/groups/{cohort}/discussion/new", title="Cellmates", text="Is a confession to a cellmate evidence?")
    thread = learner.page.url.partition("/groups/")[2].partition("#")[0]
    send(tutor, f"/groups/{thread}", text="Нет: её нельзя проверить.")
    learner.page.reload()
    expect(learner.page.locator("main")).to_contain_text("Нет: её нельзя проверить.")


def study(learner: Writer, tutor: Tutor, road: Learner) -> None:
    """All lessons, a case study that is returned once and then accepted, the final test."""
    assert road.read_all() == 9
    learner.hand_in(ESSAY)
    take(tutor)
    tutor.give("Return it for revision", "Покажите, на ком бремя доказывания.")
    learner.go(WORK)
    learner.sees("Returned for revision: read the review below, revise your work and hand it in again.")
    learner.hand_in(ESSAY + "\nБремя доказывания лежит на государстве.")
    take(tutor)
    tutor.give("Accept the work", "Хорошо.", POINTS)
    learner.go(WORK)
    learner.sees("Your work is accepted")
    road.take_test()
    learner.sees("You have passed the test")


def take(tutor: Tutor) -> None:
    """Nurlan's work: others wait too."""
    tutor.go("/tutor/cases")
    tutor.page.locator("tbody th a", has_text=NAME).first.click()
    tutor.press("Begin the review")


def evaluate(learner: Hand, cohort: str) -> None:
    learner.go("/my")
    learner.look()
    path = f"/my/questionnaires/{cohort}/after"
    expect(learner.page.locator(f"main a[href$='{path}']").first).to_be_visible()
    learner.go(path)
    learner.page.locator("main form fieldset label").first.click()
    learner.look()
    chief(learner)
    learner.page.goto(f"/en{path}")
    learner.sees("You have answered this questionnaire. Thank you!")


def propose(tutor: Hand, cohort: str) -> None:
    tutor.go(f"/tutor/cohorts/{cohort}/levels")
    tutor.look()
    tutor.press("Propose all who have reached a level")


def issue(coordinator: Hand, site: Site, cohort: str) -> None:
    """To all who were proposed; nobody is told before the time to take it back is over."""
    coordinator.go(f"/admin/cohorts/{cohort}/certificates")
    coordinator.look()
    chief(coordinator)
    expect(coordinator.page.locator("main")).to_contain_text(NAME)
    coordinator.look()
    chief(coordinator)
    coordinator.look()
    site.app.extensions["clock"].began -= 11 * 60


def verify(learner: Hand, stranger: Hand) -> None:
    link = learner.page.get_by_role("link", name=re.compile(re.escape(learner.says("Verification page"))))
    for _ in range(40):
        learner.go("/my/certificates")
        if link.count():
            break
        learner.page.wait_for_timeout(500)
    address = link.first.get_attribute("href")
    assert address
    stranger.page.goto(re.sub(r"^/en/", "/ru/", address))
    stranger.sees("This paper is valid")
    expect(stranger.page.locator("main")).to_contain_text(NAME)
    stranger.look()
