"""What one is told on the site: the list, the number in the head of pages, choices, the link at the foot of mails."""

import pytest
from sqlalchemy import select

from helpcourse.messages.models import Mail
from helpcourse.messages.notices import choices_of
from helpcourse.messages.rules import How, Subject
from tests.pages import PageClient
from tests.things import COURSE, LESSON

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.fixture
def aigerim(used_app, world):
    """She was told of an announcement, and named in a message."""
    return PageClient(used_app).log_in(world.cast["aigerim"])


@pytest.fixture
def token(used_session, world):
    """Of the link at the foot of the mail about an announcement to her group."""
    hers = select(Mail.leave_token).where(Mail.person_id == world.cast["aigerim"].id)
    found = used_session.scalars(hers.where(Mail.kind == "group_announcement").limit(1)).one()
    used_session.rollback()
    return found


def unseen(page):
    return page.html.xpath("string(//*[@class='unseen-count']/text()[last()])").strip()


def test_notices_stand_in_a_list_with_what_they_are_about(aigerim):
    page = aigerim.get("/en/my/notices")
    assert "Announcement: № 1" in page.text
    assert "You are named in the discussion: № 2" in page.text


def test_the_head_of_every_page_tells_how_many_are_new(aigerim):
    new = len(aigerim.get("/en/my/notices").html.xpath("//li[@class='unseen']"))
    assert unseen(aigerim.get(f"/en/courses/{COURSE}/{LESSON}")) == str(new)


def test_a_notice_that_is_opened_is_seen_and_leads_to_its_message(aigerim):
    page = aigerim.get("/ru/my/notices")
    before = int(unseen(page))
    form = page.html.xpath("//form[contains(., 'Объявление: № 1')]")[0]
    opened = aigerim.send(page, action=form.get("action"))
    assert opened.h1 == "№ 1"
    assert opened.response.request.path.startswith("/ru/groups/")
    assert int(unseen(opened)) == before - 1


def test_all_can_be_marked_as_read_at_once(aigerim):
    page = aigerim.send(aigerim.get("/en/my/notices"), action="/seen")
    assert unseen(page) == ""
    assert not page.html.xpath("//li[@class='unseen']")


@pytest.mark.parametrize("until", ["", "soon", "0001-01-01T00:00+14:00"])  # the last: before UTC begins
def test_a_moment_that_no_page_has_sent_marks_nothing(aigerim, until):
    assert aigerim.post("/en/my/notices/seen", {"until": until}).status_code == 409
    assert aigerim.get("/en/my/notices").html.xpath("//li[@class='unseen']")


def test_how_one_is_told_by_mail_is_chosen_by_subject(aigerim, used_session, world):
    page = aigerim.send(aigerim.get("/en/me/notices"), answers="digest", schedule="never")
    assert "Saved: how we write to you." in page.text
    choices = choices_of(used_session, world.cast["aigerim"].id)
    assert (choices[Subject.ANSWERS], choices[Subject.SCHEDULE]) == (How.DIGEST, How.NEVER)
    assert choices[Subject.MENTIONS] is How.AT_ONCE


def test_only_who_reviews_is_asked_about_works_that_wait(aigerim, used_app, world):
    assert not aigerim.get("/en/me/notices").html.xpath("//input[@name='reviewing']")
    dana = PageClient(used_app).log_in(world.cast["dana"])
    assert dana.get("/en/me/notices").html.xpath("//input[@name='reviewing']")


def test_the_link_of_a_mail_asks_first(used_app, used_session, world, token):
    page = PageClient(used_app).get(f"/en/letters/{token}")
    assert "Announcements to my groups" in page.text
    assert choices_of(used_session, world.cast["aigerim"].id)[Subject.ANNOUNCEMENTS] is How.AT_ONCE


def test_a_mail_program_ends_mails_by_one_press(used_app, used_session, world, token):
    """RFC 8058: without a log-in, cookies or a token of ours."""
    answer = used_app.test_client().post(f"/en/letters/{token}", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 303
    assert choices_of(used_session, world.cast["aigerim"].id)[Subject.ANNOUNCEMENTS] is How.NEVER


def test_the_link_of_a_mail_that_was_never_sent_is_not_found(used_app):
    assert PageClient(used_app).status("/en/letters/a-token-that-nobody-was-sent") == 404
