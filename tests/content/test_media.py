"""Pictures, sounds and videos: believed by their first bytes, refused without the words for those who need them."""

import pytest

from helpcourse.content.compile import lesson_page
from helpcourse.content.load import load
from helpcourse.content.lock_file import write_lock
from helpcourse.content.media_types import JPEG, M4A, MP3, MP4, OGG, PNG, VTT, WEBM, WEBP, look_at
from helpcourse.content.model import Freshness
from tests.content import media_samples as samples
from tests.content.builders import added, load_course, mistakes_in, write_course

PICTURE = "::: media cell\nfile: cell.png\nalt: A cell of four square metres\n\nDrawn to scale.\n:::\n"
PICTURE_KK = "::: media cell\nalt: Төрт шаршы метр камера\n\nМасштабпен.\n:::\n"
SOUND = "::: media call\nfile: call.mp3\nalt: A call to the duty officer\n\n> Good morning.\n:::\n"
VIDEO = (
    "::: media visit\nfile: visit.mp4\nalt: A visit to a cell\ncaptions: visit.en.vtt\n\n"
    "A visit.\n\n> The door opens.\n:::\n"
)
VIDEO_KK = "::: media visit\nalt: Камераға келу\ncaptions: visit.kk.vtt\n\nКелу.\n\n> Есік ашылады.\n:::\n"
FILES = {
    "media/cell.png": samples.png(),
    "media/call.mp3": samples.MP3,
    "media/visit.mp4": samples.MP4,
    "media/visit.en.vtt": samples.VTT,
    "media/visit.kk.vtt": samples.VTT + "\nҚайырлы таң.".encode(),
}


def with_media(english, kazakh="", **files):
    return added(english, kazakh) | FILES | {f"media/{name}": content for name, content in files.items()}


def shown(folder, english, kazakh="", language="en"):
    return lesson_page(load_course(folder, with_media(english, kazakh)), "why", language).pieces[-1]


def told(folder, english, kazakh="", files=None):
    return "\n".join(mistakes_in(folder, with_media(english, kazakh) | (files or {})))


@pytest.mark.parametrize(
    ("content", "type_", "size"),
    [
        (samples.png(640, 480), PNG, (640, 480)),
        (samples.JPEG, JPEG, (64, 48)),
        (samples.WEBP, WEBP, (64, 48)),
        (samples.WEBP_LOSSY, WEBP, (64, 48)),
        (samples.WEBP_LOSSLESS, WEBP, (64, 48)),
        (samples.MP3, MP3, (0, 0)),
        (samples.MP3_BARE, MP3, (0, 0)),
        (samples.OGG, OGG, (0, 0)),
        (samples.M4A, M4A, (0, 0)),
        (samples.MP4, MP4, (64, 48)),
        (samples.WEBM, WEBM, (64, 48)),
        (samples.VTT, VTT, (0, 0)),
    ],
)
def test_a_file_is_known_by_its_first_bytes(content, type_, size):
    look = look_at(content)
    assert (look.type, (look.width, look.height)) == (type_, size)


@pytest.mark.parametrize("content", [b"", b"\xff", b"<svg/>", b"GIF89a", b"%PDF-1.7", samples.png(0, 5), b"MZ\x90\0"])
def test_other_files_are_not_known(content):
    assert look_at(content) is None


@pytest.mark.parametrize("content", [samples.png(), samples.JPEG, samples.WEBP, samples.MP4, samples.WEBM])
def test_a_file_that_is_cut_off_breaks_nothing(content):
    assert {bool(look_at(content[:end])) for end in range(len(content))} <= {True, False}


def test_a_picture_has_its_size_and_its_words_in_each_language(tmp_path):
    piece = shown(tmp_path, PICTURE, PICTURE_KK, "kk")
    assert (piece.media.kind, piece.media.width, piece.media.height) == ("picture", 64, 48)
    assert (piece.media.alt, piece.html) == ("Төрт шаршы метр камера", "<p>Масштабпен.</p>")


