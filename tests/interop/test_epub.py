"""EPUB: as the standard's own checker wants it, the same bytes for the same edition."""

import io
import subprocess
import zipfile

import pytest
from lxml import etree

from helpcourse.interop.epub import epub
from tests.interop.builders import book_of, real_course, small_book
from tests.java import JAVA

CHECKER = [*JAVA, "-jar", "/usr/share/java/epubcheck.jar"]
CONTENT = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def real():
    return real_course()


@pytest.fixture
def small(tmp_path):
    return zipfile.ZipFile(io.BytesIO(epub(small_book(tmp_path))))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_checker_finds_nothing_wrong(real, language, tmp_path):
    file = tmp_path / "course.epub"
    file.write_bytes(epub(book_of(real, language)))
    checked = subprocess.run([*CHECKER, "--failonwarnings", str(file)], check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_the_same_edition_gives_the_same_bytes(tmp_path):
    assert epub(small_book(tmp_path / "a")) == epub(small_book(tmp_path / "b"))


def test_the_media_type_comes_first_and_is_not_compressed(small):
    first = small.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_every_page_is_well_formed(small):
    for name in small.namelist():
        if name.endswith((".xhtml", ".opf", ".xml")):
            etree.fromstring(small.read(name))


def test_every_page_is_reached_from_the_contents(small):
    nav = etree.fromstring(small.read("EPUB/nav.xhtml"))
    listed = {f"EPUB/{link}" for link in nav.xpath("//*[local-name()='a']/@href")}
    pages = {name for name in small.namelist() if name.endswith(".xhtml")}
    assert pages - listed == {"EPUB/nav.xhtml"}


def test_the_package_says_what_it_is(small):
    package = etree.fromstring(small.read("EPUB/content.opf"))
    said = {element.tag.rpartition("}")[2]: element.text for element in package.find(f"{CONTENT}metadata")}
    assert said["identifier"].startswith("helpcourse:ban:")
    assert said["identifier"].endswith(":en")
    assert (said["title"], said["language"], said["meta"]) == ("The ban", "en", "2026-11-03T09:00:00Z")


def test_a_link_leads_to_the_page_on_which_its_target_is(small):
    lesson = etree.fromstring(small.read("EPUB/lesson-why.xhtml"))
    links = lesson.xpath("//*[@class='source' or @class='term']/@href")
    assert set(links) == {"sources.xhtml#source-CAT", "glossary.xhtml#term-torture"}
