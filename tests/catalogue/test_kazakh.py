"""The stemmer for Kazakh: forms of a word meet, different words do not."""

import pytest

from helpcourse.catalogue.search.stems import fold, stem

PARADIGMS = """
азаптау азаптауды азаптаудың азаптауға азаптады азаптаған азапталған азапталмау
адвокат адвокаттың адвокаттан адвокатсыз адвокаттарға адвокатымен
құқық құқығы құқықтар құқықтарымыз құқығын құқықтық
шағым шағымды шағымсыз шағымын шағымдар
тергеу тергеудің тергеуге тергеп тергеуші тергеушіге
дәлелдеме дәлелдемелер дәлелдемелерді дәлелдемелердің
кепілдік кепілдіктер кепілдіктерге кепілдігі
бұйрық бұйрығы бұйрықтың бұйрығымен
міндет міндеті міндеттер міндетін міндетті
мерзім мерзімі мерзімнің мерзімдер
судья судьяның судьялар судьяға
жәбірленуші жәбірленушінің жәбірленушілер жәбірленушіге
қаулы қаулысы қаулының қаулылар
хаттама хаттаманың хаттамасы хаттамада
күдікті күдіктінің күдіктілер күдіктіге
өтініш өтініші өтініштер өтініштің
тексеру тексеруді тексерген тексерілді
бала баланың балалар балаға баласы
полиция полициядағы полицияның полициядан
"""
ROWS = [line.split() for line in PARADIGMS.strip().splitlines()]


def stems(words):
    return {stem(fold(word), "kk") for word in words}


@pytest.mark.parametrize("forms", ROWS, ids=[row[0] for row in ROWS])
def test_all_forms_of_a_word_have_one_stem(forms):
    assert len(stems(forms)) == 1


def test_different_words_have_different_stems():
    assert len(stems(row[0] for row in ROWS)) == len(ROWS)


@pytest.mark.parametrize(
    ("right", "typed"), [("құқықтың", "кукыктын"), ("әкімшілікке", "акимшиликке"), ("өкілі", "окили")]
)
def test_a_russian_keyboard_gives_the_same_stem(right, typed):
    assert stems([right]) == stems([typed])


@pytest.mark.parametrize("word", ["ол", "сот", "адам", "заң"])
def test_short_words_keep_their_letters(word):
    assert stems([word]) == {fold(word)}
