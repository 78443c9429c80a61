"""Editions: published, published again, pointed back at, taken out of the catalogue."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from helpcourse.catalogue import actions
from helpcourse.catalogue.models import Edition, EditionPage
from helpcourse.catalogue.queries import get_course
from helpcourse.catalogue.shelf import Shelf
from helpcourse.errors import NotFoundError
from tests.builders import NOW
from tests.small_course import BAN, INVESTIGATION, READING, publish_small, reading, settings

OTHER_TITLE = reading("Why the ban is absolute", "Why it is so")


@pytest.fixture
def publish(session, tmp_path):
    return lambda changes=None, now=NOW: publish_small(session, tmp_path, changes, now=now)


def current(session):
    return Shelf().current(session, BAN)


def test_what_is_published_is_current(session, publish):
    assert publish() == current(session)


def test_a_new_state_is_a_new_edition(session, publish):
    first, second = publish(), publish(OTHER_TITLE, now=NOW + timedelta(days=1))
    assert (first.number, second.number) == (1, 2)
    assert current(session) == second
    assert Shelf().edition(session, first.id) == first


def test_the_same_state_is_published_once(session, publish):
    publish()
    publish(now=NOW + timedelta(days=1))
    editions = session.scalars(select(Edition.published_at).where(Edition.course_id == BAN)).all()
    assert editions == [NOW]


def test_a_state_of_before_becomes_current_again(session, publish):
    first = publish()
    publish(OTHER_TITLE)
    assert publish() == first
    assert current(session) == first


def test_editions_are_counted_in_each_course_apart(session, publish):
    publish()
    assert [edition.number for edition in Shelf().courses(session)] == [1, 1]


def test_a_page_is_kept_for_each_lesson_and_language_and_one_for_each_translation(session, publish):
    edition = publish()
    pages = session.scalar(select(func.count()).select_from(EditionPage).where(EditionPage.edition_id == edition.id))
    assert pages == (1 + 2) * 3 + 2


def test_a_course_is_pointed_back_at_an_older_edition(session, publish):
    first = publish()
    publish(OTHER_TITLE)
    actions.roll_back(session, BAN, 1)
    assert current(session) == first


@pytest.mark.parametrize(("course", "number"), [(BAN, 7), ("nowhere", 1)])
def test_there_is_no_rolling_back_to_what_never_was(session, publish, course, number):
    publish()
    with pytest.raises(NotFoundError):
        actions.roll_back(session, course, number)


def test_a_withdrawn_course_is_not_found_but_its_editions_are(session, publish):
    edition = publish()
    actions.withdraw(session, BAN, now=NOW)
    with pytest.raises(NotFoundError):
        current(session)
    assert Shelf().edition(session, edition.id) == edition


def test_a_course_is_withdrawn_on_one_day_and_can_come_back(session, publish):
    edition = publish()
    actions.withdraw(session, BAN, now=NOW)
    actions.withdraw(session, BAN, now=NOW + timedelta(days=1))
    assert get_course(session, BAN).withdrawn_at == NOW
    actions.restore(session, BAN)
    assert current(session) == edition


def test_the_latest_edition_is_listed_first(session, publish):
    publish()
    publish(OTHER_TITLE)
    assert [edition.number for edition in get_course(session, BAN).editions] == [2, 1]


# The shelf


def test_what_others_publish_is_seen_when_the_shelf_looks_again(session, publish):
    shelf, first = Shelf(), publish()
    shelf.current(session, BAN)
    second = publish(OTHER_TITLE)
    assert shelf.current(session, BAN) == first
    shelf.look_again()
    assert shelf.current(session, BAN) == second


@pytest.mark.parametrize(("language", "spoken"), [("kk", "kk"), ("ru", "ru"), ("tg", "en")])
def test_a_page_in_a_language_that_the_course_has_not_is_in_its_own(session, publish, language, spoken):
    shelf, edition = Shelf(), publish()
    assert shelf.lesson_page(session, edition, READING, language).language == spoken
    assert shelf.course_page(session, edition, language).language == spoken


def test_a_lesson_of_another_course_has_no_page(session, publish):
    with pytest.raises(NotFoundError):
        Shelf().lesson_page(session, publish(), "what-is-torture", "kk")


def test_an_edition_that_never_was_is_not_found(session):
    with pytest.raises(NotFoundError):
        Shelf().edition(session, 999)


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        (OTHER_TITLE, True),
        (reading("> Right.", "> Quite right."), True),  # feedback
        (settings("hours: 1.5", "hours: 2"), True),
        (reading("- [x] No.", "- [x] Never."), False),
        (reading("May a state suspend", "Must a state keep"), False),
        (reading("question war\n", "question peace\n") | {"01-ban/01-why.kk.md": None}, False),
    ],
)
def test_whether_a_question_asks_the_same_in_two_editions(session, publish, changes, is_same):
    shelf, first, second = Shelf(), publish(), publish(changes)
    assert shelf.has_same_question(session, second, first.id, READING, "war") is is_same


def test_lessons_are_found_by_their_ids(session, publish):
    edition = publish()
    assert [lesson.id for lesson in edition.lessons] == [READING, INVESTIGATION]
    assert edition.find_lesson("nowhere") is None
