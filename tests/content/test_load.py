"""A folder that is right becomes a course."""

from datetime import date

import pytest

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.model import BlockKind, Freshness
from helpcourse.content.sources_file import KEPT_SOURCES
from tests.content.builders import FILES, LESSON_EN, SOURCES, load_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return load_course(tmp_path_factory.mktemp("small"))


def test_a_course_is_known_by_its_folder(course):
    assert (course.id, course.source, course.languages, course.hours) == ("ban", "en", ("en", "kk", "ru"), 1.5)


def test_modules_and_lessons_stand_in_the_order_of_their_numbers(course):
    assert [module.id for module in course.modules] == ["ban", "duty"]
    assert [lesson.id for lesson in course.lessons] == ["why", "duty"]


def test_a_lesson_is_cut_into_blocks(course):
    assert [(block.id, block.kind) for block in course.lessons[0].blocks] == [
        ("opening", BlockKind.SECTION),
        ("no-exception", BlockKind.SECTION),
        ("war", BlockKind.QUESTION),
        ("after-war", BlockKind.SECTION),  # prose goes on after a block
        ("practice", BlockKind.REFLECTION),
        ("cat-2", BlockKind.LEGAL),
        ("kz-law", BlockKind.NATIONAL),
        ("aside", BlockKind.NOTE),
        ("key", BlockKind.KEYPOINTS),
    ]


def test_a_question_says_what_is_right(course):
    question = course.lessons[0].blocks[2].question
    assert (question.kind, question.options, question.right) == (QuestionKind.SINGLE, ("1", "2"), frozenset({"2"}))
    assert (question.points, question.tags, question.credit) == (2.0, ("ban",), Credit.EXACT)


def test_a_question_with_several_right_options_is_a_multiple_choice(course):
    question = course.bank[1].question
    assert (question.kind, question.right) == (QuestionKind.MULTIPLE, frozenset({"1", "3"}))
    assert question.credit is Credit.PROPORTIONAL


def test_a_national_note_has_its_country_and_dates(course):
    block = course.lessons[0].blocks[6]
    assert (block.country, block.as_of, block.review_by) == ("KZ", date(2026, 10, 1), date(2027, 10, 1))


def test_a_text_knows_its_place(course):
    text = course.lessons[0].blocks[2].texts["kk"]
    assert (text.file, text.line, text.body_line) == ("courses/ban/01-ban/01-why.kk.md", 11, 13)


def test_a_missing_translation_leaves_the_source(course):
    assert course.lessons[0].blocks[2].texts.keys() == {"en", "kk"}
    assert course.lessons[1].titles == {"en": "The duty to investigate"}


def test_a_block_without_an_entry_in_the_lock_is_current(course):
    assert course.lessons[0].blocks[0].texts["ru"].freshness is Freshness.CURRENT


def test_the_rules_of_the_test_have_defaults(course):
    assert (course.test.draw, course.test.pass_mark, course.test.attempts) == ({"ban": 1, "duty": 1}, 0.5, 0)


def test_only_cited_sources_belong_to_the_course(course):
    assert course.sources.keys() == {"CAT", "gafgen"}


def test_the_files_are_kept_as_they_were_published(course):
    assert course.source_files["01-ban/01-why.en.md"] == LESSON_EN
    assert course.source_files.keys() == {*FILES, KEPT_SOURCES}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + LESSON_EN.encode(),  # a byte order mark, as Windows writes it
        LESSON_EN.replace("\n", "\r\n").encode(),
        LESSON_EN.replace("    >", "\t>").encode(),
    ],
)
def test_what_editors_do_to_a_file_changes_nothing(tmp_path, course, content):
    other = load_course(tmp_path, {"01-ban/01-why.en.md": content})
    assert other.lessons[0].blocks == course.lessons[0].blocks


@pytest.mark.parametrize(
    "changes",
    [
        {"01-ban/01-why.ru.md": None},
        {"translations.lock": "# nothing yet\n"},
        {"../sources.yaml": SOURCES.replace("1984-12-10", "1984-12-11")},  # what is shown has changed
    ],
)
def test_the_digest_follows_every_file_and_every_cited_source(tmp_path, course, changes):
    assert load_course(tmp_path, changes).digest != course.digest


def test_the_digest_does_not_follow_sources_that_are_not_cited(tmp_path, course):
    other = load_course(tmp_path, {"../sources.yaml": SOURCES.replace("Unused", "Not used")})
    assert other.digest == course.digest


def test_a_course_needs_no_test(tmp_path):
    settings = "source: en\nlanguages: [en]\nhours: 1\n"
    only_english = dict.fromkeys((name for name in FILES if ".kk." in name or ".ru." in name or "test" in name), None)
    lesson = LESSON_EN.replace("country: KZ", "country: KG")
    changes = {**only_english, "course.yaml": settings + "countries: [KG]\n", "01-ban/01-why.en.md": lesson}
    course = load_course(tmp_path, changes)
    assert (course.test, course.completion.test, course.bank) == (None, False, ())


def test_a_note_may_come_from_another_language(tmp_path):
    lesson = LESSON_EN.replace("country: KZ", "source_language: kk\ncountry: KZ").replace("Who investigates?\n", "")
    block = load_course(tmp_path, {"01-ban/01-why.en.md": lesson}).lessons[0].blocks[6]
    assert (block.source_language, block.texts.keys()) == ("kk", {"kk"})
