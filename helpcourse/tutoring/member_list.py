"""Reads a list of people for a cohort: a CSV file or pasted lines, in whatever way spreadsheets save them."""

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from helpcourse.accounts.rules import cleaned, folded_email, is_email, is_name
from helpcourse.errors import HelpcourseError
from helpcourse.languages import folded

MOST_LINES = 2_000
LONGEST_NAME = 80  # of each part


class Column(StrEnum):
    EMAIL = "email"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    COUNTRY = "country"
    PROFESSION = "profession"
    LANGUAGE = "language"


class ListFault(StrEnum):
    """Why nothing of the list can be read."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    NO_HEADER = "no_header"
    TOO_LONG = "too_long"


class Problem(StrEnum):
    """What is wrong with one line."""

    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    REPEATED = "repeated"  # the detail: the line on which the address stands first
    NO_NAME = "no_name"  # only of people who have no account yet
    BAD_NAME = "bad_name"
    UNPRINTABLE = "unprintable"  # the detail: the letters that no paper can show
    UNKNOWN_COUNTRY = "unknown_country"
    UNKNOWN_PROFESSION = "unknown_profession"
    UNKNOWN_LANGUAGE = "unknown_language"
    ALREADY_MEMBER = "already_member"
    OTHER_COHORT = "other_cohort"  # the detail: its name
    DEACTIVATED = "deactivated"
    OUT_OF_REACH = "out_of_reach"  # another country than the coordinator's


class ListError(HelpcourseError):
    """Nothing of the list can be read."""

    def __init__(self, fault: ListFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class LineProblem:
    problem: Problem
    detail: str = ""  # what stood there


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list; codes where words stood, empty where nothing did."""

    line: int  # from 1, as a spreadsheet counts
    email: str
    surname: str
    given_name: str
    patronymic: str
    country: str
    profession: str
    language: str
    problems: tuple[LineProblem, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words, in all languages, to the codes that they mean; what the site itself calls them."""

    countries: Mapping[str, str]
    professions: Mapping[str, str]
    unprintable: Callable[[str], str]  # the letters of a name that papers cannot show


_HEADINGS: Mapping[Column, tuple[str, ...]] = {
    Column.EMAIL: ("email", "e-mail", "mail", "электронная почта", "эл. почта", "почта", "адрес электронной почты",
                   "электрондық пошта", "эл. пошта", "пошта", "электрондық мекенжай"),
    Column.SURNAME: ("surname", "last name", "family name", "фамилия", "тегі", "тек"),
    Column.GIVEN_NAME: ("name", "given name", "first name", "имя", "аты", "есімі"),
    Column.PATRONYMIC: ("patronymic", "middle name", "отчество", "отчество (при наличии)", "әкесінің аты",
                        "әкесінің аты (бар болса)"),
    Column.COUNTRY: ("country", "страна", "ел", "елі", "мемлекет"),
    Column.PROFESSION: ("profession", "профессия", "кәсіп", "кәсібі", "мамандығы"),
    Column.LANGUAGE: ("language", "язык", "тіл", "тілі"),
}  # fmt: skip
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "kk": ("kk", "kz", "kaz", "kazakh", "қаз", "қазақ", "қазақ тілі", "қазақша", "каз", "казахский", "казахский язык"),
    "ru": ("ru", "rus", "russian", "рус", "русский", "русский язык", "орыс", "орыс тілі", "орысша"),
    "en": ("en", "eng", "english", "англ", "английский", "английский язык", "ағылшын", "ағылшын тілі", "ағылшынша"),
}
_LANGUAGE_OF = {folded(word): language for language, words in _LANGUAGES.items() for word in words}
_COLUMN_OF = {folded(heading): column for column, headings in _HEADINGS.items() for heading in headings}


def decoded(content: bytes) -> str:
    """The text of a file as Excel or anybody else saves it. Raises ListError if it is none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListError(ListFault.NOT_TEXT)


def read(text: str, words: Vocabulary) -> list[Entry]:
    """The lines of a list with what is wrong in each. Raises ListError if it has no heading that we know."""
    if not text.strip():
        raise ListError(ListFault.EMPTY)
    if "\0" in text:
        raise ListError(ListFault.NOT_TEXT)
    lines = text.lstrip("\ufeff").splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip())
    columns, delimiter = _heading(lines[start])
    if len(lines) > MOST_LINES:
        raise ListError(ListFault.TOO_LONG)
    cells = _rows(lines[start + 1 :], delimiter)
    entries = [_entry(start + 1 + line, _by_column(columns, row), words) for line, row in cells if any(row)]
    return _without_repeated(entries)


