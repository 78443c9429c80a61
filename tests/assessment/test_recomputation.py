"""Ten thousand attempts, graded a second time by somebody else."""

import json
import random

import pytest

from helpcourse.assessment.grading import grade, total
from helpcourse.content import stored
from helpcourse.content.compile import compile_course
from tests.assessment.attempts import answer_to
from tests.assessment.bank import BANK_EN, BANK_KK
from tests.assessment.plain_grader import score_of
from tests.content.builders import load_course

ATTEMPTS = 10_000
DRAWN = 5


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """A course with questions of every kind, as it stands in the database."""
    course = load_course(tmp_path_factory.mktemp("bank"), {"test.en.md": BANK_EN, "test.kk.md": BANK_KK})
    return stored.to_json(compile_course(course))


@pytest.fixture(scope="module")
def attempts(edition):
    """Each attempt: question id -> the answer as text."""
    chance = random.Random(4)
    bank = json.loads(edition)["content"]["bank"]
    drawn = [chance.sample(bank, DRAWN) for _ in range(ATTEMPTS)]
    return [{one["id"]: json.dumps(answer_to(one, chance), ensure_ascii=False) for one in asked} for asked in drawn]


def test_another_grader_comes_to_the_same_scores(edition, attempts):
    ours = {question.id: question for question in stored.course_from_json(edition).bank}
    theirs = {question["id"]: question for question in json.loads(edition)["content"]["bank"]}
    scores = [total(grade(ours[id_], json.loads(text)) for id_, text in given.items()) for given in attempts]
    again = [score_of([theirs[id_] for id_ in given], given) for given in attempts]
    assert [(score.points, score.out_of) for score in scores] == again
