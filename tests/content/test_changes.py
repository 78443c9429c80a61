"""What is told of the difference between two states of a course."""

from dataclasses import replace

import pytest

from helpcourse.content.changes import Aspect, BlockChange, Changes, EntryChange, ListChange, PageChange, SettingChange
from helpcourse.content.compare import changes
from helpcourse.content.translations import lock_text, renewed
from tests.content.builders import BANK_EN, LESSON_EN, LESSON_KK, SETTINGS, added, load_course, replaced
from tests.small_course import manuscript_of

AFTERTHOUGHT = "\n::: question late\n\nToo late?\n\n- [x] Yes.\n- [ ] No.\n:::\n"

_ONE_RIGHT = (Aspect.KIND, Aspect.RIGHT, Aspect.CREDIT)


@pytest.fixture
def differences(tmp_path):
    """differences(new, old={}) from the small course with the old changes to that with the new ones."""

    def found(new, old=None):
        before, after = (manuscript_of(tmp_path, one or {}).state for one in (old, new))
        return changes(before, after)

    return found


def in_lesson(**block):
    return Changes(pages=(PageChange("why", changed=(BlockChange(**block),)),))


def test_a_question_within_a_block_changes_alone(differences):
    held = "::: example cell\n\nTwo men.\n\n::: question of-cell\n\nMay he?\n\n- [ ] Yes.\n- [x] No.\n:::\n:::\n"
    told = differences(added(held.replace("- [x] No.", "- [x] Never.")), added(held))
    assert told == in_lesson(id="of-cell", languages=("en",), aspects=(Aspect.OPTIONS,))


def in_bank(**block):
    return Changes(bank=PageChange(changed=(BlockChange(**block),)))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ({}, Changes()),
        (replaced("01-ban/01-why.en.md", "An aside.", "An   aside."), Changes()),  # nobody sees spaces
        (replaced("01-ban/01-why.en.md", "An aside.", "A note."), in_lesson(id="aside", languages=("en",))),
        (replaced("01-ban/01-why.kk.md", "Ескертпе.", "Тағы."), in_lesson(id="aside", languages=("kk",))),
        (
            replaced("01-ban/01-why.kk.md", "::: note aside\n\nЕскертпе.\n:::\n", ""),
            in_lesson(id="aside", outdated=("kk",)),
        ),
        (replaced("course.yaml", "hours: 1.5", "hours: 2"), Changes(settings=(SettingChange("hours", 1.5, 2.0),))),
        (
            replaced("course.yaml", "pass_mark: 0.5", "pass_mark: 0.6"),
            Changes(rules=(SettingChange("pass_mark", 0.5, 0.6),)),
        ),
        (replaced("01-ban/module.kk.md", "- оны білу;", "- оны ұғу;"), Changes(objectives=("ban",))),
        (
            replaced("course.kk.md", "Көп нәрсе.", "Көп."),
            Changes(about=PageChange(changed=(BlockChange("learn", languages=("kk",)),))),
        ),
        (replaced("glossary.en.md", "It hurts.", "It aches."), Changes(glossary=EntryChange(changed=("pain",)))),
    ],
)
def test_what_readers_will_find_different_is_told(differences, new, told):
    assert differences(new) == told


@pytest.mark.parametrize(
    ("old", "new", "aspects"),
    [
        ("- [ ] Secret.", "- [x] Secret.", (Aspect.RIGHT,)),
        (
            "credit: proportional\n\nWhat is an investigation?\n\n- [x]",
            "\nWhat is an investigation?\n\n- [ ]",
            _ONE_RIGHT,
        ),
        ("tags: [duty]", "tags: [duty]\npoints: 3", (Aspect.POINTS,)),
        ("credit: proportional\n", "", (Aspect.CREDIT,)),
        ("tags: [duty]", "tags: [duty, prompt]", (Aspect.TAGS,)),
    ],
)
def test_a_question_of_the_bank_that_counts_otherwise_is_told(differences, old, new, aspects):
    assert differences(replaced("test.en.md", old, new)) == in_bank(id="duty-1", aspects=aspects)


