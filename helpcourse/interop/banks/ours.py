"""The bank of a course in one language, to be given away."""

import re
from collections.abc import Mapping, Sequence

from helpcourse.assessment.questions import Question, QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.content.model import Block, Course, Freshness, Text
from helpcourse.content.questions import Form, pair_of, split_question
from helpcourse.errors import NotFoundError
from helpcourse.interop.banks.bank import Bank, BankQuestion, Note, Option
from helpcourse.interop.banks.html_out import Target
from helpcourse.languages import in_language

_PICTURE = re.compile(r"!\[[^\]]*\]\(media/([^)\s]+)\)")


def bank_of(course: Course, language: str, pictures: Mapping[str, bytes], module_id: str = "") -> Bank:
    """Of the final test, or of the quiz of a module. Raises NotFoundError if there is no such module.

    What is not translated stays in its source language, which is told; `pictures` are those of the course.
    """
    questions: list[BankQuestion] = []
    notes: list[Note] = []
    for block in _blocks(course, module_id):
        if block.question is None:
            continue
        text, is_translated = _text(block, language)
        questions.append(_question(block.question, text))
        if not is_translated:
            known = {"source": block.source_language}
            notes.append(Note(0, block.id, phrase("no current translation: it goes out in `%(source)s`", **known)))
    shown = {name for question in questions for name in pictures_in(question)}
    kept = {name: content for name, content in pictures.items() if name in shown}
    return Bank(tuple(questions), _title(course, language, module_id), language, kept, tuple(notes))


def _blocks(course: Course, module_id: str) -> Sequence[Block]:
    if not module_id:
        return course.bank
    module = next((one for one in course.modules if one.id == module_id), None)
    if module is None:
        raise NotFoundError
    return module.bank


def _title(course: Course, language: str, module_id: str) -> str:
    """The bank's own, else the course's."""
    document = f"tests/{module_id}" if module_id else "test"
    titles = next((one.block for one in course.labels if one.document == document and one.block.id == "@title"), None)
    if titles:
        return in_language(titles.texts, language, course.source)[0].heading
    return in_language(course.titles, language, course.source)[0] if course.titles else ""


def targets(course: Course, language: str, site: str = "") -> Target:
    """Where links to sources and terms lead from elsewhere; `site` is the address of the course's own page."""

    def target(named: str) -> str:
        kind, _colon, rest = named.partition(":")
        key = rest.partition("/")[0]
        urls = course.sources[key].urls if kind == "source" and key in course.sources else {}
        return urls.get(language) or next(iter(urls.values()), "") or f"{site}#{kind}-{key}"

    return target


def pictures_in(question: BankQuestion) -> list[str]:
    """The names of the pictures that it shows."""
    options = [text for option in question.options for text in (option.text, option.match, option.feedback)]
    texts = (question.prompt, question.feedback, *options)
    return [name for text in texts for name in pictures_in_text(text)]


def pictures_in_text(markdown: str) -> list[str]:
    return list(dict.fromkeys(_PICTURE.findall(markdown)))


def _text(block: Block, language: str) -> tuple[Text, bool]:
    """A stale translation counts for none: its options may have moved."""
    found = block.texts.get(language)
    is_fit = found is not None and (language == block.source_language or found.freshness is Freshness.CURRENT)
    return (found, True) if found and is_fit else (block.texts[block.source_language], False)


def _question(question: Question, text: Text) -> BankQuestion:
    cut = split_question(text.markdown)
    options = []
    for number, one in enumerate(cut.options, 1):
        term, match = pair_of(one.text) if cut.form is Form.PAIRS else (one.text, "")
        options.append(Option(term, str(number) in question.right, match, one.feedback))
    return BankQuestion(
        id=question.id,
        kind=question.kind,
        prompt=cut.prompt,
        options=tuple(options),
        feedback=cut.feedback,
        points=question.points,
        credit=question.credit,
        tags=question.tags,
        exact_letters=_is_exact(question),
        line=text.line,
    )


def _is_exact(question: Question) -> bool:
    if question.kind is QuestionKind.GAPS:
        return any(gap.typed and gap.typed.exact_letters for gap in question.gaps)
    return bool(question.typed and question.typed.exact_letters)
