"""Highlights and notes of one's own: made, shown in the lesson, changed, taken away; nobody else's business."""

import uuid

import pytest

from helpcourse.learning.notes.models import OwnNote
from helpcourse.reporting import personal
from tests.builders import NOW
from tests.small_course import BAN, READING, reading_in_kazakh

WORDS = "Ерекшелік жоқ бөлімі"


@pytest.fixture
def highlight(learner, lesson_url):
    """highlight(quote, text="") as the page's script sends what was selected in the section."""

    def send(quote, text="", key=None, **more):
        sent = {"request_key": (key or uuid.uuid4()).hex, "quote": quote, "occurrence": 0, "text": text, "paragraph": 0}
        return learner.post(f"{lesson_url}/notes/no-exception", sent | more)

    return send


@pytest.fixture
def note(learner, highlight, kept):
    """The address of a note at some words."""
    highlight("туралы бөлім", WORDS)
    return f"/kk/my/note/{kept(OwnNote.id)[0]}"


def test_what_was_selected_is_marked_in_the_lesson(learner, highlight, lesson_url):
    assert highlight("Азаптау туралы").headers["Location"] == f"{lesson_url}#no-exception"
    section = learner.get(lesson_url).html.xpath("//section[@id='no-exception']")[0]
    assert "".join(section.xpath(".//mark//text()")) == "Азаптау туралы"
    assert learner.get(lesson_url).html.xpath("//section[@id='no-exception']//details[not(@open)]//q")


def test_without_script_a_paragraph_is_chosen(learner, lesson_url):
    form = learner.get(f"{lesson_url}/notes/no-exception")
    page = learner.send(form, paragraph="1", text=WORDS)
    assert page.html.xpath("//section[@id='no-exception']//mark")
    assert WORDS in page.html.xpath("string(//section[@id='no-exception']//details[@open])")


def test_a_note_may_be_about_a_whole_part(learner, lesson_url):
    page = learner.send(learner.get(f"{lesson_url}/notes/aside"), text=WORDS)
    assert not page.html.xpath("//mark")
    assert WORDS in page.html.xpath("string(//aside[@id='aside'])")


def test_a_note_of_nothing_is_not_kept(learner, lesson_url, kept):
    page = learner.send(learner.get(f"{lesson_url}/notes/aside"), 422, text=" \n")
    assert page.html.xpath("//*[@role='alert']")
    assert kept(OwnNote.id) == []


def test_sent_twice_it_is_kept_once(highlight, kept):
    key = uuid.uuid4()
    assert [highlight("туралы", key=key).status_code for _time in range(2)] == [303, 303]
    assert len(kept(OwnNote.id)) == 1


def test_a_note_is_changed_and_removed(learner, note, kept):
    learner.send(learner.get(note), text="Басқа сөздер")
    assert kept(OwnNote.words) == ["Басқа сөздер"]
    learner.send(learner.get(note), action="/remove")
    assert kept(OwnNote.id) == []


def test_a_note_is_its_writers_alone(note, learner, log_in, bolat, kept):
    stranger = log_in(bolat)
    stranger.post(f"/kk/courses/{BAN}/enrol")
    assert [stranger.status(note), stranger.post(f"{note}/remove").status_code] == [404, 404]
    assert stranger.post(note, {"text": "Менікі"}).status_code == 404
    assert kept(OwnNote.words) == [WORDS]


def test_who_is_not_enrolled_notes_nothing(log_in, bolat, ban, lesson_url, kept):
    assert log_in(bolat).post(f"{lesson_url}/notes/aside", {"text": WORDS}).status_code == 403
    assert kept(OwnNote.id) == []


def test_words_that_have_left_the_text_are_kept_with_the_note(press, learner, note, lesson_url):
    press(reading_in_kazakh("туралы бөлім", "жайлы бөлім"))
    section = learner.get(lesson_url).html.xpath("//section[@id='no-exception']")[0]
    assert not section.xpath(".//mark")
    assert section.xpath("string(.//q)") == "туралы бөлім"


def test_notes_are_listed_by_lesson_and_taken_away_as_markdown(learner, note):
    page = learner.get(f"/kk/my/notes/{BAN}")
    assert WORDS in page.text
    text = learner.client.get(page.html.xpath("//a[@download]/@href")[0]).get_data(as_text=True)
    assert f"> туралы бөлім\n\n{WORDS}\n" in text
    assert f"](<http://localhost/kk/courses/{BAN}/{READING}#no-exception>)" in text


def test_what_is_too_long_is_refused(highlight, kept):
    assert highlight("туралы", "а" * 20_001).status_code == 422
    assert kept(OwnNote.id) == []


def test_words_of_others_are_text_and_no_html(learner, highlight, lesson_url):
    highlight("<b>бөлім</b>", "<script>alert(1)</script>")
    assert not learner.get(lesson_url).html.xpath("//article//script|//article//b")


def test_notes_are_in_ones_data_and_are_erased_with_the_account(app, learner, note, aigerim, session):
    assert learner.client.get("/kk/me/data.json").json["own_note"][0]["words"] == WORDS
    personal.erase(session, app.extensions["shelf"], aigerim.id, now=NOW)
    assert session.query(OwnNote).count() == 0
