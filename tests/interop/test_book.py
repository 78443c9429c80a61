"""A course to take away: whole, in one piece, without answers."""

import pytest
from lxml import etree, html

from helpcourse.interop.html_file import html_file
from tests.content.builders import LESSON_EN, load_course
from tests.content.test_media import PICTURE, VIDEO, with_media
from tests.interop.builders import book_of, book_of_lesson, small_book

RIGHT = "01-ban/01-why.en.md"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return load_course(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def page(course):
    return html.document_fromstring(html_file(book_of(course, "en")).decode())


def test_a_book_holds_the_course_in_its_order(course):
    assert [chapter.id for _depth, chapter in book_of(course, "en").all_chapters()] == [
        *("about", "module-ban", "lesson-why", "module-duty", "lesson-duty", "glossary", "sources")
    ]


def test_a_book_of_a_lesson_holds_what_the_lesson_names(course):
    book = book_of_lesson(course, "why", "en")
    assert [chapter.id for _depth, chapter in book.all_chapters()] == ["lesson-why", "glossary", "sources"]
    assert book.title == "Why the ban is absolute"


def test_a_book_of_a_lesson_says_where_that_lesson_cites_a_source(course):
    sources = html.fromstring(book_of_lesson(course, "duty", "en").chapters[-1].html)
    assert [one.text_content() for one in sources.xpath("//li//li")] == ["As a whole: The duty to investigate"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_chapter_is_well_formed(course, language):
    for _depth, chapter in book_of(course, language).all_chapters():
        etree.fromstring(f"<div>{chapter.html}</div>")


def test_a_file_needs_nothing_from_elsewhere(page):
    assert page.xpath("//@src | //link | //script | //iframe | //@style | //form | //input") == []
    assert "url(" not in page.xpath("string(//style)")


def test_every_link_within_the_file_leads_to_a_place_in_it(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_links_out_of_the_book_are_kept(page):
    assert "https://example.org/cat" in page.xpath("//a/@href")


def test_headings_never_jump(page):
    ranks = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert max(after - before for before, after in zip(ranks, ranks[1:], strict=False)) == 1


def test_a_question_is_asked_with_its_options(page):
    question = page.xpath("//*[@id='lesson-why.war']")[0]
    assert [option.text_content() for option in question.xpath(".//li")] == ["Yes, in war.", "No."]


def test_nothing_tells_which_answer_is_right(tmp_path):
    """The same to the last byte, but for the digest, if another option were right and other feedback given."""
    other = LESSON_EN.replace("[ ] Yes, in war.", "[x] Yes, in war.").replace("[x] No.", "[ ] No.")
    other = other.replace("Never from this one.", "CANARY").replace("No derogation is allowed.", "CANARY")
    books = [small_book(tmp_path / "a"), small_book(tmp_path / "b", changes={RIGHT: other})]
    assert html_file(books[0]) == html_file(books[1])


def test_the_bank_stays_at_home(page):
    assert "Is the ban absolute?" not in page.text_content()


def test_a_model_answer_waits_at_the_end_of_its_lesson(page):
    assert "Then act." not in page.xpath("//*[@id='lesson-why.practice']")[0].text_content()
    assert "Then act." in page.xpath("//*[@id='lesson-why']//*[@class='models']")[0].text_content()


def test_a_national_note_has_its_dates(page):
    assert "As of 2026-10-01, review by 2027-10-01" in page.xpath("string(//*[@id='lesson-why.kz-law'])")


def test_what_is_not_translated_says_so_and_in_which_language_it_is(course):
    russian = html.document_fromstring(html_file(book_of(course, "ru")).decode())
    note = russian.xpath("//*[@id='lesson-why.aside']")[0]
    assert (note.get("lang"), note.getprevious().text_content()) == ("en", "Not translated")


def test_a_source_says_where_each_place_in_it_is_cited(page):
    cited = page.xpath("//*[@id='source-CAT']//li")
    assert [one.text_content() for one in cited] == [
        "art. 1: torture",
        "art. 2 § 2: Why the ban is absolute; Why the ban is absolute, No exception",
    ]


def test_what_media_show_and_say_stands_for_them(tmp_path):
    page = html_file(small_book(tmp_path, changes=with_media(PICTURE + VIDEO))).decode()
    assert "<p>A cell of four square metres</p><p>Drawn to scale.</p>" in page
    assert "<p>A visit to a cell</p>" in page
    assert "<p>The door opens.</p>" in page
