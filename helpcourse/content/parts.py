"""A block's words cut into the pieces that are rendered one by one; the same for checking and for compiling."""

from dataclasses import dataclass
from enum import StrEnum

from helpcourse.content.model import BlockKind, Text
from helpcourse.content.questions import split_question, split_reflection


class Role(StrEnum):
    """What a piece is in its block."""

    HEADING = "heading"
    BODY = "body"  # of a section or an aside; the prompt of a question or a reflection
    MODEL = "model"  # answer, of a reflection
    OPTION = "option"
    OPTION_FEEDBACK = "option feedback"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Part:
    role: Role
    markdown: str
    line: int  # in its file
    option: str = ""  # the id of the option that it belongs to


def parts(kind: BlockKind, text: Text) -> list[Part]:
    """All that has words, in the order of the page."""
    heading = [Part(Role.HEADING, text.heading, text.line)] if text.heading else []
    if kind is BlockKind.QUESTION:
        return _of_question(text)
    if kind is BlockKind.REFLECTION:
        prompt, model, line = split_reflection(text.markdown)
        return [Part(Role.BODY, prompt, text.body_line), Part(Role.MODEL, model, text.body_line + line)]
    return [*heading, Part(Role.BODY, text.markdown, text.body_line)]


def _of_question(text: Text) -> list[Part]:
    question = split_question(text.markdown)
    found = [Part(Role.BODY, question.prompt, text.body_line)]
    for number, option in enumerate(question.options, 1):
        found.append(Part(Role.OPTION, option.text, text.body_line + option.line, str(number)))
        if option.feedback:
            line = text.body_line + option.feedback_line
            found.append(Part(Role.OPTION_FEEDBACK, option.feedback, line, str(number)))
    if question.feedback:
        found.append(Part(Role.FEEDBACK, question.feedback, text.body_line + question.feedback_line))
    return found
