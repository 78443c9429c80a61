"""A question shows pictures of the media folder in its text; all other texts have a block for them."""

import pytest

from helpcourse.content.compile import course_page
from helpcourse.content.made_of import made_of
from tests.content.builders import BANK_EN, added, load_course, mistakes_in
from tests.content.media_samples import png

ASKED = BANK_EN.replace("Is the ban absolute?", "Is it so?\n\n![A map of *it*](media/map.png)")
ANSWERED = BANK_EN.replace("- [x] Yes.", "- [x] ![A map](media/map.png)")


def with_map(bank, content=None):
    return {"test.en.md": bank, "media/map.png": content or png()}


@pytest.mark.parametrize("bank", [ASKED, ANSWERED])
def test_a_picture_is_drawn_with_its_size_and_kept_with_the_course(tmp_path, bank):
    course = load_course(tmp_path, with_map(bank))
    words = course_page(course, "en").bank["ban-1"]
    drawn = words.prompt + words.options["1"]
    address = f"/media/{course.media['map.png'].digest}.png"
    assert '<img alt="A map' in drawn
    assert all(part in drawn for part in (f'src="{address}"', 'width="64"', 'height="48"'))


def test_another_picture_under_the_same_name_makes_another_page(tmp_path):
    before = made_of(load_course(tmp_path, with_map(ASKED)))
    after = made_of(load_course(tmp_path, with_map(ASKED, png(32, 32))))
    assert {key for key in before if before[key] != after[key]} == {("", "en"), ("", "kk"), ("", "ru")}


@pytest.mark.parametrize(
    ("picture", "mistake"),
    [
        ("![A map](media/none.png)", "no picture `none.png` in the folder `media`"),
        ("![A map](media/../../x.png)", "no picture `../../x.png` in the folder `media`"),
        ("![](media/map.png)", "the picture `map.png` has no words for those who cannot see it"),
        ("![A map](https://example.org/x.png)", "a picture"),
        ("![A map](/media/map.png)", "a picture"),
        (f"![A map](/media/{'0' * 64}.png)", "a picture"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(tmp_path, picture, mistake):
    bank = BANK_EN.replace("Is the ban absolute?", f"Is it so? {picture}")
    assert f"courses/ban/test.en.md:4: {mistake}" in mistakes_in(tmp_path, with_map(bank))


def test_a_lesson_shows_pictures_in_blocks_of_their_own(tmp_path):
    changes = {**added("\n## More {#more}\n\n![A map](media/map.png)\n"), "media/map.png": png()}
    assert [told.endswith(": a picture") for told in mistakes_in(tmp_path, changes)] == [True]