@pytest.mark.parametrize(
    ("old", "new", "aspect"),
    [
        ("What is an investigation?", "What is it?", Aspect.PROMPT),
        ("- [ ] Secret.", "- [ ] Hidden.", Aspect.OPTIONS),
        ("- [x] Impartial.", "- [x] Impartial.\n    > Right.", Aspect.FEEDBACK),
    ],
)
def test_a_question_of_the_bank_in_other_words_is_told(differences, old, new, aspect):
    told = in_bank(id="duty-1", languages=("en",), aspects=(aspect,))
    assert differences(replaced("test.en.md", old, new)) == told


def test_what_is_right_in_a_knowledge_check_is_told(differences):
    new = {"01-ban/01-why.en.md": LESSON_EN.replace("[ ] Yes, in", "[X] Yes, in").replace("[x] No", "[ ] No")}
    told = differences({path: text.replace("[X]", "[x]") for path, text in new.items()})
    assert told == in_lesson(id="war", aspects=(Aspect.RIGHT,))


def test_questions_come_and_go(differences):
    new = {"test.en.md": BANK_EN.replace("ban-1", "ban-2") + AFTERTHOUGHT, "test.kk.md": None}
    assert differences(new).bank.blocks == ListChange(added=("ban-2", "late"), removed=("ban-1",))


def test_lessons_come_and_go_without_moving_the_others(differences):
    new = {"01-ban/00-first.en.md": "---\ntitle: First\nminutes: 5\n---\n\nWords.\n"}
    assert differences(new).lessons == ListChange(added=("first",))
    assert differences({}, old=new).lessons == ListChange(removed=("first",))


def test_a_lesson_in_another_module_is_moved(differences):
    lesson = "---\ntitle: Other\nminutes: 5\n---\n\nWords.\n"
    told = differences({"01-ban/02-other.en.md": lesson}, old={"02-duty/00-other.en.md": lesson})
    assert told == Changes(lessons=ListChange(moved=("other",)))


def test_lessons_in_another_order_are_moved_and_not_renamed(differences):
    lesson = "---\ntitle: Other\nminutes: 5\n---\n\nWords.\n"
    told = differences({"01-ban/00-other.en.md": lesson}, old={"01-ban/02-other.en.md": lesson})
    assert told == Changes(lessons=ListChange(moved=("other",)))


def test_a_title_in_any_language_is_told(differences):
    told = differences(replaced("01-ban/01-why.kk.md", "Тыйым неге абсолютті", "Тыйым неге мұндай"))
    assert told == Changes(lessons=ListChange(renamed=("why",)))


def test_a_language_that_comes_is_told_once(differences):
    without = {
        "course.yaml": SETTINGS.replace("languages: [en, kk, ru]", "languages: [en, kk]"),
        "01-ban/01-why.ru.md": None,
    }
    told = differences({}, old=without)
    assert told.languages == EntryChange(added=("ru",))
    assert replace(told, languages=EntryChange(), lessons=ListChange()) == Changes()


def test_a_translation_that_falls_behind_is_told_beside_the_words(differences, tmp_path):
    lock = {"translations.lock": lock_text(renewed(load_course(tmp_path / "first"), {}))}
    new = lock | replaced("01-ban/01-why.en.md", "An aside.", "A note.")
    assert differences(new, old=lock) == in_lesson(id="aside", languages=("en",), outdated=("kk",))


def test_a_translation_that_has_caught_up_is_told(differences):
    old = {"01-ban/01-why.kk.md": LESSON_KK.replace("::: note aside\n\nЕскертпе.\n:::\n", "")}
    assert differences({}, old=old) == in_lesson(id="aside", renewed=("kk",))


def test_a_renamed_term_is_told_once_though_many_links_name_it(differences):
    told = differences(replaced("glossary.kk.md", "азаптау {", "қинау {"))
    assert told == Changes(glossary=EntryChange(changed=("torture",)))
