"""`helpcourse publish`, `editions`, `rollback`: what authors see and what becomes of it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import Edition, PublishedCourse
from helpcourse.cli import main
from helpcourse.db import make_engine
from tests.content.builders import SETTINGS, replaced, write_course
from tests.small_course import BAN, reading

OTHER_TITLE = reading("Why the ban is absolute", "Why it is so")
MISTAKE = {"course.yaml": SETTINGS.replace("hours: 1.5", "hours: long")}


@pytest.fixture
def run(tmp_path, capsys):
    """run("editions", "ban") -> its exit status and the lines that it printed."""

    def ran(*args):
        status = main([*map(str, args), "--data", str(tmp_path / "data"), "--language", "en"])
        return status, capsys.readouterr().out.splitlines()

    return ran


@pytest.fixture
def publish(run, tmp_path):
    """publish(changes, "--dry-run") the small course with these changes."""
    return lambda changes=None, *args: run("publish", write_course(tmp_path, changes), *args)


@pytest.fixture
def kept(tmp_path):
    """kept() -> the numbers of the editions that there are, and that of the current one."""

    def read():
        engine = make_engine(f"sqlite:///{tmp_path / 'data' / 'helpcourse.db'}")
        with Session(engine) as session:
            numbers = session.scalars(select(Edition.number).order_by(Edition.id)).all()
            joined = select(Edition.number).join(PublishedCourse, PublishedCourse.current_edition_id == Edition.id)
            current = session.scalar(joined)
        engine.dispose()
        return numbers, current

    return read


def test_a_first_edition_tells_what_is_in_it(publish, kept):
    status, lines = publish()
    assert (status, lines[0]) == (0, "ban: not published yet; lessons: 2, questions in the bank: 2")
    assert kept() == ([1], 1)


def test_what_changed_is_told_and_published(publish, kept):
    publish()
    status, lines = publish(OTHER_TITLE | replaced("course.yaml", "pass_mark: 0.5", "pass_mark: 0.6"))
    assert lines[:-1] == [
        "ban: changed since edition 1",
        "  Lessons",
        "    why: renamed: Why the ban is absolute → Why it is so",
        "  The rules of the final test",
        "    Pass mark: 50 % → 60 %",
    ]
    assert (status, kept()) == (0, ([1, 2], 2))


def test_where_nothing_has_changed_there_is_no_new_edition(publish, kept):
    publish()
    assert publish() == (0, ["ban: nothing has changed since edition 1"])
    assert kept() == ([1], 1)


def test_a_change_that_nobody_sees_is_published_and_told_so(publish, kept):
    publish()
    assert publish(reading("An aside.", "An\naside."))[1][0].startswith("ban: nothing that readers see has changed")
    assert kept() == ([1, 2], 2)


def test_a_dry_run_tells_the_same_and_publishes_nothing(publish, kept):
    publish()
    status, lines = publish(OTHER_TITLE, "--dry-run")
    assert (status, lines[0], lines[-1]) == (
        0,
        "ban: changed since edition 1",
        "nothing was published: this was a dry run",
    )
    assert kept() == ([1], 1)


def test_a_broken_course_keeps_the_others_from_being_published(run, publish, kept, tmp_path):
    publish()
    write_course(tmp_path, OTHER_TITLE)
    write_course(tmp_path / "broken", MISTAKE).rename(tmp_path / "courses" / "broken")
    status, lines = run("publish", tmp_path / "courses")
    assert (status, lines[-1]) == (1, "nothing was published")
    assert lines[0].startswith("courses/broken/course.yaml:3: `hours`")
    assert kept() == ([1], 1)


def test_mistakes_of_all_courses_are_told_at_once(run, tmp_path):
    write_course(tmp_path, MISTAKE)
    write_course(tmp_path / "broken", MISTAKE).rename(tmp_path / "courses" / "broken")
    _, lines = run("publish", tmp_path / "courses")
    assert len(lines) == 3


def test_editions_are_listed_with_what_stands_on_them(run, publish):
    publish()
    publish(OTHER_TITLE)
    status, lines = run("editions", BAN)
    assert (status, [line[:4] for line in lines]) == (0, ["* 2 ", "  1 "])
    assert lines[0].endswith("learners: 0, attempts: 0 (open: 0), cohorts: 0, papers: 0")


@pytest.mark.parametrize("number", [[], ["1"]])
def test_rolling_back_tells_what_changes_back(run, publish, kept, number):
    publish()
    publish(OTHER_TITLE)
    status, lines = run("rollback", BAN, *number)
    assert (status, kept()) == (0, ([1, 2], 1))
    assert lines[:-1] == [
        "ban: back to edition 1",
        "  Lessons",
        "    why: renamed: Why it is so → Why the ban is absolute",
    ]


def test_rolling_back_dry_changes_nothing(run, publish, kept):
    publish()
    publish(OTHER_TITLE)
    assert run("rollback", BAN, "--dry-run")[1][-1] == "nothing was changed: this was a dry run"
    assert kept() == ([1, 2], 2)


@pytest.mark.parametrize("args", [[BAN], [BAN, "7"], ["nowhere"], ["nowhere", "1"]])
def test_there_is_no_rolling_back_to_what_never_was(run, publish, kept, args):
    publish()
    assert run("rollback", *args)[0] == 1
    assert kept() == ([1], 1)


def test_editions_of_a_course_that_never_was_are_told_to_be_none(run, publish):
    publish()
    assert run("editions", "nowhere") == (1, ["no course `nowhere` was ever published"])


def test_a_state_of_before_is_published_again_as_the_edition_that_it_was(publish, kept):
    publish()
    publish(OTHER_TITLE)
    assert publish()[1][-1].startswith("ban: edition 1 is the current one now")
    assert kept() == ([1, 2], 1)
