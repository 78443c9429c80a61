"""Statistics of a test as files: the attempts, the workbook."""

import io
import json
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.builders import ticks
from tests.pages import PageClient
from tests.sat import add_given, add_sat
from tests.small_course import BAN, bank
from tests.things import COURSE

FILES = f"/en/tutor/statistics/{COURSE}"
OF_BAN = f"/en/tutor/statistics/{BAN}"


def lines_of(client, path):
    with client.client.get(path) as response:
        return [json.loads(line) for line in response.data.splitlines()]


@pytest.fixture
def attempts_of(used_app, world):
    """attempts_of("dana", "which=all") -> those in the file."""

    def downloaded(name, query=""):
        client = PageClient(used_app).log_in(world.cast[name])
        return [one for one in lines_of(client, f"{FILES}/attempts.jsonl?{query}") if "attempt" in one]

    return downloaded


@pytest.fixture
def lines(log_in, yerlan):
    """lines() -> the file of the small test."""
    return lambda: lines_of(log_in(yerlan), f"{OF_BAN}/attempts.jsonl")


@pytest.fixture
def workbook(log_in, yerlan):
    """workbook("sheet1") -> the cells of a sheet, row by row; a number is a number."""

    def read(sheet):
        with ZipFile(io.BytesIO(log_in(yerlan).client.get(f"{OF_BAN}/tables.xlsx").data)) as parts:
            words = ["".join(one.itertext()) for one in etree.fromstring(parts.read("xl/sharedStrings.xml"))]
            rows = etree.fromstring(parts.read(f"xl/worksheets/{sheet}.xml")).findall("{*}sheetData/{*}row")
        return [[words[int(cell[0].text)] if cell.get("t") else float(cell[0].text) for cell in row] for row in rows]

    return read


@pytest.mark.parametrize(
    ("name", "query", "count"),
    [("yerlan", "", 3), ("yerlan", "which=all", 6), ("dana", "which=all", 2), ("gulnara", "which=all", 4),
     ("yerlan", "which=all&edition=2", 0), ("yerlan", "which=last&language=ru", 0)],
)  # fmt: skip
def test_the_file_has_the_attempts_of_the_page(attempts_of, name, query, count):
    assert len(attempts_of(name, query)) == count


def test_an_attempt_is_told_with_its_answers_and_points(attempts_of, world):
    attempt = next(one for one in attempts_of("yerlan", "which=all") if one["is_passed"])
    assert sum(points for _id, points, _given in attempt["answers"]) == attempt["points"] == attempt["out_of"]
    assert (attempt["number"], attempt["edition"], attempt["is_regraded"]) == (2, 1, False)


def test_attempts_of_one_learner_can_be_told_and_nobody_is_named(attempts_of, world):
    found = attempts_of("yerlan", "which=all")
    assert sorted((one["learner"], one["number"]) for one in found) == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]
    assert not any(person.name.split()[0] in json.dumps(found, ensure_ascii=False) for person in world.cast.values())


def test_a_question_is_told_once_with_what_is_right(session, press, lines):
    add_sat(session, press(bank("credit: proportional", "credit: proportional\npoints: 3")), [{"ban-1": "1"}] * 2)
    session.commit()
    head, single, multiple, *attempts = lines()
    assert head == {"file": "attempts", "version": 1, "course": BAN, "module": ""}
    assert (single["question"], single["kind"], single["right"]) == ("ban-1", "single", ["1"])
    assert (multiple["points"], multiple["credit"], multiple["options"]) == (3, "proportional", ["1", "2", "3"])
    assert [attempt["answers"] for attempt in attempts] == [[["ban-1", 1.0, {"1": "x"}]]] * 2


def test_of_two_editions_both_keys_are_told(session, press, lines):
    editions = [press(), press(bank("- [x] Yes.\n- [ ] No.", "- [ ] Yes.\n- [x] No."))]
    for edition in editions:
        add_sat(session, edition, [{"ban-1": "1"}])
    session.commit()
    keys = {one["edition"]: one["right"] for one in lines() if one.get("kind") == "single"}
    points = {one["edition"]: one["points"] for one in lines() if "attempt" in one}
    assert (keys, points) == ({1: ["1"], 2: ["2"]}, {1: 1.0, 2: 0.0})


def test_an_attempt_in_which_nothing_was_answered_has_no_answers(session, press, lines):
    add_given(session, press(), [{}, {"ban-1": {}}])
    session.commit()
    assert sorted(one["answers"] for one in lines() if "attempt" in one) == [[], [["ban-1", 0.0, {}]]]


def test_a_test_without_attempts_has_an_empty_file(press, lines):
    press()
    assert len(lines()) == 1


def test_a_workbook_has_the_figures_of_the_page_as_numbers(session, press, workbook):
    add_sat(session, press(), [{"ban-1": "1", "duty-1": "1 3"}, {"ban-1": "2", "duty-1": "1"}])
    session.commit()
    head, single, _multiple = workbook("sheet1")
    assert head[:4] == ["Question", "Words", "Attempts", "Facility"]
    assert single[:4] == ["ban-1", "Is the ban absolute?", 2, 0.5]


def test_a_workbook_tells_how_often_each_option_was_chosen(session, press, workbook):
    add_given(session, press(), [{"ban-1": ticks("2")}, {"ban-1": ticks("2")}])
    session.commit()
    assert [row[:4] for row in workbook("sheet2")[1:3]] == [["ban-1", "Yes.", "yes", 0], ["ban-1", "No.", 2, 1]]


def test_a_workbook_tells_of_the_test_as_a_whole(session, press, workbook):
    add_sat(session, press(), [{"ban-1": "1"}, {"ban-1": "2"}])
    session.commit()
    assert workbook("sheet3")[:3] == [["Attempts", 2], ["Passed", 1], ["Mean", 0.5]]
