"""What a form says of a field that is filled in wrongly."""

import pytest

from helpcourse.web.form_words import FormWords
from helpcourse.web.i18n import speaking


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "Бүтін сан жазыңыз."), ("ru", "Введите целое число."), ("en", "Not a valid integer value.")],
)
def test_a_message_is_in_good_words_of_the_language(language, said):
    with speaking(language):
        assert FormWords().gettext("Not a valid integer value.") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "Таңба саны мынадан аспауы керек: 2."),
        ("ru", "Знаков должно быть не больше: 2."),
        ("en", "Field cannot be longer than 2 characters."),
    ],
)
def test_a_limit_is_told_with_its_number(language, said):
    with speaking(language):
        text = FormWords().ngettext(
            "Field cannot be longer than %(max)d character.", "Field cannot be longer than %(max)d characters.", 2
        )
        assert text % {"max": 2} == said
