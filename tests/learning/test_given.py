"""An answer is written into a column in one way only, and read back as it was."""

import pytest

from helpcourse.learning.given import read, written


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({}, "{}"),
        ({"3": "x", "1": "x"}, '{"1":"x","3":"x"}'),
        ({"text": "Әділ «сот»\nекінші жол"}, '{"text":"Әділ «сот»\\nекінші жол"}'),
    ],
)
def test_an_answer_is_kept_as_one_text(answer, text):
    assert written(answer) == text
    assert read(text) == answer
