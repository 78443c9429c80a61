"""Lists of people as spreadsheets save them."""

import pytest

from helpcourse.certification.draw import unprintable
from helpcourse.tutoring.member_list import ListError, ListFault, Problem, Vocabulary, decoded, read

WORDS = Vocabulary(
    countries={"kz": "KZ", "казахстан": "KZ"},
    professions={"адвокат": "advocate", "advocate": "advocate"},
    unprintable=unprintable,
)
HEAD = "email;surname;name;patronymic;country;profession;language\n"


def problems(text):
    return [[found.problem for found in entry.problems] for entry in read(HEAD + text, WORDS)]


def test_a_whole_line_is_read():
    entry = read(HEAD + "aigerim@example.kz;Серікова;Айгерім;Нұрланқызы;Казахстан;Адвокат;қазақша", WORDS)[0]
    assert (entry.line, entry.email, entry.problems) == (2, "aigerim@example.kz", ())
    assert (entry.surname, entry.given_name, entry.patronymic) == ("Серікова", "Айгерім", "Нұрланқызы")
    assert (entry.country, entry.profession, entry.language) == ("KZ", "advocate", "kk")


@pytest.mark.parametrize(
    "head",
    [
        "E-mail,Surname,Name",
        "Электронная почта;Фамилия;Имя",
        "электрондық пошта\tтегі\tаты",
        "\ufeffпошта;  Тегі ;АТЫ",  # a byte order mark, stray spaces, capitals
        "\n\nэл. почта;фамилия;имя",
    ],
)
def test_headings_are_understood_in_three_languages_and_with_three_delimiters(head):
    delimiter = next(sign for sign in ";\t," if sign in head)
    line = delimiter.join(["aigerim@example.kz", "Серікова", "Айгерім"])
    entry = read(f"{head}\n{line}\n", WORDS)[0]
    assert (entry.email, entry.surname, entry.given_name) == ("aigerim@example.kz", "Серікова", "Айгерім")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (";Серікова;Айгерім;;;;", Problem.NO_EMAIL),
        ("aigerim.example.kz;Серікова;Айгерім;;;;", Problem.BAD_EMAIL),
        ("aigerim@example.kz;Сер?кова;Айгерім;;;;", Problem.BAD_NAME),  # what Windows makes of Kazakh letters
        ("wei@example.kz;王;Вэй;;;;", Problem.UNPRINTABLE),
        ("aigerim@example.kz;Серікова;" + "а" * 81 + ";;;;", Problem.BAD_NAME),
        ("aigerim@example.kz;Серікова;Айгерім;;Атлантида;;", Problem.UNKNOWN_COUNTRY),
        ("aigerim@example.kz;Серікова;Айгерім;;;Космонавт;", Problem.UNKNOWN_PROFESSION),
        ("aigerim@example.kz;Серікова;Айгерім;;;;клингонский", Problem.UNKNOWN_LANGUAGE),
    ],
)
def test_a_mistake_is_told_at_its_line(line, problem):
    assert problems(line) == [[problem]]


def test_an_address_that_stands_twice_is_a_mistake_of_the_later_line():
    entries = read(HEAD + "a@example.kz;Сер;Ай;;;;\nA@EXAMPLE.KZ;Сер;Ай;;;;\n", WORDS)
    assert entries[0].problems == ()
    assert (entries[1].line, entries[1].problems[0].problem, entries[1].problems[0].detail) == (
        3,
        Problem.REPEATED,
        "2",
    )


def test_lines_are_numbered_as_a_spreadsheet_counts_them():
    text = HEAD + '\na@example.kz;"Сер";Ай;;;;\n;;;;;;\nb@example.kz;Сер;Ай;;;;'
    assert [entry.line for entry in read(text, WORDS)] == [3, 5]


def test_a_line_that_is_too_short_lacks_what_is_not_there():
    assert read(HEAD + "a@example.kz", WORDS)[0].surname == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ListFault.EMPTY),
        (" \n\n", ListFault.EMPTY),
        ("aigerim@example.kz;Серікова", ListFault.NO_HEADER),
        ("surname;name\nСерікова;Айгерім", ListFault.NO_HEADER),
        (HEAD + "a\0b", ListFault.NOT_TEXT),
        (HEAD + "a@example.kz\n" * 2_001, ListFault.TOO_LONG),
    ],
)
def test_a_list_that_is_none_is_refused(text, fault):
    with pytest.raises(ListError) as error:
        read(text, WORDS)
    assert error.value.fault is fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_a_file_is_read_however_it_was_saved(encoding):
    assert decoded("почта;фамилия\n".encode(encoding)) == "почта;фамилия\n"


def test_a_picture_is_no_list():
    with pytest.raises(ListError):
        decoded(b"\xff\xfe\x00")
