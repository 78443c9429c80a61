"""The site's fonts: every letter of the three languages, and light."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "helpcourse/static/fonts"
CSS = (FONTS.parent / "main.css").read_text()
ON_A_KAZAKH_PAGE = ["latin", "cyrillic", "cyrillic-ext"]


def letters_of(names: list[str]) -> set[str]:
    return {chr(code) for name in names for code in TTFont(FONTS / f"literata-{name}.woff2").getBestCmap()}


@pytest.mark.parametrize(
    "text",
    [
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "«»„“”‘’–—…§№•·()[]/:;!?%&@+−×°",
    ],
)
def test_a_kazakh_page_is_in_one_face(text: str) -> None:
    assert set(text) - letters_of(ON_A_KAZAKH_PAGE) == set()


def test_names_of_cases_need_no_other_face() -> None:
    assert set("Gäfgen Öcalan Çakıcı Şahin Łódź") - letters_of(["latin", "latin-1", "latin-ext"]) == set()


def test_a_kazakh_page_loads_less_than_50_kb_of_fonts() -> None:
    assert sum((FONTS / f"literata-{name}.woff2").stat().st_size for name in ON_A_KAZAKH_PAGE) < 50_000


def letters_told(name: str) -> set[str]:
    """What the rule of a file in main.css says is in it."""
    (told,) = re.findall(rf"fonts/literata-{name}\.woff2.*?unicode-range: ([^;}}]+)", CSS)
    ends = [[int(end, 16) for end in part.strip()[2:].split("-")] for part in told.split(",")]
    return {chr(code) for first, *last in ends for code in range(first, (last or [first])[0] + 1)}


@pytest.mark.parametrize("name", [*ON_A_KAZAKH_PAGE, "latin-1", "latin-ext"])
def test_the_css_tells_the_letters_of_each_file(name: str) -> None:
    assert letters_told(name) == letters_of([name])


@pytest.mark.parametrize("weight", [400, 700])
def test_the_face_that_is_easy_to_read_has_every_kazakh_letter_too(weight: int) -> None:
    files = [FONTS / f"easy-{name}-{weight}.woff2" for name in ON_A_KAZAKH_PAGE]
    letters = {chr(code) for file in files for code in TTFont(file).getBestCmap()}
    assert set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘҒҚҢӨҰҮҺІabzABZ019«»№–…") - letters == set()
    assert sum(file.stat().st_size for file in files) < 20_000
