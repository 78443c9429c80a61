"""Pictures, sounds and videos in a real browser: what is heard is shown, and all of it is had without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.keyboard import Keyboard
from tests.content.builders import write_course
from tests.content.test_media import PICTURE, SOUND, VIDEO, VIDEO_KK, with_media
from tests.small_course import BAN, READING

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

LESSON = f"/kk/courses/{BAN}/{READING}"

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nҚайырлы таң.\n"
SHOWN = """video => new Promise(done => {
  const track = video.querySelector("track");
  const tell = () => done([track.track.mode, track.srclang, [...track.track.cues].map(cue => cue.text)]);
  track.readyState === HTMLTrackElement.LOADED ? tell() : track.addEventListener("load", tell);
})"""


@pytest.fixture(scope="module")
def shown(site, tmp_path_factory):
    """The small course with one of each."""
    written = with_media(PICTURE + SOUND + VIDEO, VIDEO_KK, **{"visit.kk.vtt": CAPTIONS})
    site.publish(write_course(tmp_path_factory.mktemp("media"), written))


def test_captions_are_shown_in_the_language_of_the_page(shown, open_page):
    video = open_page(LESSON).locator("#visit video")
    assert video.evaluate(SHOWN) == ["showing", "kk", ["Қайырлы таң."]]


def test_a_picture_is_drawn_as_large_as_it_is(shown, open_page):
    picture = open_page(LESSON).locator("#cell img")
    picture.scroll_into_view_if_needed()
    picture.evaluate("picture => picture.decode()")
    assert picture.evaluate("picture => [picture.naturalWidth, picture.width]") == [64, 64]


@pytest.mark.parametrize("with_script", [True, False])
def test_a_transcript_unfolds_without_a_mouse(shown, open_page, with_script):
    page = open_page(LESSON, java_script_enabled=with_script)
    summary = page.locator("#visit summary")
    expect(page.get_by_text("Есік ашылады.")).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Есік ашылады.")).to_be_visible()


@pytest.mark.parametrize("player", ["#call audio", "#visit video", "#visit summary"])
def test_players_and_transcripts_are_reached_by_the_keyboard(shown, open_page, player):
    page = open_page(LESSON)
    Keyboard(page).reach(page.locator(player))


def test_the_transcript_is_printed_and_taken_away(shown, open_page):
    page = open_page(LESSON)
    page.emulate_media(media="print")
    expect(page.get_by_text("Есік ашылады.")).to_be_visible()
    page.goto(f"/kk/print/{BAN}")
    expect(page.get_by_text("Есік ашылады.")).to_be_visible()
    expect(page.get_by_text("Камераға келу")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_media_have_no_violation(shown, open_page, scheme):
    page = open_page(LESSON, color_scheme=scheme, bypass_csp=True)
    page.locator("#visit summary").click()
    assert violations(page) == []
