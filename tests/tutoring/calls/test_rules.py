"""Decisions about calls."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from helpcourse.accounts.models import Country, Profession
from helpcourse.tutoring.calls.asked import AnswerFault, Question, QuestionKind, fault
from helpcourse.tutoring.calls.rules import (
    Applicant,
    ApplicationState,
    CallState,
    JoinObstacle,
    Obstacle,
    Standing,
    Wanted,
    code_of,
    excess,
    join_obstacle,
    listed,
    may_decide,
    obstacle,
    standing,
    waiting_list,
)
from helpcourse.tutoring.options import Option
from helpcourse.tutoring.schedule.rules import WallTime
from tests.builders import NOW

SENT, ACCEPTED, WAITING, REFUSED, WITHDRAWN = ApplicationState
DUE = WallTime(datetime.fromisoformat("2026-11-10T18:00"), "Asia/Almaty")
TEXT = Question("1", QuestionKind.SHORT, True, {"kk": "?"})
CHOICE = Question("2", QuestionKind.CHOICE, False, {"kk": "?"}, (Option("1", {"kk": "a"}), Option("2", {"kk": "b"})))


def one(name: str = "", **changes) -> Applicant:
    values = {
        "id": uuid.uuid5(uuid.NAMESPACE_OID, name),
        "person_id": 1,
        "person_key": uuid.UUID(int=0),
        "name": name,
        "name_key": name,
        "search_text": name,
        "email": "",
        "country": Country.KZ,
        "profession": Profession.ADVOCATE,
        "institution_id": None,
        "mail_language": "kk",
        "language": "kk",
        "state": SENT,
        "sent_at": NOW,
        "points": {},
        "note": "",
    }
    return Applicant(**(values | changes))


@pytest.mark.parametrize(
    ("state", "now", "stands"),
    [
        (CallState.DRAFT, datetime(2026, 11, 10, tzinfo=UTC), Standing.DRAFT),
        (CallState.OPEN, datetime(2026, 11, 10, 12, 59, 59, tzinfo=UTC), Standing.OPEN),
        (CallState.OPEN, datetime(2026, 11, 10, 13, 0, tzinfo=UTC), Standing.OVER),  # 18:00 in Almaty, to the second
        (CallState.CLOSED, datetime(2026, 11, 10, tzinfo=UTC), Standing.OVER),
        (CallState.WITHDRAWN, datetime(2026, 11, 10, tzinfo=UTC), Standing.WITHDRAWN),
    ],
)
def test_a_call_stands_by_its_own_clock(state, now, stands):
    assert standing(state, DUE, now=now) is stands


@pytest.mark.parametrize(
    ("found", "country", "state", "is_member", "keeps"),
    [
        (Standing.OPEN, "KZ", None, False, None),
        (Standing.OPEN, "KZ", SENT, False, None),
        (Standing.OPEN, "KZ", WITHDRAWN, False, None),  # sent again
        (Standing.OPEN, "KG", None, False, Obstacle.COUNTRY),
        (Standing.OPEN, "KG", SENT, False, None),  # the call was for them when they sent it
        (Standing.OPEN, "KZ", REFUSED, False, Obstacle.DECIDED),
        (Standing.OPEN, "KZ", None, True, Obstacle.MEMBER),
        (Standing.OVER, "KZ", SENT, False, Obstacle.OVER),
        (Standing.WITHDRAWN, "KZ", None, False, Obstacle.WITHDRAWN),
    ],
)
def test_who_may_send_or_change(found, country, state, is_member, keeps):
    assert obstacle(found, ["KZ"], country, state, is_member=is_member) is keeps


@pytest.mark.parametrize(
    ("question", "answer", "wrong"),
    [
        (TEXT, "words", None),
        (TEXT, " \n", AnswerFault.MISSING),
        (TEXT, "a" * 201, AnswerFault.TOO_LONG),
        (CHOICE, "2", None),
        (CHOICE, "", None),  # need not be answered
        (CHOICE, "3", AnswerFault.NO_OPTION),
    ],
)
def test_answers_are_looked_at(question, answer, wrong):
    assert fault(question, answer) is wrong


@pytest.mark.parametrize(
    ("state", "verdict", "may"),
    [(SENT, ACCEPTED, True), (WAITING, ACCEPTED, True), (REFUSED, ACCEPTED, True), (ACCEPTED, REFUSED, False),
     (WITHDRAWN, ACCEPTED, False), (WAITING, WAITING, False)],
)  # fmt: skip
def test_what_may_be_decided(state, verdict, may):
    assert may_decide(state, verdict) is may


@pytest.mark.parametrize(("accepted", "more", "over"), [(0, 3, 0), (2, 1, 0), (2, 2, 1), (4, 0, 1)])
def test_how_far_the_places_are_exceeded(accepted, more, over):
    assert excess(3, accepted, more) == over


def test_the_waiting_list_goes_by_points_then_by_time():
    early, late = one("early", state=WAITING), one("late", state=WAITING, sent_at=NOW + timedelta(hours=1))
    good = one("good", state=WAITING, sent_at=NOW + timedelta(days=1), points={"1": 5})
    assert waiting_list([late, early, one("sent"), good]) == [good, early, late]


def test_the_table_is_narrowed_and_put_in_order():
    people = [one("b", points={"1": 1}), one("a", points={"1": 9}), one("c", country=Country.KG), one("d")]
    found = listed(people, Wanted(country="KZ", order="-points"))
    assert [person.name for person in found] == ["a", "b", "d"]


@pytest.mark.parametrize(
    ("typed", "code"), [("abcd-efgh", "ABCDEFGH"), (" ABCD EFGH ", "ABCDEFGH"), ("ABCD-EFG", ""), ("ABCD-EFG0", "")]
)
def test_a_code_is_read_however_it_is_typed(typed, code):
    assert code_of(typed) == code


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, None),
        ({"is_revoked": True}, JoinObstacle.UNKNOWN),
        ({"last_on": date(2026, 11, 3)}, None),
        ({"last_on": date(2026, 11, 2)}, JoinObstacle.OVER),
        ({"most": 5, "used": 5}, JoinObstacle.USED_UP),
        ({"is_closed": True}, JoinObstacle.CLOSED),
    ],
)
def test_when_a_code_lets_nobody_in(changes, found):
    values = {"is_revoked": False, "last_on": None, "most": None, "used": 0, "is_closed": False}
    assert join_obstacle(**(values | changes), today=date(2026, 11, 3)) is found
