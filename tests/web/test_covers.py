"""Every course has a cover of its own."""

from helpcourse.web.covers import CLOTHS, cover_of


def test_no_two_covers_are_alike():
    assert len({cover_of(f"course-{number}") for number in range(500)}) == 500


def test_a_course_keeps_its_cover():
    assert cover_of("prohibition-of-torture") is cover_of("prohibition-of-torture")


def test_covers_are_of_every_cloth():
    assert {cover_of(f"course-{number}").cloth for number in range(100)} == set(CLOTHS)
