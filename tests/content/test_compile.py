"""A course becomes what the site serves."""

import pytest

from helpcourse.content.compile import compile_course, course_page, lesson_page
from helpcourse.content.lock_file import write_lock
from helpcourse.content.model import Freshness
from tests.content.builders import LESSON_EN, load_course, write_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return load_course(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def kazakh(course):
    return lesson_page(course, "why", "kk")


def piece(page, block_id):
    return next(piece for piece in page.pieces if piece.id == block_id)


def test_the_structure_has_titles_and_questions_but_no_words(course):
    compiled = compile_course(course)
    assert [lesson.id for module in compiled.modules for lesson in module.lessons] == ["why", "duty"]
    lesson = compiled.modules[0].lessons[0]
    assert ([question.id for question in lesson.questions], lesson.reflections) == (["war"], ("practice",))
    assert [question.id for question in compiled.bank] == ["ban-1", "duty-1"]
    assert (compiled.digest, compiled.titles["kk"]) == (course.digest, "Тыйым")


def test_a_lesson_has_its_blocks_in_order(kazakh):
    assert [piece.id for piece in kazakh.pieces] == [
        *("opening", "no-exception", "war", "after-war", "practice", "cat-2", "kz-law", "aside", "key")
    ]


def test_a_section_has_heading_and_words(kazakh):
    section = piece(kazakh, "no-exception")
    assert (section.heading, section.language) == ("Ерекшелік жоқ", "kk")
    assert section.html.endswith("туралы бөлім.</p>")


def test_a_question_has_words_by_option(kazakh):
    words = piece(kazakh, "war").words
    assert (words.language, words.prompt) == ("kk", "<p>Мемлекет тыйымды тоқтата ала ма?</p>")
    assert words.options == {"1": "Иә, соғыста.", "2": "Жоқ."}
    assert words.option_feedback == {"1": "<p>Бұдан ешқашан.</p>", "2": "<p>Дұрыс.</p>"}
    assert (words.feedback, piece(kazakh, "war").html) == ("<p>Шегінуге жол жоқ.</p>", "")


def test_what_is_right_is_not_among_the_words(course):
    assert "[x]" not in repr(lesson_page(course, "why", "en"))
    assert "[x]" not in repr(course_page(course, "en"))


def test_a_reflection_keeps_its_model_answer_apart(kazakh):
    reflection = piece(kazakh, "practice")
    assert reflection.html == "<p>Сіз не істер едіңіз?</p>"
    assert reflection.model_html == "<p>Жазып қойыңыз.</p>\n<p>Содан кейін әрекет етіңіз.</p>"


def test_a_legal_extract_names_its_source(kazakh):
    link = '<a href="https://example.org/kaz/cat" hreflang="kk">'
    assert piece(kazakh, "cat-2").citation_html == f"{link}Азаптауларға қарсы конвенция, 2-баптың 2-тармағы</a>"


def test_a_missing_translation_is_shown_in_the_source_language(course):
    aside = piece(lesson_page(course, "why", "ru"), "aside")
    assert (aside.language, aside.freshness, aside.html) == ("en", Freshness.MISSING, "<p>An aside.</p>")


def test_a_stale_translation_is_shown_but_a_stale_question_is_not(tmp_path):
    folder = write_course(tmp_path)
    write_lock(folder, load_course(tmp_path))
    changed = LESSON_EN.replace("An aside.", "Another.").replace("Yes, in war.", "Yes, in peace.")
    page = lesson_page(load_course(tmp_path, {"01-ban/01-why.en.md": changed}), "why", "kk")
    assert (piece(page, "aside").freshness, piece(page, "aside").html) == (Freshness.STALE, "<p>Ескертпе.</p>")
    assert (piece(page, "war").freshness, piece(page, "war").words.language) == (Freshness.STALE, "en")


def test_a_page_lists_only_the_sources_that_it_cites(course):
    assert [source.key for source in lesson_page(course, "why", "en").sources] == ["CAT"]
    assert [source.key for source in lesson_page(course, "duty", "en").sources] == ["gafgen"]


def test_a_page_explains_the_terms_that_it_uses_and_those_in_their_definitions(kazakh):
    assert [(term.id, term.language, term.name) for term in kazakh.terms] == [
        ("pain", "en", "pain"),  # not translated
        ("torture", "kk", "азаптау"),
    ]
    assert kazakh.terms[1].other_names == {"en": "torture"}


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_every_link_to_a_source_or_term_has_its_place_on_the_page(course, language):
    page = lesson_page(course, "why", language)
    text = repr(page)
    linked = {part.partition('"')[0] for part in text.split('href="#')[1:]}
    assert linked == {f"source-{one.key}" for one in page.sources} | {f"term-{one.id}" for one in page.terms}


def test_the_page_of_a_course_has_its_glossary_sources_and_bank(course):
    page = course_page(course, "kk")
    assert [piece.heading for piece in page.about] == ["Нені үйренесіз"]
    assert page.objectives == {"ban": "<ul>\n<li>оны білу;</li>\n</ul>", "duty": "<ul>\n<li>to do it;</li>\n</ul>"}
    assert [term.id for term in page.glossary] == ["pain", "torture"]
    assert [source.key for source in page.sources] == ["CAT", "gafgen"]
    assert {id_: words.language for id_, words in page.bank.items()} == {"ban-1": "kk", "duty-1": "en"}
