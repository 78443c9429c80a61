"""Who of a group is told of what is said, each once."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.messages.models import MailKind, Notice
from helpcourse.messages.rules import TOO_OLD
from helpcourse.tutoring.actions import add_member
from helpcourse.tutoring.group import actions, materials, moderating
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.muting import mute, unmute
from helpcourse.tutoring.group.queries import get_thread
from helpcourse.tutoring.group.rules import Seat
from helpcourse.tutoring.group.telling import QUIET, tell, tell_material, untold_materials, untold_posts
from tests.builders import NOW

LATER = NOW + QUIET


@pytest.fixture
def group(session, cohort, aigerim, bolat):
    """Aigerim and Bolat learn in Dana's cohort."""
    for one in (aigerim, bolat):
        add_member(session, cohort.id, one.id, now=NOW)
    session.flush()
    return cohort


@pytest.fixture
def seat(dana):
    return lambda someone: Seat(someone.id, leads=someone == dana, is_closed=False)


@pytest.fixture
def begin(session, group, seat):
    def begun(by, text="…", *, is_announcement=False):
        id_ = uuid.uuid4()
        actions.begin(session, group.id, seat(by), id_, NewThread("Шағым", text, is_announcement), now=NOW)
        session.flush()
        return get_thread(session, group.id, id_)

    return begun


@pytest.fixture
def answer(session, seat):
    def answered(thread, by, text="…"):
        id_ = uuid.uuid4()
        actions.answer(session, thread, seat(by), id_, text, answers_id=None, now=NOW)
        session.flush()
        return id_

    return answered


@pytest.fixture
def told(session):
    """told(now) -> who was told what since the last time."""
    known = set()

    def since(now=LATER):
        for post_id in untold_posts(session, now=now):
            tell(session, post_id, now=now)
        for material_id in untold_materials(session, now=now):
            tell_material(session, material_id, now=now)
        session.flush()
        new = [row for row in session.scalars(select(Notice)) if row.id not in known]
        known.update(row.id for row in new)
        return sorted((row.person_id, MailKind(row.kind)) for row in new if row.kind.startswith("group"))

    return since


def test_an_announcement_is_told_to_all_but_its_author_once(begin, told, dana, aigerim, bolat):
    begin(dana, is_announcement=True)
    kind = MailKind.GROUP_ANNOUNCEMENT
    assert told() == sorted([(aigerim.id, kind), (bolat.id, kind)])
    assert told() == []


@pytest.fixture
def material(session, group, dana):
    id_ = uuid.uuid4()
    materials.add(session, group.id, id_, "Қосымша оқу", "", by_id=dana.id, now=NOW)
    return id_


@pytest.mark.usefixtures("material")
def test_a_material_is_told_to_all_but_who_added_it_once(told, aigerim, bolat):
    kind = MailKind.GROUP_MATERIAL
    assert told() == sorted([(aigerim.id, kind), (bolat.id, kind)])
    assert told() == []


def test_nobody_is_told_of_a_material_that_was_removed(session, group, material, told):
    materials.remove(session, group.id, material, now=NOW)
    assert told() == []


def test_a_material_that_is_removed_is_told_no_more(session, group, material, told):
    told()
    materials.remove(session, group.id, material, now=LATER)
    assert session.scalars(select(Notice).where(Notice.about_id == material)).all() == []


def test_who_has_muted_a_thread_is_told_only_where_they_are_named(session, begin, answer, told, aigerim, bolat):
    thread = begin(aigerim)
    told()
    mute(session, thread.id, aigerim.id, now=NOW)
    answer(thread, bolat)
    assert told() == []
    answer(thread, bolat, "@Серікова Айгерім")
    assert told() == [(aigerim.id, MailKind.GROUP_MENTION)]


def test_a_muted_thread_is_heard_again(session, begin, answer, told, aigerim, bolat):
    thread = begin(aigerim)
    told()
    mute(session, thread.id, aigerim.id, now=NOW)
    unmute(session, thread.id, aigerim.id)
    answer(thread, bolat)
    assert told() == [(aigerim.id, MailKind.GROUP_ANSWER)]


def test_a_new_thread_is_told_to_all_but_its_author(begin, told, dana, aigerim, bolat):
    begin(aigerim)
    assert told() == sorted([(bolat.id, MailKind.GROUP_THREAD), (dana.id, MailKind.GROUP_THREAD)])


def test_an_answer_is_told_to_who_has_written_in_the_thread(begin, answer, told, aigerim, bolat):
    thread = begin(aigerim)
    told()
    answer(thread, bolat)
    assert told() == [(aigerim.id, MailKind.GROUP_ANSWER)]


def test_who_is_named_is_told_of_that_and_of_nothing_else(begin, answer, told, dana, aigerim, bolat):
    thread = begin(aigerim)
    told()
    answer(thread, bolat, "@Серікова Айгерім, @Оспанова Дана")
    assert told() == sorted([(aigerim.id, MailKind.GROUP_MENTION), (dana.id, MailKind.GROUP_MENTION)])


def test_who_is_named_in_an_edit_is_told_then(session, begin, told, seat, aigerim, dana):
    thread = begin(aigerim)
    told()
    actions.edit(session, thread, seat(aigerim), thread.id, "@Оспанова Дана!", seen=1, now=LATER)
    session.flush()
    assert told(LATER + QUIET) == [(dana.id, MailKind.GROUP_MENTION)]


def test_an_author_has_two_minutes_to_withdraw(session, begin, told, seat, aigerim):
    thread = begin(aigerim)
    assert told(LATER - timedelta(seconds=1)) == []
    actions.withdraw(session, thread, seat(aigerim), thread.id, now=LATER)
    session.flush()
    assert told() == []


def test_nobody_is_told_of_a_hidden_message(session, begin, group, told, aigerim, dana):
    thread = begin(aigerim)
    moderating.hide(session, group.id, thread.id, "…", by_id=dana.id, now=NOW)
    session.flush()
    assert told() == []


def test_what_is_hidden_is_told_no_more(session, begin, group, told, aigerim, dana):
    thread = begin(aigerim)
    told()
    moderating.hide(session, group.id, thread.id, "…", by_id=dana.id, now=LATER)
    assert session.scalars(select(Notice).where(Notice.about_id == thread.id)).all() == []


def test_nobody_is_told_of_what_is_old_by_then(begin, told, aigerim):
    begin(aigerim)
    assert told(NOW + TOO_OLD + QUIET) == []


def test_mails_are_in_the_readers_language(session, begin, told, dana, bolat):
    begin(dana, is_announcement=True)
    told()
    notice = session.scalars(select(Notice).where(Notice.person_id == bolat.id, Notice.about_id.is_not(None))).one()
    assert notice.values["path"].startswith("/kk/groups/")
