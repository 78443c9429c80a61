"""What a compiled page is made of, as a digest: pages made of the same are the same, and need not be made again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from helpcourse.content.mentions import citations, mentions
from helpcourse.content.model import Block, Course, Freshness, Text
from helpcourse.content.render import renderers

PageKey = tuple[str, str]  # page (a lesson's id; empty: the course's own) and language


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that was compiled before."""

    made_of: str
    content: str  # JSON, as it is stored


def made_of(course: Course) -> dict[PageKey, str]:
    """Of all pages of the course."""
    terms = repr(course.glossary)
    lessons = {lesson.id: _blocks(lesson.blocks) for lesson in course.lessons}
    of_modules = [(_blocks([module.objectives]), _blocks(module.bank)) for module in course.modules]
    own = (_blocks(course.about), of_modules, _blocks(course.bank))
    inside = {"": repr((own, course.sources))} | lessons
    common = _digest(_program(), course.source, repr(course.languages), terms)
    pages = {page: _digest(common, words, _cited(course, words + terms)) for page, words in inside.items()}
    places = _places(course)
    return {
        (page, language): _digest(made, language, "" if page else places[language])
        for page, made in pages.items()
        for language in course.languages
    }


def _places(course: Course) -> dict[str, str]:
    """By language, where lessons cite what: the course's own page tells it."""
    of_languages = renderers(course)
    found = {language: mentions(course, language, of_languages) for language in course.languages}
    return {
        language: repr((citations(one, course, language), {id_: tuple(uses) for id_, uses in one.uses.items()}))
        for language, one in found.items()
    }


def _blocks(blocks: Sequence[Block]) -> str:
    """All but what is on no page: what is right in a question, and where in its file a text stands."""
    return repr(
        [
            (replace(block, question=None, texts={}, inside=()), _texts(block.texts), _blocks(block.inside))
            for block in blocks
        ]
    )


def _texts(texts: Mapping[str, Text]) -> list[tuple[str, str, str, str, Freshness]]:
    """In an order that is the same in every process."""
    in_order = [(code, texts[code]) for code in sorted(texts)]
    return [(code, text.heading, repr(text.labels), text.markdown, text.freshness) for code, text in in_order]


def _cited(course: Course, text: str) -> str:
    """The sources that a text with these words may cite, and the pictures that it may show."""
    shown = [file for name, file in sorted(course.media.items()) if name in text]
    return repr(([source for key, source in course.sources.items() if key in text], shown))


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


@cache
def _program() -> str:
    """That which compiles: another version of it may make other pages."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return _digest(version("markdown"), *(file.read_text("utf-8") for file in files))