def test_a_video_has_captions_and_a_transcript_in_each_language(tmp_path):
    english, kazakh = (shown(tmp_path, VIDEO, VIDEO_KK, language) for language in ("en", "kk"))
    assert english.media.file == kazakh.media.file
    assert english.media.captions != kazakh.media.captions
    assert (kazakh.html, kazakh.model_html) == ("<p>Келу.</p>", "<p>Есік ашылады.</p>")


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("alt: A cell of four square metres\n", "", "en.md:62: `alt` is missing"),
        ("alt: A cell of four square metres", 'alt: ""', "en.md:63: `alt`: must not be empty"),
        ("alt: Төрт шаршы метр камера\n", "", "kk.md:54: `alt` is missing"),
        ("file: cell.png", "file: cells.png", "en.md:62: no file `cells.png` in the folder `media`"),
        ("file: cell.png", "file: ../cell.png", "en.md:62: no file `../cell.png` in the folder `media`"),
        ("file: cell.png", "file: visit.en.vtt", "en.md:62: captions alone are nothing to show"),
        ("alt: A cell", "captions: visit.en.vtt\nalt: A cell", "en.md:61: only a video has captions"),
        ("alt: A cell", "source: CAT\nalt: A cell", "en.md:63: `source` is not known here"),
        ("alt: Төрт", "file: cell.png\nalt: Төрт", "kk.md:55: `file` is not known here"),
    ],
)
def test_what_a_picture_lacks_is_told(tmp_path, old, new, mistake):
    assert mistake in told(tmp_path, PICTURE.replace(old, new), PICTURE_KK.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("\n> The door opens.", "", "en.md:66: the video `visit` has no transcript"),
        ("\n> Есік ашылады.", "", "kk.md:58: the video `visit` has no transcript"),
        ("captions: visit.en.vtt\n", "", "en.md:61: the video `visit` has no captions"),
        ("captions: visit.kk.vtt\n", "", "kk.md:54: the video `visit` has no captions"),
        ("visit.en.vtt", "cell.png", "en.md:62: `cell.png` has no captions in it"),
        ("visit.kk.vtt", "visit.ru.vtt", "kk.md:55: no file `visit.ru.vtt` in the folder `media`"),
    ],
)
def test_what_a_video_lacks_is_told(tmp_path, old, new, mistake):
    assert mistake in told(tmp_path, VIDEO.replace(old, new), VIDEO_KK.replace(old, new))


def test_a_sound_without_a_transcript_is_refused(tmp_path):
    assert "the sound `call` has no transcript" in told(tmp_path, SOUND.replace("> Good morning.\n", ""))


@pytest.mark.parametrize(
    ("name", "content", "mistake"),
    [
        ("cell.png", samples.JPEG, "media/cell.png:1: the file is of another type than its name says: image/jpeg"),
        ("cell.png", b"<svg onload='go()'/>", "media/cell.png:1: not a media file of a known type"),
        ("x.svg", b"<svg/>", "media/x.svg:1: not a media file of a known type"),
        ("Cell 1.png", samples.png(), "media/Cell 1.png:1: no good name for a media file"),
        ("large.png", samples.png() + bytes(2_000_000), "media/large.png:1: 2000"),
        ("deep/cell.png", samples.png(), "media/deep:1: no good name for a media file"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_told(tmp_path, name, content, mistake):
    assert mistake in told(tmp_path, PICTURE, files={f"media/{name}": content})


def test_a_file_with_a_mistake_is_not_told_as_missing_too(tmp_path):
    assert "no file" not in told(tmp_path, PICTURE, files={"media/cell.png": samples.JPEG})


def test_a_picture_within_the_text_is_sent_to_a_block_of_its_own(tmp_path):
    assert "a picture" in told(tmp_path, "::: note x\n![A cell](media/cell.png)\n:::")


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [("media/cell.png", False), ("media/call.mp3", True)],  # nothing shows the sound
)
def test_an_edition_is_another_one_when_what_it_shows_has_changed(tmp_path, changed, is_same):
    before = load_course(tmp_path, with_media(PICTURE)).digest
    after = load_course(tmp_path, with_media(PICTURE) | {changed: FILES[changed] + b"\0"}).digest
    assert (before == after) is is_same


def test_new_captions_make_the_translation_stale(tmp_path):
    folder = write_course(tmp_path, with_media(VIDEO, VIDEO_KK))
    write_lock(folder, load(folder, folder.parent / "sources.yaml"))
    changes = with_media(VIDEO, VIDEO_KK) | {"media/visit.en.vtt": samples.VTT + b"\nMore."}
    page = lesson_page(load_course(tmp_path, changes), "why", "kk")
    assert [piece.id for piece in page.pieces if piece.freshness is Freshness.STALE] == ["visit"]
