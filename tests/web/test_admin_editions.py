"""The admin's pages of a course and its editions: what stands on them, what changed, going back."""

import pytest
from sqlalchemy import update

from helpcourse.catalogue.models import Edition, PublishedCourse
from tests.content.builders import replaced
from tests.small_course import BAN, bank, reading

COURSE = f"/en/admin/courses/{BAN}"
OTHER_TITLE = reading("Why the ban is absolute", "Why it is so")
OTHER_RIGHT = bank("- [x] Yes.\n- [ ] No.", "- [ ] Yes.\n- [x] No.")


@pytest.fixture
def yerlans(log_in, yerlan):
    return log_in(yerlan)


def rows(page):
    return [[" ".join(cell.text_content().split()) for cell in row] for row in page.html.xpath("//tbody/tr")]


def changes(page):
    return [" ".join(line.text_content().split()) for line in page.html.xpath("//ul[@class='changes']/li")]


def test_a_course_shows_what_stands_on_each_edition(yerlans, press, learner, attempt):
    press(OTHER_TITLE)
    # number, state, time, digest, then: learners, cohorts, attempts and open ones, papers
    assert [(row[0], *row[4:]) for row in rows(yerlans.get(COURSE))] == [
        ("2", "1", "0", "0 (0)", "0"),
        ("1", "0", "0", "1 (1)", "0"),
    ]


def test_an_edition_tells_what_it_changed(yerlans, press, ban):
    press(OTHER_TITLE)
    assert changes(yerlans.get(f"{COURSE}/editions/2")) == ["why: renamed: Why the ban is absolute → Why it is so"]
    assert changes(yerlans.get(f"{COURSE}/editions/1")) == []


def test_an_edition_that_never_was_is_not_found(yerlans, ban):
    assert yerlans.status(f"{COURSE}/editions/7") == 404
    assert yerlans.status("/en/admin/courses/nowhere") == 404


def test_open_attempts_on_a_question_that_changed_are_told(yerlans, press, learner, attempt):
    press(OTHER_RIGHT)
    told = changes(yerlans.get(f"{COURSE}/editions/2"))
    assert told == ["ban-1: changed of the question: what is right; open attempts that ask it as it was: 1"]


def test_going_back_asks_first_and_tells_what_will_be_different(yerlans, press, ban, session):
    press(OTHER_TITLE)
    page = yerlans.get(f"{COURSE}/editions/1/roll-back")
    assert changes(page) == ["why: renamed: Why it is so → Why the ban is absolute"]
    assert session.get(PublishedCourse, BAN).current_edition_id != ban.id
    session.rollback()
    yerlans.send(page)
    assert session.get(PublishedCourse, BAN).current_edition_id == ban.id


def test_whoever_reads_has_the_older_edition_at_the_next_page(yerlans, press, ban, client, lesson_url):
    press(OTHER_TITLE)
    yerlans.send(yerlans.get(f"{COURSE}/editions/1/roll-back"))
    assert client.get(f"/en{lesson_url[3:]}").h1 == "Why the ban is absolute"


def test_an_open_attempt_is_not_touched_by_going_back(yerlans, press, ban, learner, save):
    first = learner.post(f"/kk/courses/{BAN}/test").headers["Location"]
    press(OTHER_RIGHT)
    yerlans.send(yerlans.get(f"{COURSE}/editions/1/roll-back"))
    learner.post(f"{first}/answers/ban-1", {"answer": "1", "seen": 0})
    assert "1 / 2" in learner.send(learner.get(f"{first}/check"), action="/submit").text


@pytest.mark.parametrize(("text", "titles"), [("азаптауга", 1), ("prohibition", 1), ("nowhere", 0), ("", 2)])
def test_courses_are_found_by_title_and_id(yerlans, ban, text, titles):
    assert len(rows(yerlans.get(f"/kk/admin/courses?text={text}"))) == titles


def test_every_kind_of_change_has_its_words(yerlans, press, ban):
    press(
        replaced("course.yaml", "hours: 1.5", "hours: 2")
        | replaced("glossary.en.md", "It hurts.", "It aches.")
        | replaced("01-ban/module.en.md", "- to know it;", "- to know;")
        | {"02-duty/02-new.en.md": "---\ntitle: New\nminutes: 5\n---\n\nWords.\n"}
    )
    assert changes(yerlans.get(f"{COURSE}/editions/2")) == [
        "Academic hours: 1.5 → 2",
        "ban: the learning objectives changed",
        "new: added: New",
        "pain: changed",
    ]


def test_of_an_edition_that_cannot_be_read_any_more_it_is_told_so(yerlans, press, ban, session):
    press(OTHER_TITLE)
    session.execute(update(Edition).where(Edition.id == ban.id).values(structure="as an older version wrote it"))
    session.commit()
    assert "what differs cannot be told" in changes(yerlans.get(f"{COURSE}/editions/2"))[0]
