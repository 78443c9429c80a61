"""Whether a translated block has the same shape as its source: kind, headings, options."""

import re
from collections.abc import Iterator

from helpcourse.content.blocks import Segment
from helpcourse.content.cases import case_differences
from helpcourse.content.fences import in_code
from helpcourse.content.mistakes import Difference, phrase
from helpcourse.content.model import BlockKind
from helpcourse.content.question_likeness import question_differences
from helpcourse.content.questions import split_reflection

_SUBHEADING = re.compile(r"#{3,6}(?= )")


def differences(source: Segment, translated: Segment) -> Iterator[Difference]:
    """What a translator has to mend; both are of one kind."""
    if source.body and not translated.body:
        yield (
            translated.line,
            phrase("`%(id)s` has no words", id=source.id),
            phrase("translate it, or leave the whole block out"),
        )
        return
    if bool(source.heading) != bool(translated.heading):
        yield (
            translated.line,
            phrase("`%(id)s` has a heading in one language only", id=source.id),
            phrase("give it in both or in none"),
        )
    ranks, others = _ranks(source), _ranks(translated)
    if ranks != others:
        what = phrase(
            "`%(id)s` has %(ours)s headings within, the source %(theirs)s, or of other rank",
            id=source.id,
            ours=len(others),
            theirs=len(ranks),
        )
        yield translated.line, what, phrase("give the same headings in the same order")
    if source.kind == BlockKind.QUESTION:
        yield from question_differences(source, translated)
    if source.kind == BlockKind.CASE:
        yield from case_differences(source, translated)
    if source.kind == BlockKind.REFLECTION and not split_reflection(translated.body)[1]:
        yield (
            translated.line,
            phrase("`%(id)s` has no model answer", id=source.id),
            phrase("write it after `> ` at the end of the block"),
        )


def _ranks(block: Segment) -> list[str]:
    lines = in_code(block.body.split("\n")) if "#" in block.body else ()
    return [match[0] for is_code, line in lines if not is_code and (match := _SUBHEADING.match(line))]
