"""A short text, typed: what matters of it and what does not."""

import pytest

from helpcourse.assessment.grading import Grade, Verdict, grade, is_answer, right_answer, verdicts
from tests.assessment.samples import TEXT, text

# What is accepted, what was typed.
ALIKE = [
    ("тергеу судьясы", "тергеу судьясы"),
    ("тергеу судьясы", "ТЕРГЕУ Судьясы"),
    ("тергеу судьясы", "  тергеу   судьясы\n"),
    ("тергеу судьясы", "тергеусудьясы"),
    ("тергеу судьясы", "тергеу\u00a0судьясы"),  # a space that does not break
    ("тергеу судьясы", "тергеу\u2009судьясы"),  # a thin one
    ("тергеу судьясы", "тергеу су\u00adдьясы"),  # a soft hyphen, copied along
    ("тергеу судьясы", "\ufeffтер\u200bгеу\u200d судьясы\u200e"),  # what nobody sees
    ("тергеу судьясы", "тергеу судьясы."),
    ("тергеу судьясы", "«тергеу судьясы»"),
    ("тергеу судьясы", '"тергеу судьясы",'),
    ("non-refoulement", "non refoulement"),
    ("non-refoulement", "non–refoulement"),
    ("non-refoulement", "Non—Refoulement"),
    ("non-refoulement", "non\u2011refoulement"),  # a hyphen that does not break
    ("non-refoulement", "nonrefoulement"),
    ("lawyer's duty", "lawyer’s duty"),
    ("lawyer's duty", "lawyers duty"),
    ("объём", "объем"),
    ("объем", "ОБЪЁМ"),
    ("объём", "объе\u0308м"),  # the letter and its dots
    ("қамауға алу", "камауга алу"),
    ("өкілдің құқығы", "окилдин кукыгы"),
    ("әділет", "адилет"),
    ("үкім", "уким"),
    ("қаһарман", "кахарман"),
    ("қаһарман", "қаhарман"),  # a Latin h
    ("үкім", "үкiм"),  # a Latin i
    ("әділет", "əділет"),  # a letter of other alphabets
    ("CAT", "САТ"),  # in Cyrillic, as one whose keyboard was not switched
    ("ст. 5", "cт. 5"),  # a Latin c
    ("Gäfgen", "gafgen"),
    ("Gäfgen", "Ga\u0308fgen"),
    ("Straße", "STRASSE"),
    ("мой", "мои\u0306"),  # й in two characters
    ("за́мок", "замок"),  # with its stress marked
    ("ﬁrst", "first"),  # a ligature
    ("№ 5", "№5"),
    ("30 000", "30000"),
    ("30 000", "30\u202f000"),
    ("14-15", "14 – 15"),
    ("14-15", "14 -- 15"),
    ("COVID-19", "covid 19"),
    ("5-бап", "5 бап"),
    ("−5", "-5"),
    ("thirty", "thirty!"),
]
UNLIKE = [
    ("thirty", "thirteen"),
    ("thirty", ""),
    ("thirty", "   "),
    ("thirty", "-"),  # "no answer"
    ("thirty", "thirty days"),
    ("thirty", "thirt"),
    ("thirty", "thirtyy"),
    ("мой", "мои"),  # й is a letter of its own
    ("ы", "и"),
    ("5", "-5"),
    ("14-15", "1415"),
    ("5 2", "52"),
    ("ст. 5", "ст. 6"),
    ("о", "0"),  # a letter, a digit
    ("съезд", "сезд"),
    ("№", "«»"),  # signs alone are not all the same
]
# What is another answer where every letter counts.
EXACT = [
    ("Judge", "judge"),
    ("the judge", "thejudge"),
    ("non-refoulement", "non refoulement"),
    ("non-refoulement", "non–refoulement"),
    ("“judge”", "judge"),
    ("объём", "объем"),
    ("құқық", "кукык"),
    ("CAT", "САТ"),
    ("Gäfgen", "Gafgen"),
    ("судья", "судья."),
]
UNSEEN = [
    ("the judge", " the  judge "),
    ("the judge", "the\u00a0judge"),
    ("судья", "су\u00adдья"),
    ("судья", "\u200bсудья\ufeff"),
    ("объём", "объе\u0308м"),
]


@pytest.mark.parametrize(("accepted", "typed"), ALIKE)
def test_how_it_is_typed_does_not_matter(accepted, typed):
    assert grade(text(accepted), {"text": typed}) == Grade(2.0, 2.0)


@pytest.mark.parametrize(("accepted", "typed"), ALIKE)
def test_nor_how_the_author_has_typed_it(accepted, typed):
    assert grade(text(typed), {"text": accepted}) == Grade(2.0, 2.0)


@pytest.mark.parametrize(("accepted", "typed"), UNLIKE)
def test_other_words_are_wrong(accepted, typed):
    assert grade(text(accepted), {"text": typed}) == Grade(0.0, 2.0)


@pytest.mark.parametrize(("accepted", "typed"), EXACT)
def test_every_letter_counts_where_the_author_says_so(accepted, typed):
    assert grade(text(accepted), {"text": typed}) == Grade(2.0, 2.0)
    assert grade(text(accepted, exact=True), {"text": typed}) == Grade(0.0, 2.0)


@pytest.mark.parametrize(("accepted", "typed"), UNSEEN)
def test_what_nobody_sees_never_counts(accepted, typed):
    assert grade(text(accepted, exact=True), {"text": typed}) == Grade(2.0, 2.0)


@pytest.mark.parametrize("typed", ["court", "тергеу судьясы", "следственный судья"])
def test_a_match_in_any_language_is_right(typed):
    assert grade(TEXT, {"text": typed}) == Grade(2.0, 2.0)


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ({}, True),
        ({"text": "any words"}, True),
        ({"text": "a" * 1_000}, True),
        ({"text": "a" * 1_001}, False),
        ({"text": "a\x00b"}, False),  # PostgreSQL keeps none
        ({"text": "\ud800"}, False),  # half a character
        ({"1": "x"}, False),
        ({"text": "judge", "1": "x"}, False),
    ],
)
def test_an_answer_is_a_line_of_words(answer, fits):
    assert is_answer(TEXT, answer) is fits


@pytest.mark.parametrize(
    ("answer", "said"),
    [({"text": "Court"}, Verdict.RIGHT), ({"text": "jury"}, Verdict.WRONG), ({"text": " "}, Verdict.MISSED)],
)
def test_it_is_told_whether_the_words_are_right(answer, said):
    assert verdicts(TEXT, answer) == {"text": said}


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "the judge"), ("kk", "тергеу судьясы"), ("ru", "следственный судья")]
)
def test_the_first_words_of_the_language_are_shown_as_right(language, shown):
    assert right_answer(TEXT, language) == {"text": shown}


def test_words_of_another_language_are_shown_where_this_has_none():
    assert right_answer(text(ru=["судья"]), "kk") == {"text": "судья"}
    assert right_answer(text(ru=[]), "kk") == {}
