"""Search: what lawyers type finds the lessons that they need, in any form of a word, with a letter wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import delete, update

from helpcourse.catalogue import actions
from helpcourse.catalogue.models import Edition, SearchPosting
from helpcourse.catalogue.search import index
from helpcourse.catalogue.search.answers import answers
from helpcourse.catalogue.search.queries import suggestion
from helpcourse.catalogue.search.results import results, term_results
from helpcourse.catalogue.shelf import Shelf
from tests.builders import NOW
from tests.content.test_media import VIDEO, with_media
from tests.small_course import BAN, READING, bank, publish_small, reading
from tests.things import COURSE

QUERIES: Mapping[str, list[Mapping[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "search_queries.yaml").read_text("utf-8")
)


@pytest.fixture
def found(session):
    """found("пытки", "ru") -> the ids of the lessons that come, the best first."""

    def find(typed, language):
        shelf = Shelf()
        first = answers(session, typed, language)[:1]
        shown = [one for answer in first for one in results(session, shelf, answer, answer.ranking.pages)]
        return [one.lesson.id if one.lesson else "" for one in shown]

    return find


def shown(session, typed, language):
    """The first result as it is shown."""
    shelf = Shelf()
    [answer] = answers(session, typed, language)
    return results(session, shelf, answer, answer.ranking.pages[:1])[0]


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_lessons_that_lawyers_need_are_among_the_first_three(found, language):
    missed = [
        query["type"]
        for query in QUERIES[language]
        if not set(found(query["type"], language)[:3]) & set(query["lessons"])
    ]
    assert len(missed) <= 0.15 * len(QUERIES[language]), missed


def test_there_are_twenty_queries_in_each_language():
    assert {language: len(queries) for language, queries in QUERIES.items()} == {"kk": 20, "ru": 20, "en": 20}


@pytest.mark.parametrize(
    ("typed", "same", "language"),
    [
        ("пытками", "пытка", "ru"),
        ("Серинга", "Сёринг", "ru"),
        ("адвокаттарға", "адвокат", "kk"),
        ("тотенше жагдай", "төтенше жағдай", "kk"),  # typed on a Russian keyboard
        ("Gafgen", "Gäfgen", "en"),
        ("WAIVERS", "waiver", "en"),
    ],
)
def test_forms_of_a_word_and_ways_to_type_it_find_the_same(found, typed, same, language):
    assert found(typed, language) == found(same, language) != []


def test_a_wrong_letter_is_forgiven_and_told(session):
    [answer] = answers(session, "раследование", "ru")
    assert answer.ranking.pages
    assert [typed for typed, _understood in answer.read_as] == ["раследование"]


def test_a_lesson_named_so_comes_before_those_that_only_speak_of_it(found):
    assert found("роль адвоката", "ru")[0] == "role-of-the-lawyer"


def test_a_result_leads_to_the_part_that_answers_with_its_words_marked(session):
    first = shown(session, "дипломатические заверения", "ru")
    assert (first.lesson.id, first.anchor) == ("duties-of-the-state", "after-cat-3")
    assert {piece.text.casefold() for piece in first.excerpt if piece.is_marked} >= {"дипломатические", "заверения"}


def test_a_term_is_found_by_its_name(session):
    shelf = Shelf()
    [answer] = answers(session, "Стамбул хаттамасы", "kk")
    assert [term.id for term in term_results(session, shelf, answer)] == ["istanbul-protocol"]


def test_another_language_answers_only_where_this_one_does_not(session):
    assert [answer.language for answer in answers(session, "адвокат", "kk")] == ["kk"]
    assert [answer.language for answer in answers(session, "waiver", "kk")] == ["en"]


def test_nothing_is_found_of_what_nobody_wrote(session):
    assert answers(session, "квантовая хромодинамика", "ru") == []


def test_a_word_that_is_like_one_of_ours_is_suggested(session):
    assert suggestion(session, "расслидовонее", "ru").startswith("расследован")


def test_letters_that_are_no_words_find_nothing(session):
    assert answers(session, "% _ ' \" * (", "en") == []


# What is not given away


@pytest.mark.parametrize(
    "words",
    ["Yes, in war.", "Never from this one.", "No derogation is allowed.", "Write it down."],
)
def test_options_feedback_and_model_answers_are_not_searched(session, tmp_path, words):
    publish_small(session, tmp_path, reading(words, "A walrus."))
    assert answers(session, "walrus", "en") == []


def test_the_bank_is_not_searched(session, tmp_path):
    publish_small(session, tmp_path, bank("?", " of a walrus?"))
    assert answers(session, "walrus", "en") == []


def test_what_a_question_of_a_lesson_asks_is_found_at_the_question(session, tmp_path):
    publish_small(session, tmp_path, reading("suspend the ban", "suspend the walrus"))
    assert shown(session, "walrus", "en").anchor == "question-war"


@pytest.mark.parametrize("words", ["A visit to a cell", "The door opens."])
def test_what_a_video_shows_and_says_is_found_at_the_video(session, tmp_path, words):
    publish_small(session, tmp_path, with_media(VIDEO.replace(words, "A walrus.")))
    assert shown(session, "walruses", "en").anchor == "visit"


# What follows an edition


def test_what_is_published_is_found_and_what_it_replaced_is_not(session, tmp_path):
    publish_small(session, tmp_path, reading("Why the ban is absolute", "The walrus"))
    assert shown(session, "walruses", "en").lesson.id == READING
    publish_small(session, tmp_path)
    assert answers(session, "walruses", "en") == []


def test_rolling_back_brings_back_what_was_found(session, tmp_path):
    publish_small(session, tmp_path, reading("Why the ban is absolute", "The walrus"))
    publish_small(session, tmp_path)
    actions.roll_back(session, BAN, 1)
    assert shown(session, "walruses", "en").edition.number == 1


def test_a_withdrawn_course_is_not_found_until_it_is_restored(session, found):
    actions.withdraw(session, COURSE, now=NOW)
    assert found("пытки", "ru") == []
    actions.restore(session, COURSE)
    assert found("пытки", "ru") != []


def test_what_an_older_version_published_is_indexed_again(session, found):
    edition = Shelf().current(session, COURSE)
    before = found("пытки", "ru")
    forget(session, edition.id)
    assert index.outdated(session) == [edition.id]
    index.write(session, edition.id, index.index_of(session, edition.id))
    assert (index.outdated(session), found("пытки", "ru")) == ([], before)


def forget(session, edition_id):
    """As a version left it that knew nothing of search."""
    session.execute(delete(SearchPosting).where(SearchPosting.edition_id == edition_id))
    session.execute(update(Edition).where(Edition.id == edition_id).values(search_format=0))
