"""Where a course cites its sources and uses its terms."""

import pytest

from helpcourse.content.compile import course_page
from helpcourse.content.compiled import Citation, Mention
from tests.content.builders import load_course, replaced


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return load_course(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def kazakh(course):
    return course_page(course, "kk")


OPENING = Mention("why", "", "")
SECTION = Mention("why", "no-exception", "Ерекшелік жоқ")


def test_a_source_is_cited_at_its_places_in_their_order(kazakh):
    assert kazakh.citations["CAT"] == (
        Citation("1-бап", (Mention("", "term-torture", "азаптау"),)),
        Citation("2-баптың 2-тармағы", (OPENING, SECTION)),  # the second in a legal extract
    )


def test_a_source_is_cited_as_a_whole(kazakh):
    assert kazakh.citations["gafgen"] == (Citation("", (Mention("duty", "", ""),)),)


def test_a_term_is_used_in_the_sections_of_lessons(kazakh):
    assert kazakh.uses == {"torture": (SECTION,)}


def test_a_place_is_named_in_the_language_of_the_page(course):
    english = course_page(course, "en").citations["CAT"]
    assert [(citation.place, citation.mentions[-1].title) for citation in english] == [
        ("art. 1", "torture"),
        ("art. 2 § 2", "No exception"),
    ]


def test_articles_follow_by_number_and_not_by_letter(tmp_path):
    words = "[a](source:CAT/14.3.g) [b](source:CAT) [c](source:CAT/2.10) [d](source:CAT/2.9) [e](source:CAT/14.3)"
    changed = load_course(tmp_path, replaced("02-duty/01-duty.en.md", "[Gäfgen](source:gafgen)", words))
    places = [citation.place for citation in course_page(changed, "en").citations["CAT"]]
    assert places == ["", "art. 1", "art. 2 § 2", "art. 2 § 9", "art. 2 § 10", "art. 14 § 3", "art. 14 § 3 (g)"]


def test_what_stands_in_code_cites_nothing(tmp_path):
    code = "`[Gäfgen](source:nowhere)`"
    changed = load_course(tmp_path, replaced("02-duty/01-duty.en.md", "[Gäfgen](source:gafgen)", code))
    assert set(course_page(changed, "en").citations) == {"CAT"}


def test_a_heading_is_told_without_its_marks(tmp_path):
    changed = replaced("01-ban/01-why.en.md", "## No exception {", "## No *exception* & more {")
    mentions = course_page(load_course(tmp_path, changed), "en").uses["torture"]
    assert [mention.title for mention in mentions] == ["No exception & more"]
