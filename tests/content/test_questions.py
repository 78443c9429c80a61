"""The body of a question is cut into prompt, options and feedback."""

import pytest

from helpcourse.content.lists import Item
from helpcourse.content.questions import split_question, split_reflection

MARKED = """\
What follows?

- a list in the prompt

And then?

- [ ] One
  goes on.
    > Wrong:
    > see above.
- [x] Two

> Whole.
>
> Question."""


def test_a_question_has_prompt_options_and_feedback():
    question = split_question(MARKED)
    assert question.prompt == "What follows?\n\n- a list in the prompt\n\nAnd then?"
    assert question.options == (
        Item("One\ngoes on.", "Wrong:\nsee above.", 6, " ", 8),
        Item("Two", "", 10, "x", 12),
    )
    assert (question.feedback, question.feedback_line) == ("Whole.\n\nQuestion.", 12)


def test_a_translated_question_has_the_same_parts_without_marks():
    question = split_question(MARKED.replace("[ ] ", "").replace("[x] ", ""))
    assert [(option.text, option.mark) for option in question.options] == [("One\ngoes on.", ""), ("Two", "")]
    assert question.prompt.endswith("And then?")


@pytest.mark.parametrize(
    ("option", "text", "mark"),
    [
        ("- [x] Yes", "Yes", "x"),
        ("- [X] Yes", "Yes", "X"),
        ("- [ ]", "", " "),
        ("- [x] [law](source:CAT) says", "[law](source:CAT) says", "x"),
        ("- [law](source:CAT) says", "[law](source:CAT) says", ""),
        ("- [x](https://x.y)", "[x](https://x.y)", ""),  # a link, not a mark
        ("-  Yes", "Yes", ""),
    ],
)
def test_an_option_is_text_with_or_without_a_mark(option, text, mark):
    assert split_question(f"Q?\n\n{option}").options == (Item(text, "", 2, mark, 3),)


def test_what_belongs_to_no_option_is_found():
    assert split_question("Q?\n\n- [x] One\nstray\n- [ ] Two\n\nstray too").strays == (3, 6)


def test_a_question_may_be_all_prompt():
    question = split_question("Q?")
    assert (question.prompt, question.options, question.feedback) == ("Q?", (), "")


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Prompt.\n\n> Model\n>\n> answer.", ("Prompt.", "Model\n\nanswer.", 2)),
        ("> Quote.\n\nPrompt.\n\n> Model.", ("> Quote.\n\nPrompt.", "Model.", 4)),
        ("Prompt.", ("Prompt.", "", 0)),
        ("> Model.", ("", "Model.", 0)),
    ],
)
def test_a_reflection_ends_in_its_model_answer(body, parts):
    assert split_reflection(body) == parts