def _heading(line: str) -> tuple[list[Column | None], str]:
    """Which column is what, and what divides them."""
    for delimiter in (";", "\t", ","):
        columns = [_COLUMN_OF.get(folded(cell.strip())) for cell in next(csv.reader([line], delimiter=delimiter))]
        if Column.EMAIL in columns:
            return columns, delimiter
    raise ListError(ListFault.NO_HEADER)


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line, from 1."""
    reader = csv.reader([f"{line}\n" for line in lines], delimiter=delimiter)
    begins = 1
    try:
        for row in reader:
            yield begins, [cleaned(cell) for cell in row]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ListError(ListFault.NOT_TEXT) from error


def _by_column(columns: Sequence[Column | None], row: Sequence[str]) -> dict[Column, str]:
    return {column: cell for column, cell in zip(columns, row, strict=False) if column}


def _entry(line: int, cells: Mapping[Column, str], words: Vocabulary) -> Entry:
    country = _code(cells, Column.COUNTRY, words.countries, Problem.UNKNOWN_COUNTRY)
    profession = _code(cells, Column.PROFESSION, words.professions, Problem.UNKNOWN_PROFESSION)
    language = _code(cells, Column.LANGUAGE, _LANGUAGE_OF, Problem.UNKNOWN_LANGUAGE)
    coded = [code for code in (country, profession, language) if isinstance(code, LineProblem)]
    return Entry(
        line=line,
        email=cells.get(Column.EMAIL, ""),
        surname=cells.get(Column.SURNAME, ""),
        given_name=cells.get(Column.GIVEN_NAME, ""),
        patronymic=cells.get(Column.PATRONYMIC, ""),
        country=country if isinstance(country, str) else "",
        profession=profession if isinstance(profession, str) else "",
        language=language if isinstance(language, str) else "",
        problems=(*_email_problems(cells), *_name_problems(cells, words.unprintable), *coded),
    )


def _code(cells: Mapping[Column, str], column: Column, codes: Mapping[str, str], problem: Problem) -> str | LineProblem:
    """The code of the word in this column; empty if nothing stands there."""
    word = cells.get(column, "")
    return codes.get(folded(word), LineProblem(problem, word)) if word else ""


def _email_problems(cells: Mapping[Column, str]) -> list[LineProblem]:
    email = cells.get(Column.EMAIL, "")
    if not email:
        return [LineProblem(Problem.NO_EMAIL)]
    return [] if is_email(email) else [LineProblem(Problem.BAD_EMAIL, email)]


def _name_problems(cells: Mapping[Column, str], unprintable: Callable[[str], str]) -> list[LineProblem]:
    parts = [cells.get(column, "") for column in (Column.SURNAME, Column.GIVEN_NAME, Column.PATRONYMIC)]
    if bad := [LineProblem(Problem.BAD_NAME, part) for part in parts if part and not _is_short_name(part)]:
        return bad
    letters = unprintable(" ".join(parts))
    return [LineProblem(Problem.UNPRINTABLE, letters)] if letters else []


def _is_short_name(part: str) -> bool:
    return is_name(part) and len(part) <= LONGEST_NAME


def _without_repeated(entries: list[Entry]) -> list[Entry]:
    """The same entries; an address that stood above is told as a problem of the later line."""
    first: dict[str, int] = {}
    return [_marked(entry, first.setdefault(folded_email(entry.email), entry.line)) for entry in entries]


def _marked(entry: Entry, first_line: int) -> Entry:
    if first_line == entry.line or not entry.email:
        return entry
    return with_problem(entry, LineProblem(Problem.REPEATED, str(first_line)))


def with_problem(entry: Entry, *problems: LineProblem) -> Entry:
    return replace(entry, problems=(*entry.problems, *problems))
