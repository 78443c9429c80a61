"""What is not rendered while a course is checked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from helpcourse.content.links import References
from helpcourse.content.proof import PLAIN
from helpcourse.content.render import Renderer

RENDERER = Renderer(References({}, {}, "en"), "en")


@given(st.from_regex(PLAIN, fullmatch=True))
@settings(max_examples=50)
def test_nothing_can_be_wrong_with_a_plain_sentence(sentence):
    for_an_option = RENDERER.line(sentence, "x")
    assert for_an_option.problems == for_an_option.ids == for_an_option.fragments == ()
