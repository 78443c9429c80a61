"""Attendance and extensions on the tutor's pages."""

import io
import uuid
from datetime import timedelta
from zipfile import ZipFile

import pytest

from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime
from helpcourse.web.tutor.extensions import likely
from helpcourse.web.tutor.learners import DueLine
from tests.builders import NOW
from tests.pages import PageClient


@pytest.fixture
def dana(used_app, world):
    return PageClient(used_app).log_in(world.cast["dana"])


@pytest.fixture
def cohort_url(world):
    return f"/en/tutor/cohorts/{world.things['aigerim'].cohort_id}"


@pytest.fixture
def launch(used_session, world):
    """The id of an event that was yesterday."""
    id_, then = uuid.uuid4(), NOW - timedelta(days=1)
    time = WallTime(then.replace(tzinfo=None), "Asia/Almaty")
    details = actions.EventDetails(kind=EntryKind.LAUNCH, title="Opening", time=time, minutes=60)
    things, by = world.things["aigerim"], world.cast["dana"]
    actions.add_event(used_session, id_, things.cohort_id, details, by_id=by.id, now=then)
    used_session.commit()
    return id_


@pytest.fixture
def list_url(cohort_url, launch):
    return f"{cohort_url}/schedule/{launch}/attendance"


def ticked(page):
    return page.html.xpath("//tr[.//input[@checked]]/th/text()")


def test_ticks_are_kept(dana, list_url, world):
    saltanat = str(world.things["saltanat"].enrolment_id)
    page = dana.send(dana.get(list_url), action="", there=[saltanat])
    assert ticked(page) == [world.cast["saltanat"].name]
    assert ticked(dana.send(page, action="", there=[])) == []


def test_an_older_page_undoes_no_other_tutors_ticks(used_app, dana, list_url, world):
    yerlan, old = PageClient(used_app).log_in(world.cast["yerlan"]), dana.get(list_url)
    ours, theirs = (str(world.things[name].enrolment_id) for name in ("aigerim", "saltanat"))
    yerlan.send(yerlan.get(list_url), action="", there=[theirs])
    assert len(ticked(dana.send(old, action="", there=[ours]))) == 2


def test_before_an_event_begins_nobody_is_ticked(dana, cohort_url, world):
    page = dana.get(f"{cohort_url}/schedule/{world.things['aigerim'].entry_id}/attendance")
    assert "The event has not begun yet" in page.text
    assert page.html.xpath("//input[@type='checkbox' and not(@disabled)]") == []


def test_the_sheet_names_the_order_and_every_member(dana, cohort_url, launch, world):
    url = f"{cohort_url}/schedule/{launch}/sheet"
    page = dana.send(dana.get(url), action="", number="12-од", day="2026-09-28")
    assert "Order: № 12-од, 28 September 2026" in page.text
    names = page.html.xpath("//table[@class='to-sign']//th[@scope='row']/text()")
    assert names == [world.cast["saltanat"].name, world.cast["aigerim"].name]


def test_the_table_has_every_event_that_has_begun(dana, cohort_url, list_url, world):
    dana.send(dana.get(list_url), action="", there=[str(world.things["aigerim"].enrolment_id)])
    lines = dana.client.get(f"{cohort_url}/attendance.csv").get_data().decode("utf-8-sig").splitlines()
    assert [line.split(";")[-4:] for line in lines] == [
        ["04.10.2026 № 6", "02.11.2026 Opening", "Attended", "Of"],
        ["", "", "0", "2"],
        ["", "'+", "1", "2"],
    ]
    book = ZipFile(io.BytesIO(dana.client.get(f"{cohort_url}/attendance.xlsx").get_data()))
    assert "xl/worksheets/sheet1.xml" in book.namelist()


def test_a_deadline_is_extended_and_taken_back(dana, cohort_url, world):
    learner = f"{cohort_url}/learners/{world.things['saltanat'].enrolment_id}"
    given = {"wall_at": "2026-12-07T23:59", "reason": "Broken arm"}
    page = dana.send(dana.get(f"{learner}/extensions/new"), action="", **given)
    row = page.html.xpath("//tr[td[.='Broken arm']]")[0]
    assert "7 December 2026, 23:59 (Astana time)" in row.xpath("td[1]/text()")
    after = dana.send(dana.get(row.xpath(".//a[.='Take it back']/@href")[0]), action="")
    assert not after.html.xpath("//tr[td[.='Broken arm']]//a")


@pytest.mark.parametrize(
    ("done", "offered"),
    [
        ([True, False, False], "2"),
        ([True, None, False], "2"),  # whether it is done is not told
        ([True, True, True], "3"),
    ],
)
def test_an_extension_is_offered_for_the_first_that_is_not_done(done, offered):
    lines = [DueLine(str(number), "", "", False, is_done, True) for number, is_done in enumerate(done, start=1)]
    assert likely(lines) == offered


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reason": " "}, "Give the reason."),
        ({"wall_at": ""}, "Enter date and time."),
        ({"wall_at": "2026-11-10T12:00"}, "The new deadline must be later than the one that holds now."),
    ],
)
def test_an_extension_that_makes_no_sense_is_told(dana, cohort_url, world, fields, told):
    url = f"{cohort_url}/learners/{world.things['saltanat'].enrolment_id}/extensions/new"
    given = {"wall_at": "2026-12-07T23:59", "reason": "Broken arm", **fields}
    assert told in dana.send(dana.get(url), 422, action="", **given).text
