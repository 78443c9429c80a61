"""Ten thousand attempts, downloaded and graded a second time by somebody else."""

import json
import random

import pytest

from tests.assessment.attempts import answer_to
from tests.assessment.bank import BANK_EN, BANK_KK
from tests.plain_grader import points_of, score
from tests.sat import add_given
from tests.small_course import BAN

ATTEMPTS = 10_000
DRAWN = 5
FILE = f"/en/tutor/statistics/{BAN}/attempts.jsonl"

on_sqlite = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # grading does not depend on it


@pytest.fixture
def download(log_in, yerlan):
    """download() -> what is in the file: the questions by their ids, the attempts."""

    def read():
        with log_in(yerlan).client.get(FILE) as response:
            lines = [json.loads(line) for line in response.data.splitlines()]
        return {one["question"]: one for one in lines if "kind" in one}, [one for one in lines if "answers" in one]

    return read


@pytest.fixture
def taken(session, press, download):
    """Of a test with questions of every kind, which ten thousand have taken with and without care."""
    edition, chance = press({"test.en.md": BANK_EN, "test.kk.md": BANK_KK}), random.Random(4)
    add_given(session, edition, [{}])
    session.commit()
    bank = list(download()[0].values())
    drawn = [chance.sample(bank, DRAWN) for _ in range(ATTEMPTS)]
    add_given(session, edition, [{one["question"]: answer_to(one, chance) for one in asked} for asked in drawn])
    session.commit()
    return download()


def theirs(questions, attempt):
    """The attempt as the other grader has it."""
    points = [points_of(questions[id_], given) for id_, _points, given in attempt["answers"]]
    return [*map(float, points)], score(points), score(questions[id_]["points"] for id_, *_ in attempt["answers"])


@on_sqlite
def test_another_grader_comes_to_the_same_points(taken):
    questions, attempts = taken
    ours = [([points for _, points, _ in one["answers"]], one["points"], one["out_of"]) for one in attempts]
    assert ours == [theirs(questions, attempt) for attempt in attempts]
    assert len(ours) == ATTEMPTS + 1
