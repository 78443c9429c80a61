"""Buttons that are pressed twice, or on two devices, at the same moment: done once, and no fault."""

import io
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select

from helpcourse.certification.beside.models import SignedFile
from helpcourse.messages.models import NoticeChoice
from helpcourse.messages.rules import Subject
from helpcourse.tutoring.group.models import GroupMaterial, GroupThread, ThreadMute
from helpcourse.tutoring.models import Cohort
from tests.learning.test_concurrency import Press, Tabs, statuses
from tests.routes import ids_of
from tests.things import COURSE

TIMES = 8
WORDS = {"title": "To the excursion", "text": "We meet at nine."}
DAYS = {"starts_on": "2026-12-01", "ends_on": "2026-12-20"}
COHORT = {"course": COURSE, "name": "2026/7", "country": "KZ", "institution": "", "test_language": "", **DAYS}
SUBJECTS = sorted(set(Subject) - {Subject.REVIEWING})  # of a learner
KEPT = "/kk/groups/{cohort_id}"
LED = "/kk/tutor/cohorts/{cohort_id}"


@dataclass(frozen=True)
class Deed:
    """A button of somebody's, and the table in which it leaves its traces."""

    by: str
    path: str
    fields: dict[str, Any]
    table: type
    traces: int = 1


DEEDS = {
    "discussion": Deed("aigerim", f"{KEPT}/discussion/new", WORDS, GroupThread),
    "announcement": Deed("dana", f"{LED}/announcements/new", WORDS, GroupThread),
    "material": Deed("dana", f"{LED}/materials/new", WORDS, GroupMaterial),
    "mute": Deed("aigerim", KEPT + "/threads/{thread_id}/muted", {"muted": "yes"}, ThreadMute),
    "notices": Deed("aigerim", "/kk/me/notices", dict.fromkeys(SUBJECTS, "never"), NoticeChoice, len(SUBJECTS)),
    "cohort": Deed("yerlan", "/kk/admin/cohorts/new", COHORT, Cohort),
}


@pytest.fixture
def count(used_session):
    def rows(table):
        used_session.rollback()
        return used_session.scalar(select(func.count()).select_from(table))

    return rows


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_pressed_many_times_at_once_is_done_once(used_app, world, count, name):
    deed, before = DEEDS[name], count(DEEDS[name].table)
    fields = {"request_key": uuid.uuid4().hex, **deed.fields}
    press = Press(deed.path.format(**ids_of(world, "aigerim")), fields)
    answers = Tabs(used_app, world.cast[deed.by]).press_at_once([press] * TIMES)
    assert statuses(answers) == [303] * TIMES
    assert count(deed.table) == before + deed.traces


def test_a_signed_file_that_is_sent_many_times_at_once_is_one(used_app, world, count):
    path, key = f"/kk/admin/certificates/{world.things['aigerim'].certificate_id}/files/new", uuid.uuid4().hex
    before = count(SignedFile)
    presses = [Press(path, {"request_key": key, "signed_by": "№ 2", "file": signed()}) for _ in range(TIMES)]
    assert statuses(Tabs(used_app, world.cast["yerlan"]).press_at_once(presses)) == [303] * TIMES
    assert count(SignedFile) == before + 1


def signed():
    return io.BytesIO(b"%PDF-1.7\n%%EOF"), "signed.pdf"
