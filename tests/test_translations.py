"""Every word of the interface is there in Kazakh and in Russian, whole and well written."""

import re
from functools import cache

import polib
import pytest

from helpcourse.web.i18n import ngettext, speaking
from tests.language.catalogues import FORMS, PLURALS, key, path_of, read, texts, words_of_code
from tests.language.words import foreign_words

languages = pytest.mark.parametrize("language", ["kk", "ru"])

AVOIDED = {  # other words for what the glossary has a word for
    "kk": r"батырма|ұпай|аккаунт|пәрмен|\bбума|клиент|жартылай|рубрика|\bформа(?:да|ны)?\b",
    "ru": r"\bурок|аккаунт|\bрубрик|клиент|самопровер|образ\w+ ответа",
}

_NAMED = re.compile("“([^”]+)”")
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|%(?!\()")


@cache
def entries(language: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(path_of(language))))


@languages
def test_every_word_of_the_code_is_translated(language):
    translated = {key_ for key_, entry in read(path_of(language)).items() if all(texts(entry))}
    assert sorted(words_of_code().keys() - translated) == []


@languages
def test_no_translation_is_left_over(language):
    assert sorted(read(path_of(language)).keys() - words_of_code().keys()) == []


@languages
def test_no_translation_is_doubtful_or_obsolete(language):
    assert [entry.msgid for entry in entries(language) if entry.fuzzy or entry.obsolete] == []


@languages
def test_plurals_have_all_their_forms(language):
    counted = [entry for entry in entries(language) if entry.msgid_plural]
    assert [entry.msgid for entry in counted if set(entry.msgstr_plural) != set(range(FORMS[language]))] == []


@languages
def test_the_header_names_the_plural_forms(language):
    assert polib.pofile(str(path_of(language))).metadata["Plural-Forms"] == PLURALS[language]


@languages
def test_placeholders_are_those_of_the_message(language):
    assert {entry.msgid: wrong for entry in entries(language) if (wrong := _wrong_placeholders(entry))} == {}


def _wrong_placeholders(entry: polib.POEntry) -> list[str]:
    """Translations with other placeholders; a form for one may leave the number out, as English does."""
    wanted = [sorted(_PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
    return [text for text in texts(entry) if text and sorted(_PLACEHOLDER.findall(text)) not in wanted]


@languages
def test_the_reader_is_addressed_with_a_capital_letter(language):
    careless = re.compile(r"\b(вы|вас|вам|вами|ваш\w*|сіз(?!дік)\w*)\b")
    assert [text for entry in entries(language) for text in texts(entry) if careless.search(text)] == []


@languages
def test_quotation_marks_are_printers_ones(language):
    assert [
        entry.msgid for entry in entries(language) if any('"' in text or "“" in text for text in texts(entry))
    ] == []


@languages
def test_dashes_numbers_and_units_are_not_torn_from_what_they_belong_to(language):
    """A line does not begin with a dash; a number keeps its sign and its unit."""
    wrong = {"kk": "—", "ru": "–"}[language]  # each language has one dash
    torn = re.compile(rf"(?<=\S) [–—] |№ |(?:\d|\)s) (?:%%|МБ|кБ|мм)(?!\w)|\d 000|\s{wrong}\s")
    prose = [text for entry in entries(language) for text in texts(entry) if " // " not in text]  # no citations
    assert [text for text in prose if torn.search(text)] == []


@languages
def test_one_thing_has_one_word(language):
    avoided = re.compile(AVOIDED[language], re.IGNORECASE)
    assert [text for entry in entries(language) for text in texts(entry) if avoided.search(text)] == []


@languages
def test_a_name_in_quotation_marks_is_what_stands_there(language):
    """«Менің оқуым» in a sentence is the name of that page, word for word."""
    said = {entry.msgid: texts(entry)[0] for entry in entries(language)}
    named = [(said[name], said[message]) for message in said for name in _NAMED.findall(message) if name in said]
    assert named
    assert [sentence for name, sentence in named if f"«{name}»" not in sentence] == []


@languages
def test_spaces_and_last_stops_are_those_of_the_message(language):
    uneven = {entry.msgid: text for entry in entries(language) for text in texts(entry) if _is_uneven(entry, text)}
    assert uneven == {}


def _is_uneven(entry: polib.POEntry, text: str) -> bool:
    source = entry.msgid_plural or entry.msgid
    stops = (".", ":", "…", "?", "!")
    last = [letter if letter in stops else "" for letter in (source[-1:], text[-1:])]
    is_count = text.endswith("%(num)s")  # «Табылған адамдар: 5», where English has a sentence
    return bool(text) and (text.strip() != text or (last[0] != last[1] and not is_count))


@languages
def test_translations_are_in_their_own_language(language):
    found = {entry.msgid: foreign_words(" ".join(texts(entry)), language) for entry in entries(language)}
    assert {message: words for message, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 занятие"), (2, "2 занятия"), (5, "5 занятий"), (21, "21 занятие")]
)
def test_russian_counts_in_three_forms(number, words):
    with speaking("ru"):
        assert ngettext("%(num)s lesson", "%(num)s lessons", num=number) == words


@pytest.mark.parametrize(("number", "words"), [(1, "1 сабақ"), (2, "2 сабақ"), (5, "5 сабақ"), (21, "21 сабақ")])
def test_kazakh_counts_without_changing_the_word(number, words):
    with speaking("kk"):
        assert ngettext("%(num)s lesson", "%(num)s lessons", num=number) == words


def test_keys_of_the_files_are_unique():
    keys = [key(entry) for entry in entries("kk")]
    assert len(keys) == len(set(keys))
