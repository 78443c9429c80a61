"""Whether a translated block has the same shape as its source: kind, headings, options."""

import re
from collections.abc import Iterator

from helpcourse.content.blocks import Segment, in_code
from helpcourse.content.model import BlockKind
from helpcourse.content.questions import split_question, split_reflection

Difference = tuple[int, str, str]  # line, what, remedy

_SUBHEADING = re.compile(r"#{3,6}(?= )")


def differences(source: Segment, translated: Segment) -> Iterator[Difference]:
    """What a translator has to mend."""
    if source.kind != translated.kind:
        what = f"`{source.id}` is of kind `{translated.kind}`, in the source of kind `{source.kind}`"
        yield translated.line, what, "take the source's kind"
        return
    if source.body and not translated.body:
        yield translated.line, f"`{source.id}` has no words", "translate it, or leave the whole block out"
        return
    if bool(source.heading) != bool(translated.heading):
        yield translated.line, f"`{source.id}` has a heading in one language only", "give it in both or in none"
    if not source.body:
        return  # the words of this block come from another language
    ranks, others = _ranks(source), _ranks(translated)
    if ranks != others:
        what = f"`{source.id}` has {len(others)} headings within, the source {len(ranks)}, or of other rank"
        yield translated.line, what, "give the same headings in the same order"
    yield from _of_question(source, translated)
    if source.kind == BlockKind.REFLECTION and not split_reflection(translated.body)[1]:
        yield translated.line, f"`{source.id}` has no model answer", "write it after `> ` at the end of the block"


def _ranks(block: Segment) -> list[str]:
    lines = in_code(block.body.split("\n"))
    return [match[0] for is_code, line in lines if not is_code and (match := _SUBHEADING.match(line))]


def _of_question(source: Segment, translated: Segment) -> Iterator[Difference]:
    if source.kind != BlockKind.QUESTION:
        return
    asked, said = split_question(source.body), split_question(translated.body)
    if not said.prompt:
        yield translated.line, f"`{source.id}` asks nothing", "write the question before its options"
    if len(said.options) != len(asked.options):
        what = f"`{source.id}` has {len(said.options)} options, the source {len(asked.options)}"
        yield translated.line, what, "give the same options in the same order"
        return
    for line in said.strays:
        remedy = "indent them below their option, or move them above the options"
        yield translated.body_line + line, "words that belong to no option", remedy
    for ours, theirs in zip(asked.options, said.options, strict=True):
        if not theirs.text:
            yield translated.body_line + theirs.line, "an option without words", "translate it"
        if bool(ours.feedback) != bool(theirs.feedback):
            what = "an option's feedback stands in one language only"
            yield translated.body_line + theirs.line, what, "give it in both or in none"
    if bool(asked.feedback) != bool(said.feedback):
        what = f"the feedback of `{source.id}` stands in one language only"
        yield translated.body_line + said.feedback_line, what, "give it in both or in none"
