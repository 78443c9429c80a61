"""A cohort's schedule as its tutors keep it."""

import pytest

from helpcourse.tutoring.schedule.queries import entries_of
from helpcourse.tutoring.schedule.rules import EntryKind, dates
from tests.pages import PageClient

OPENS, DUE = "opening-module:first-hours", "deadline-module:first-hours"


@pytest.fixture
def of_world(used_app, world):
    """of_world("dana") -> a client that is Dana."""
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def url(world):
    return f"/en/tutor/cohorts/{world.things['aigerim'].cohort_id}/schedule"


@pytest.fixture
def dana(of_world):
    return of_world("dana")


@pytest.fixture
def entries(used_session, world):
    """entries() -> the entries of Aigerim's cohort as they stand now."""

    def now():
        used_session.rollback()
        return entries_of(used_session, world.things["aigerim"].cohort_id)

    return now


WEBINAR = {
    "title": "Bail, or not",
    "wall_at": "2026-11-20T18:00",
    "minutes": "60",
    "link": "https://video.example.kz/7",
}


@pytest.mark.parametrize("name", ["dana", "yerlan", "gulnara"])  # tutor, admin, coordinator
def test_an_event_is_added_and_stands_on_the_schedule(of_world, url, name):
    client = of_world(name)
    page = client.send(client.get(f"{url}/new"), action="", kind="webinar", **WEBINAR)
    line = page.html.xpath("//li[h3[.='Bail, or not']]")[0]
    assert line.xpath("string(.//time)") == "20 November 2026, 18:00 (Astana time)"
    assert line.xpath(".//time/@datetime") == ["2026-11-20T13:00:00Z"]
    assert line.xpath(".//a[.='Join by video']/@href") == ["https://video.example.kz/7"]


def test_a_time_of_another_zone_is_shown_in_astana_too(dana, url):
    page = dana.send(dana.get(f"{url}/new"), action="", **{**WEBINAR, "zone": "Europe/Paris"})
    when = page.html.xpath("//li[h3[.='Bail, or not']]/p[1]")[0].text_content()
    assert when == "20 November 2026, 18:00 (Strasbourg time) 20 November 2026, 22:00 (Astana time)"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": " "}, "Enter a title."),
        ({"wall_at": ""}, "Enter date and time."),
        ({"wall_at": "0001-01-01T00:00"}, "Enter date and time, for example: 2026-11-30 18:00"),
        ({"wall_at": "soon"}, "Enter date and time, for example: 2026-11-30 18:00"),
        ({"wall_at": "2027-03-28T02:30", "zone": "Europe/Paris"}, "this hour is left out"),
        ({"minutes": "0"}, "between 1 and 1440"),
        ({"link": "javascript:alert(1)"}, "A link begins with https:// or http://"),
        ({"link": "video.example.kz"}, "A link begins with https:// or http://"),
    ],
)
def test_what_makes_no_sense_is_told(dana, url, entries, fields, told):
    before = entries()
    assert told in dana.send(dana.get(f"{url}/new"), 422, action="", **{**WEBINAR, **fields}).text
    assert entries() == before


def test_a_form_sent_twice_adds_one_event(dana, url, entries):
    page, before = dana.get(f"{url}/new"), len(entries())
    for _time in "twice":
        dana.send(page, action="", **WEBINAR)
    assert len(entries()) == before + 1


def test_the_later_of_two_tutors_is_told_and_may_insist(of_world, dana, url, world, entries):
    edit = f"{url}/{world.things['aigerim'].entry_id}/edit"
    yerlan, seen = of_world("yerlan"), dana.get(edit)
    yerlan.send(yerlan.get(edit), action="", place="Room 12")
    told = dana.send(seen, 409, action="", place="Room 7")
    assert "This was changed while you were editing: Әбдіров Ерлан" in told.text
    assert told.html.xpath("//dt[.='Place']/following-sibling::dd[1]/text()") == ["Room 12"]
    dana.send(told, action="")
    assert "Room 7" in {entry.place for entry in entries()}


def test_an_event_is_cancelled_after_a_question(dana, url, world):
    page = dana.get(f"{url}/{world.things['aigerim'].entry_id}/cancel")
    assert page.h1 == "Cancel this?"
    after = dana.send(page, action="")
    line = after.html.xpath(f"//li[@id='entry-{world.things['aigerim'].entry_id}']")[0]
    assert "Cancelled" in line.text_content()
    assert not line.xpath(".//a")


def test_dates_of_modules_are_set_in_one_form(dana, url):
    page = dana.send(dana.get(f"{url}/dates"), action="", **{OPENS: "2026-11-09T00:00", DUE: "2026-11-16T23:59"})
    titles = page.html.xpath("//ol[@class='agenda']/li/h3/text()")
    assert [title for title in titles if title.startswith("Module 2")] == [titles[0], titles[2]]


def test_a_deadline_before_the_opening_is_told(dana, url):
    wrong = {OPENS: "2026-11-19T00:00", DUE: "2026-11-16T23:59"}
    page = dana.send(dana.get(f"{url}/dates"), 422, action="", **wrong)
    assert page.html.xpath(f"//p[@id='{DUE}-error']")[0].text_content().endswith("comes before the opening.")


def test_before_a_date_is_taken_away_it_is_asked_for(dana, url, entries):
    due = "deadline-module:absolute-ban"
    asked = dana.send(dana.get(f"{url}/dates"), action="", **{due: "", OPENS: "2026-11-09T00:00"})
    assert asked.h1 == "Take these dates away?"
    assert (EntryKind.DEADLINE, "module:absolute-ban") in dates(entries())
    dana.send(asked, action="")
    assert set(dates(entries())) == {
        (EntryKind.OPENING, "module:absolute-ban"),
        (EntryKind.OPENING, "module:first-hours"),
    }


def test_of_two_who_set_dates_the_later_one_sees_what_holds_now(of_world, dana, url):
    yerlan, seen = of_world("yerlan"), dana.get(f"{url}/dates")
    yerlan.send(yerlan.get(f"{url}/dates"), action="", **{DUE: "2026-11-16T23:59"})
    told = dana.send(seen, 409, action="", **{DUE: "2026-11-18T23:59"})
    assert told.html.xpath(f"string(//p[@id='{DUE}-hint'])") == "Saved now: 16 November 2026, 23:59 (Astana time)"
    assert dana.send(told, action="").h1 == "Schedule"


def test_a_case_study_has_a_deadline_and_no_opening(dana, url):
    page = dana.get(f"{url}/dates")
    case = page.html.xpath("//fieldset[legend[starts-with(., 'Case study')]]//input/@name")
    assert case == ["deadline-case:duty-to-investigate/refusal-in-five-weeks"]
