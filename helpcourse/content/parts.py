"""A block's words cut into the pieces that are rendered one by one; the same for checking and for compiling."""

from dataclasses import dataclass
from enum import StrEnum

from helpcourse.content.cases import split_case
from helpcourse.content.gaps import marked
from helpcourse.content.model import BlockKind, Text
from helpcourse.content.questions import Form, split_question, split_reflection


class Role(StrEnum):
    """What a piece is in its block."""

    HEADING = "heading"  # of a section; the title of details
    BODY = "body"  # of a section or an aside; the prompt of a question or a reflection; facts and tasks of a case
    CRITERION = "criterion"  # of a case
    MODEL = "model"  # answer, of a reflection or a case; the transcript of a sound or a video
    OPTION = "option"  # also a pair, `term :: match`, and a step
    ANSWER = "answer"  # that is accepted when typed; on no page
    OPTION_FEEDBACK = "option feedback"
    FEEDBACK = "feedback"


LINES = frozenset({Role.OPTION, Role.ANSWER, Role.CRITERION})  # of one paragraph


@dataclass(frozen=True, slots=True)
class Part:
    role: Role
    markdown: str
    line: int  # in its file
    option: str = ""  # the id of the option that it belongs to; the number of a criterion
    has_gaps: bool = False

    @property
    def shown(self) -> str:
        """What is rendered: gaps are put in afterwards."""
        return marked(self.markdown) if self.has_gaps else self.markdown

    def place(self, block_id: str) -> str:
        """What keeps its footnotes apart from those of the block's other parts."""
        return block_id if self.role is Role.BODY else f"{block_id}-{self.role.replace(' ', '-')}{self.option}"


def parts(kind: BlockKind, text: Text) -> list[Part]:
    """All that has words, in the order of the page."""
    title = text.heading or text.labels.get("title", "")
    heading = [Part(Role.HEADING, title, text.line)] if title else []
    if kind is BlockKind.QUESTION:
        return _of_question(text)
    if kind in (BlockKind.REFLECTION, BlockKind.MEDIA):
        prompt, model, line = split_reflection(text.markdown)
        return [Part(Role.BODY, prompt, text.body_line), Part(Role.MODEL, model, text.body_line + line)]
    if kind is BlockKind.CASE:
        return _of_case(text)
    return [*heading, Part(Role.BODY, text.markdown, text.body_line)]


def _of_case(text: Text) -> list[Part]:
    case = split_case(text.markdown)
    criteria = [
        Part(Role.CRITERION, one.text, text.body_line + one.line, str(number))
        for number, one in enumerate(case.criteria, 1)
    ]
    model = Part(Role.MODEL, case.model, text.body_line + case.model_line)
    return [Part(Role.BODY, case.task, text.body_line), *criteria, model]


def _of_question(text: Text) -> list[Part]:
    question = split_question(text.markdown)
    found = [Part(Role.BODY, question.prompt, text.body_line, has_gaps=question.form is Form.GAPS)]
    for number, option in enumerate(question.options, 1):
        role = Role.ANSWER if question.form is Form.TYPED else Role.OPTION
        found.append(Part(role, option.text, text.body_line + option.line, str(number)))
        if option.feedback:
            line = text.body_line + option.feedback_line
            found.append(Part(Role.OPTION_FEEDBACK, option.feedback, line, str(number)))
    if question.feedback:
        found.append(Part(Role.FEEDBACK, question.feedback, text.body_line + question.feedback_line))
    return found
