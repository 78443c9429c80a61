"""The corpus that the benchmark publishes is made of the real course, and has no mistake."""

from helpcourse.content.load import load
from tests.bench.corpus import generate


def test_a_generated_course_can_be_published(tmp_path):
    corpus = generate(tmp_path, courses=1, lessons=11)  # of each module, since each may have a quiz
    course = load(corpus / "course-001", corpus / "sources.yaml")
    assert [len(module.lessons) for module in course.modules] == [5, 5, 1]
