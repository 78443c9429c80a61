"""The command for question banks: from Moodle and others into a course, and back; nothing is replaced unasked."""

import pytest

from helpcourse.cli import main
from tests.content.builders import BANK_EN, BANK_KK, write_course
from tests.interop.banks.moodle_samples import SINGLE, YES_AND_NO, answer, question, quiz

ONE = "// [id:judge]\nWho decides? {=A judge ~A cook}\n"
OURS = "::: question judge\npoints: 1\n\nWho decides?\n\n- [x] A judge\n- [ ] A cook\n:::\n"


@pytest.fixture
def course(tmp_path):
    return write_course(tmp_path)


@pytest.fixture
def gift(tmp_path):
    file = tmp_path / "one.gift"
    file.write_text(ONE)
    return file


def run(*arguments):
    return main(["bank", *map(str, arguments)])


def test_a_bank_is_printed_as_our_text(gift, capsys):
    assert run("import", gift, "--in", "en") == 0
    assert capsys.readouterr().out == OURS


def test_what_is_left_out_is_told_with_its_place(tmp_path, capsys):
    file = tmp_path / "bank.xml"
    file.write_bytes(quiz(question("multichoice", SINGLE + YES_AND_NO), question("calculated", "", name="Sum")))
    assert run("import", file, "--in", "en", "--format", "moodle") == 0
    assert "bank.xml:32: sum: left out: a question of Moodle's type `calculated`" in capsys.readouterr().err


def test_what_concerns_many_questions_is_told_once(tmp_path, capsys):
    file = tmp_path / "bank.xml"
    partly = question("multichoice", SINGLE + answer("100", "A") + answer("50", "B"))
    file.write_bytes(quiz(*[partly] * 4))
    assert run("import", file, "--in", "ru", "--language", "ru") == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith("bank.xml: варианты, верные частично, теперь неверны: q-1 (4), q-1-2 (")


def test_the_file_of_a_course_is_not_replaced_unasked(course, gift, capsys):
    assert run("import", gift, "--in", "en", "--course", course) == 1
    assert "there already; to replace it say --overwrite" in capsys.readouterr().err
    assert (course / "test.en.md").read_text() == BANK_EN
    assert run("import", gift, "--in", "en", "--course", course, "--overwrite") == 0
    assert (course / "test.en.md").read_text() == OURS


def test_a_bank_is_added_to_the_one_that_is_there(course, gift):
    for _time in (1, 2):
        assert run("import", gift, "--in", "en", "--course", course, "--append") == 0
    again = OURS.replace("question judge", "question judge-2")
    assert (course / "test.en.md").read_text() == f"{BANK_EN}\n{OURS}\n{again}"


def test_a_file_that_is_broken_writes_nothing(tmp_path, course, capsys):
    file = tmp_path / "bank.xml"
    file.write_text("<quiz>\n<question>")
    assert run("import", file, "--in", "en", "--course", course, "--overwrite") == 1
    assert "bank.xml:2: the XML is broken here" in capsys.readouterr().err
    assert (course / "test.en.md").read_text() == BANK_EN


@pytest.mark.parametrize("form", ["gift", "moodle"])
def test_a_translation_goes_out_and_comes_back_without_what_is_right(tmp_path, course, form, capsys):
    file = tmp_path / "out"
    assert run("export", course, "--in", "kk", "--format", form, "-o", file) == 0
    assert "duty-1: no current translation" in capsys.readouterr().err
    assert run("import", file, "--in", "kk", "--course", course, "--overwrite") == 0
    assert BANK_KK in (course / "test.kk.md").read_text()
    assert run("export", course, "--in", "kk", "--format", form, "-o", file) == 0


def test_a_bank_is_printed_and_a_file_not_replaced_unasked(tmp_path, course, capsys):
    assert run("export", course, "--in", "en", "--format", "gift") == 0
    assert "::ban-1::[markdown]Is the ban absolute? {=Yes.\n~No.}" in capsys.readouterr().out
    (tmp_path / "out").write_text("mine")
    assert run("export", course, "--in", "en", "--format", "gift", "-o", tmp_path / "out") == 1
    assert (tmp_path / "out").read_text() == "mine"


def test_the_quiz_of_a_module_has_a_bank_of_its_own(course, gift):
    assert run("import", gift, "--in", "en", "--course", course, "--module", "ban") == 0
    assert (course / "01-ban/test.en.md").read_text() == OURS


@pytest.mark.parametrize("command", ["import one.gift --course {}", "export {} --format gift"])
def test_a_module_that_is_not_there_is_told(course, gift, command, capsys, monkeypatch):
    monkeypatch.chdir(gift.parent)
    assert run(*command.format(course).split(), "--in", "en", "--module", "none") == 1
    assert "the course has no module `none`" in capsys.readouterr().err
