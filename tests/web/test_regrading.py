"""The admin's pages of regrades: seen first, then done; and what learners and tutors read of it."""

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Role, RoleGrant
from helpcourse.learning.models import Attempt, Grade
from helpcourse.learning.regrading.models import KeyChange
from tests.builders import NOW
from tests.pages import PageClient
from tests.small_course import BAN, BANK, MODULE, bank, quiz
from tests.things import COURSE

SINGLE, MULTIPLE = BANK
REGRADES = f"/en/admin/courses/{BAN}/regrades"
OF_SINGLE = f"{REGRADES}/{SINGLE}"
MENDED = bank("- [x] Yes.\n- [ ] No.", "- [ ] Yes.\n- [x] No.")
WHY = "The key was wrong."


@pytest.fixture
def yerlans(log_in, yerlan):
    return log_in(yerlan)


@pytest.fixture
def failed(learner, save, attempt):
    """Aigerim has answered what is right by the mended key only; the address of her result."""
    save(SINGLE, "2")
    learner.post(f"{attempt}/submit")
    return attempt


@pytest.fixture
def graded_again(yerlans, press, failed):
    press(MENDED)
    grade_again(yerlans, yerlans.get(f"{OF_SINGLE}?edition=1&key=2"))
    return yerlans.get(REGRADES)


def grade_again(client, page, reason=WHY):
    """Send the form that does it; the response."""
    form = page.html.xpath("//main//form[@method='post']")[0]
    hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    return client.client.post(form.get("action"), data={**hidden, "reason": reason})


def cells(page):
    return [[" ".join(cell.text_content().split()) for cell in row] for row in page.html.xpath("//tbody/tr")]


def right_options(page, id_=""):
    """What the page tells to be right, of all questions or of one."""
    marked = page.html.xpath("//section[contains(@id, $id)]//li[contains(@class, 'right')]/div[1]", id=id_)
    return [" ".join(div.xpath("string(text()[1] | p)").split()) for div in marked]


def options(page, name):
    return page.html.xpath(f"//select[@name='{name}']/option/@value")


def test_only_other_keys_of_the_same_question_are_offered(yerlans, press, failed):
    assert options(yerlans.get(OF_SINGLE), "key") == ["", "all"]
    press(MENDED)
    assert options(yerlans.get(OF_SINGLE), "key") == ["", "2", "all"]
    press({**bank("- [ ] No.", "- [ ] No.\n- [ ] Perhaps."), "test.kk.md": None})
    assert options(yerlans.get(f"{OF_SINGLE}?edition=1"), "key") == ["", "2", "all"]


def test_both_keys_stand_side_by_side(yerlans, press, failed):
    press(MENDED)
    page = yerlans.get(f"{OF_SINGLE}?edition=1&key=2")
    assert right_options(page) == ["Yes.", "No."]


def test_whom_it_concerns_is_told_before_anything_is_done(yerlans, press, failed, aigerim, kept):
    press(MENDED)
    page = yerlans.get(f"{OF_SINGLE}?edition=1&key=2")
    assert cells(page) == [[aigerim.name, "1", "0 / 2, not passed", "1 / 2, passed", ""]]
    assert kept(Grade.points) == [0]


def test_it_is_done_with_the_reason_and_listed(yerlans, graded_again, kept, yerlan):
    assert graded_again.text.count("Graded again: 1 result changed.") == 1
    (row,) = cells(graded_again)
    assert row[:6] == [SINGLE, "Final test", "1", "As in edition 2", "Only if it improves", WHY]
    assert row[7] == yerlan.name
    assert sorted(kept(Grade.points)) == [0, 1]


def test_without_a_reason_nothing_is_done(yerlans, press, failed, kept):
    press(MENDED)
    response = grade_again(yerlans, yerlans.get(f"{OF_SINGLE}?edition=1&key=2"), " ")
    assert (response.status_code, "Say why." in response.text) == (422, True)
    assert kept(KeyChange.number) == []


