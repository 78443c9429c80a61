"""Letters of the three languages: their order, and what a Russian keyboard cannot type."""

import pytest

from helpcourse.languages import as_language, dictionary_key, folded, in_language, initial, sort_key


def test_words_stand_as_in_a_kazakh_dictionary():
    words = ["Яковлев", "Әлиев", "Ахметов", "Құсайынов", "Касымов", "Іліясов", "Юсупов", "Ырысбеков", "Бекова"]
    assert sorted(words, key=sort_key) == [
        "Ахметов", "Әлиев", "Бекова", "Касымов", "Құсайынов", "Ырысбеков", "Іліясов", "Юсупов", "Яковлев",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("кусаинов", "құсаинов"),
        ("АЛИЕВ", "Әлиев"),
        ("озен", "өзең"),
        ("семенов", "Семёнов"),
        ("шахан", "Шаһан"),
        ("илияс", "Іліяс"),
    ],
)
def test_search_finds_kazakh_letters_typed_on_a_russian_keyboard(typed, kept):
    assert folded(typed) in folded(kept)


def test_a_letter_is_the_same_however_it_is_composed():
    assert folded("Й") == folded("И\u0306")
    assert sort_key("Й") == sort_key("И\u0306")


@pytest.mark.parametrize(("language", "found"), [("kk", ("тыйым", "kk")), ("ru", ("ban", "en"))])
def test_a_text_that_is_not_translated_is_in_its_source_language(language, found):
    assert in_language({"en": "ban", "kk": "тыйым"}, language, "en") == found


@pytest.mark.parametrize(("code", "language"), [("ru", "ru"), ("kk", "kk"), ("de", "kk"), (None, "kk"), ("KK", "kk")])
def test_a_language_that_we_do_not_speak_is_kazakh(code, language):
    assert as_language(code) == language


def test_signs_before_a_headword_do_not_count():
    words = ["қинау", "«абсолюттік» құқық", "азаптау"]
    assert sorted(words, key=dictionary_key) == ["«абсолюттік» құқық", "азаптау", "қинау"]
    assert [initial(word) for word in words] == ["Қ", "А", "А"]
