"""The demo's names and words fit together; what it makes of them is tried with the wheel."""

import csv
from pathlib import Path

import pytest
import yaml

from helpcourse.demo.data import people

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "helpcourse" / "demo" / "data"
LESSONS = ROOT / "courses" / "prohibition-of-torture"


def _read(name):
    return yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))


def _named():
    """Whoever speaks, writes or applies in the texts."""
    talk = {post["by"] for thread in _read("talk") for post in thread["posts"]}
    works = {work["by"] for work in _read("works")["works"]}
    return talk | works | set(_read("essays")["answers"]) | set(_read("call")["applications"])


def test_everybody_in_the_texts_is_among_the_people():
    assert _named() - {one.email.removesuffix("@example.kz") for one in people()} == set()


def test_no_two_people_have_a_name_or_an_address_in_common():
    everybody = people()
    names = {(one.surname, one.given_name, one.patronymic) for one in everybody}
    assert len(names) == len({one.email for one in everybody}) == len(everybody)


def test_every_institution_of_the_people_is_there():
    assert {one.institution for one in people()} - {""} <= set(_read("institutions"))


def test_the_table_has_no_cell_that_nobody_reads():
    with (DATA / "people.csv").open(encoding="utf-8") as file:
        assert set(next(csv.reader(file))) <= set(type(people()[0]).__dataclass_fields__)


@pytest.mark.parametrize("note", _read("own")["notes"], ids=lambda note: note["block"])
def test_what_is_marked_stands_in_the_lesson(note):
    (lesson,) = LESSONS.glob(f"*/??-{note['lesson']}.kk.md")
    text = lesson.read_text("utf-8")
    assert note["block"] in text
    assert note.get("quote", "") in text