def test_a_page_from_before_another_regrade_is_refused(yerlans, press, failed, kept):
    press(MENDED)
    old = yerlans.get(f"{OF_SINGLE}?edition=1&key=2")
    grade_again(yerlans, yerlans.get(f"{OF_SINGLE}?edition=1&key=all"))
    assert grade_again(yerlans, old).status_code == 409
    assert kept(KeyChange.number) == [1]


def test_the_learner_reads_what_has_changed_and_the_right_key(graded_again, learner, failed):
    page = learner.get(f"/en{failed[3:]}")
    assert "You have passed the test" in page.text
    assert WHY in page.text
    assert "This question was graded again: its key was wrong." in page.text
    assert right_options(page, f"question-{SINGLE}") == ["No."]


def test_who_keeps_points_by_the_earlier_key_reads_so(yerlans, press, learner, save, attempt):
    save(SINGLE, "1")
    learner.post(f"{attempt}/submit")
    press(MENDED)
    grade_again(yerlans, yerlans.get(f"{OF_SINGLE}?edition=1&key=2"))
    assert "You keep the points that you had by the earlier key." in learner.get(f"/en{attempt[3:]}").text


def test_all_points_to_everyone_is_told_to_the_learner(yerlans, learner, failed):
    grade_again(yerlans, yerlans.get(f"{OF_SINGLE}?key=all"))
    assert "Everyone who was asked this question has all its points" in learner.get(f"/en{failed[3:]}").text


def test_a_question_of_a_quiz_is_graded_again_at_an_address_of_its_own(yerlans, press, kept):
    press(quiz())
    assert yerlans.status(f"{REGRADES}/quiz-1") == 404
    grade_again(yerlans, yerlans.get(f"{REGRADES}/quiz-1?test={MODULE}&key=all"))
    assert kept(KeyChange.module_id) == [MODULE]
    assert "Quiz of the module" in cells(yerlans.get(REGRADES))[0][1]


@pytest.mark.parametrize("query", ["edition=7", "edition=7&key=all"])
def test_what_is_not_there_is_not_found(yerlans, ban, query):
    assert yerlans.status(f"{OF_SINGLE}?{query}") == 404
    assert yerlans.status(f"{REGRADES}/nothing") == 404


def test_the_statistics_of_a_question_lead_there_if_one_may(used_app, world):
    question = world.things["aigerim"].question_id
    url = f"/en/tutor/statistics/{COURSE}/questions/{question}"
    links = {name: PageClient(used_app).log_in(world.cast[name]).get(url).links() for name in ("dana", "yerlan")}
    found = {name: [link for link in all_ if "/regrades/" in link] for name, all_ in links.items()}
    assert found == {"dana": [], "yerlan": [f"/en/admin/courses/{COURSE}/regrades/{question}"]}


def test_papers_without_a_passed_test_are_listed_and_stay_valid(used_app, world, used_session):
    client = PageClient(used_app).log_in(world.cast["yerlan"])
    where = f"/en/admin/courses/{COURSE}/regrades"
    assert "Papers to decide on" not in client.get(where).text
    _fail_everybody(used_session)
    page = client.get(where)
    assert world.cast["aigerim"].name in page.text
    assert "Papers to decide on" in page.text


def _fail_everybody(session):
    """As a regrade does that takes all points away."""
    (admin,) = session.scalars(select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMIN)).all()
    rows = session.execute(select(Grade, Attempt.edition_id).join(Attempt, Attempt.id == Grade.attempt_id)).all()
    for grade, _edition_id in rows:
        session.add(
            Grade(attempt_id=grade.attempt_id, number=grade.number + 1, points=0, out_of=grade.out_of,
                  is_passed=False, graded_at=NOW, reason=WHY)
        )  # fmt: skip
    for edition_id in {edition_id for _grade, edition_id in rows}:
        session.add(
            KeyChange(edition_id=edition_id, module_id="", question_id="any", number=1, from_edition_id=None, key=None,
                      only_improves=False, reason=WHY, changed_at=NOW, changed_by_id=admin)
        )  # fmt: skip
    session.commit()
