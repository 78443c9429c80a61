"""The words of a question as they are shown, without what is right."""

from collections.abc import Mapping
from html import escape

from helpcourse.assessment.questions import Words
from helpcourse.content.gaps import gaps_in, with_gaps
from helpcourse.content.parts import Role
from helpcourse.content.questions import Form, QuestionText, pair_of, split_question
from helpcourse.content.typed import amount_of


def words_of(language: str, markdown: str, html: Mapping[tuple[Role, str], str]) -> Words:
    """From the question as written and its rendered parts."""

    def by_option(role: Role) -> dict[str, str]:
        return {option: text for (of_role, option), text in html.items() if of_role is role}

    text = split_question(markdown)
    options, matches = by_option(Role.OPTION), {}
    if text.form is Form.PAIRS:
        pairs = {option: pair_of(words) for option, words in options.items()}
        options = {option: term for option, (term, _) in pairs.items()}
        matches = {option: match for option, (_, match) in pairs.items()}
    return Words(
        language=language,
        prompt=with_gaps(html[Role.BODY, ""], lambda number: f'<span class="gap">{number}</span>'),
        options=options,
        option_feedback=by_option(Role.OPTION_FEEDBACK),
        feedback=html.get((Role.FEEDBACK, ""), ""),
        matches=matches,
        choices=_choices(text),
        unit=_unit(text),
    )


def _choices(text: QuestionText) -> tuple[tuple[str, ...], ...]:
    if text.form is not Form.GAPS:
        return ()
    return tuple(() if gap.is_typed else tuple(map(escape, gap.words)) for gap in gaps_in(text.prompt))


def _unit(text: QuestionText) -> str:
    amount = amount_of(text.options[0].text) if text.form is Form.TYPED and len(text.options) == 1 else None
    return amount.unit if amount and amount.has_tolerance else ""
