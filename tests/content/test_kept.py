"""A course is read again from what its edition keeps."""

import json

from helpcourse.content.compile import compile_course, course_page, lesson_page
from helpcourse.content.kept import read_kept
from helpcourse.content.sources_file import KEPT_SOURCES
from tests.content.builders import load_course


def again(course, files, spare_sources):
    return read_kept(course.id, course.digest, json.dumps(files), spare_sources, lambda digest: None)


def test_a_course_read_again_is_compiled_to_the_same(tmp_path):
    course = load_course(tmp_path)
    other = again(course, dict(course.source_files), tmp_path / "nowhere.yaml")
    assert compile_course(other) == compile_course(course)
    assert course_page(other, "kk") == course_page(course, "kk")
    assert lesson_page(other, "why", "ru") == lesson_page(course, "why", "ru")


def test_only_the_cited_sources_are_kept(tmp_path):
    course = load_course(tmp_path)
    assert set(json.loads(course.source_files[KEPT_SOURCES])) == {"CAT", "gafgen"}


def test_an_edition_without_its_sources_takes_those_of_the_site(tmp_path):
    course = load_course(tmp_path)
    files = {path: text for path, text in course.source_files.items() if path != KEPT_SOURCES}
    other = again(course, files, tmp_path / "courses" / "sources.yaml")
    assert course_page(other, "en") == course_page(course, "en")
