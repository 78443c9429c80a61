"""The search for foreign words finds them, and leaves good words alone."""

import pytest

from tests.language.words import foreign_words


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Курстың сабақтары", "kk", []),
        ("Курс сертификаты, тесттер, модульдер", "kk", []),  # loan-words with Kazakh endings
        ("Проверка знаний", "kk", ["Проверка", "знаний"]),
        ("Білімді тексеру: Log in", "kk", ["Log", "in"]),
        ("Вход на сайт", "ru", []),
        ("Вход: Кіру", "ru", ["Кіру"]),
        ("Письмо на aigerim@example.kz, адрес https://example.kz/kk/login", "ru", []),
        ("Справка HC-2026-00012", "ru", []),
        ("Registration number", "ru", ["Registration", "number"]),
        ("Log in, Войти", "en", ["Войти"]),
        ("Айгерім Серікова", "en", []),  # a name is nobody's word
        ("helpcourse", "kk", []),
    ],
)
def test_foreign_words_are_found(text, language, found):
    assert foreign_words(text, language) == found
