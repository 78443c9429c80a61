"""What `helpcourse check` found, for people, programs and forges."""

import json
from pathlib import Path

import pytest

from helpcourse.cli import main
from helpcourse.cli.reports import CheckedCourse, Report, as_github
from helpcourse.content.mistakes import Mistake, phrase, warning
from tests.content.builders import replaced, write_course

HOURS = replaced("course.yaml", "hours: 1.5", "hours: long")
ODD = Mistake("courses/a, b/x:1.md", 3, phrase("100 % of\r\nit"), phrase("a: b, c"))


@pytest.fixture
def check(tmp_path, capsys):
    """check({changes}, "--strict") -> exit status and what was printed."""

    def run(changes, *args):
        status = main(["check", "--language", "en", *args, str(write_course(tmp_path, changes))])
        return status, capsys.readouterr().out

    return run


def test_warnings_do_not_fail(check):
    status, printed = check({})
    assert (status, "warning: `ban-1` has no feedback" in printed) == (0, True)


def test_warnings_fail_when_told_to_be_strict(check):
    assert check({}, "--strict")[0] == 1


def test_mistakes_and_warnings_are_told_together_by_file_and_line(check):
    _, printed = check(HOURS)
    assert [line.split(" ")[0] for line in printed.splitlines()] == [
        "courses/ban/course.yaml:3:",
        "courses/ban/test.en.md:1:",
        "courses/ban/test.en.md:10:",
    ]


def test_a_mistake_of_the_shared_sources_is_told_once(tmp_path, capsys):
    write_course(tmp_path, replaced("../sources.yaml", "kind: treaty", "kind: treatise"))
    (tmp_path / "courses" / "ban").rename(tmp_path / "courses" / "other")
    write_course(tmp_path, replaced("../sources.yaml", "kind: treaty", "kind: treatise"))
    main(["check", "--language", "en", str(tmp_path / "courses")])
    assert capsys.readouterr().out.count("courses/sources.yaml:2:") == 1


def test_sources_that_nobody_cites_are_told_of_a_folder_of_courses_only(tmp_path, capsys):
    folder = write_course(tmp_path)
    main(["check", "--language", "en", str(folder)])
    alone = capsys.readouterr().out
    main(["check", "--language", "en", str(folder.parent)])
    assert ("cites `unused`" in alone, "cites `unused`" in capsys.readouterr().out) == (False, True)


def test_json_is_one_document(check):
    status, printed = check(HOURS, "--format", "json")
    document = json.loads(printed)
    assert (status, document["errors"], document["warnings"]) == (1, 1, 2)
    assert document["mistakes"][0] == {
        "course": "ban",
        "file": "courses/ban/course.yaml",
        "line": 3,
        "severity": "error",
        "what": "`hours`: must be a number such as 2 or 0.75",
        "remedy": "mend the value",
    }
    assert document["mistakes"][1]["code"] == "no-feedback"


def test_json_sums_up_courses_without_mistakes(check):
    document = json.loads(check({}, "--format", "json")[1])
    assert document["courses"][0]["translations"]["kk"] == {"current": 16, "stale": 0, "missing": 7}


def test_a_forge_gets_a_command_a_line(check):
    _, printed = check(HOURS, "--format", "github")
    assert printed.splitlines()[0] == (
        "::error file=courses/ban/course.yaml,line=3,title=`hours`%3A must be a number such as 2 or 0.75"
        "::`hours`: must be a number such as 2 or 0.75: mend the value"
    )


def test_signs_of_the_commands_own_are_escaped():
    assert as_github(Report((), (ODD,))) == (
        "::error file=courses/a%2C b/x%3A1.md,line=3,title=100 %25 of%0D%0Ait::100 %25 of%0D%0Ait: a: b, c"
    )


def test_a_warning_is_one_for_the_forge_too():
    one = warning("no-feedback", "x.md", 1, phrase("told"), phrase("remedied"))
    assert as_github(Report((CheckedCourse(Path("courses/x"), (one,)),), (one,))) == (
        "::warning file=x.md,line=1,title=told::told: remedied"
    )
