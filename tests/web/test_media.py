"""Media on the pages of lessons: kept with the edition, served by their hash."""

import hashlib
from argparse import Namespace

import pytest

from helpcourse.catalogue.actions import keep_media, manuscript
from helpcourse.cli import backup
from helpcourse.cli.renewing import migrated
from helpcourse.config import read_settings
from helpcourse.content.kept import read_kept
from helpcourse.files.store import Store
from tests.content import media_samples as samples
from tests.content.builders import load_course
from tests.content.test_media import PICTURE, SOUND, VIDEO, VIDEO_KK, with_media

CHANGES = with_media(PICTURE + SOUND + VIDEO, VIDEO_KK)
PICTURE_URL = f"/media/{hashlib.sha256(samples.png()).hexdigest()}.png"


@pytest.fixture
def shown(app, press, tmp_path):
    """The lesson with a picture, a sound and a video; stored as publishing stores them."""
    edition = press(CHANGES)
    store = Store(app.extensions["settings"].media)
    for file in load_course(tmp_path / "written", CHANGES).media.values():
        store.keep(file.path, file.digest)
    return edition


def test_a_picture_has_words_and_room_before_it_comes(shown, client, lesson_url):
    picture = client.get(lesson_url.replace("/kk/", "/en/")).html.xpath("//figure[@id='cell']/img")[0]
    assert dict(picture.attrib) == {
        "src": PICTURE_URL,
        "width": "64",
        "height": "48",
        "alt": "A cell of four square metres",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_video_has_captions_in_the_language_of_its_words(shown, client, lesson_url):
    video = client.get(lesson_url).html.xpath("//figure[@id='visit']/video")[0]
    assert (video.get("aria-label"), video.get("width")) == ("Камераға келу", "64")
    assert video.find("track").get("srclang") == "kk"


@pytest.mark.parametrize("block", ["call", "visit"])
def test_what_is_heard_can_be_read(shown, client, lesson_url, block):
    page = client.get(lesson_url.replace("/kk/", "/en/"))
    assert page.html.xpath(f"string(//figure[@id='{block}']//details/summary)") == "Transcript"


def test_a_file_is_kept_by_browsers_and_can_do_nothing(shown, client):
    with client.client.get(PICTURE_URL) as response:
        assert (response.data, response.mimetype) == (samples.png(), "image/png")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_player_asks_for_a_part_of_a_file(shown, client):
    with client.client.get(PICTURE_URL, headers={"Range": "bytes=1-3"}) as response:
        assert (response.status_code, response.data) == (206, b"PNG")


def test_who_has_a_file_is_not_sent_it_again(shown, client):
    with client.client.get(PICTURE_URL) as response:
        tag = response.headers["ETag"]
    with client.client.get(PICTURE_URL, headers={"If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", [f"{'0' * 64}.png", "..%2f..%2fsecret.key.png", f"{PICTURE_URL[7:-3]}html"])
def test_nothing_else_is_served(shown, client, name):
    assert client.status(f"/media/{name}") == 404


def test_a_course_is_read_again_without_its_folder(tmp_path):
    course, store = load_course(tmp_path, CHANGES), Store(tmp_path / "store")
    written = manuscript(course)
    keep_media(store, written)
    again = read_kept(course.id, course.digest, written.source_files, tmp_path / "none.yaml", store.find)
    assert manuscript(again).pages == written.pages


def test_media_are_in_the_backup(tmp_path):
    data, course = tmp_path / "data", load_course(tmp_path, CHANGES)
    migrated(read_settings({}, data=data)).dispose()
    keep_media(Store(data / "media"), manuscript(course))
    backup.run(Namespace(data=str(data), folder=tmp_path / "kept", keep=None))
    [folder] = (tmp_path / "kept").iterdir()
    assert Store(folder / "media").find(course.media["cell.png"].digest).read_bytes() == samples.png()
