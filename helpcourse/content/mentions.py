"""Where a course cites its sources and uses its terms: for the table of sources and the glossary."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from helpcourse.content import simple, sources
from helpcourse.content.compiled import Citation, Mention
from helpcourse.content.model import Block, Course, walk
from helpcourse.content.parts import Role, parts
from helpcourse.content.render import Rendered, Renderer
from helpcourse.languages import in_language

_TAG = re.compile(r"<[^>]*>")
_PLAIN = re.compile(r"(?:[^\W_]|[ .,:;?!()«»“”’–—-])*")  # of which Markdown makes nothing else

Renderers = Mapping[str, Renderer]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Each place once, in the course's order; dictionaries serve as ordered sets."""

    citations: dict[str, dict[str, dict[Mention, None]]] = field(default_factory=lambda: defaultdict(_by_place))
    uses: dict[str, dict[Mention, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, rendered: Rendered, mention: Mention) -> None:
        for target in rendered.citations:
            self.cite(target, mention)
        for term in rendered.terms:
            self.uses[term][mention] = None

    def cite(self, target: str, mention: Mention) -> None:
        key, _, pinpoint = target.partition("/")
        self.citations[key][pinpoint][mention] = None


def _by_place() -> dict[str, dict[Mention, None]]:
    return defaultdict(dict)


def mentions(course: Course, language: str, renderers: Renderers) -> Mentions:
    """As the source texts cite and use, which their translations do too; titles are in the language."""
    found = Mentions()
    for lesson in course.lessons:
        section = Mention(lesson.id, "", "")
        for block in walk(lesson.blocks):
            section = _section(section, block, language, renderers)
            _look_through(block, section, found, renderers)
    for term in course.glossary:
        name, _ = in_language(term.names, language, course.source)
        defined = Mention("", f"term-{term.id}", name)
        for target in renderers[course.source].text(term.definitions[course.source], f"term-{term.id}").citations:
            found.cite(target, defined)
    return found


def citations(found: Mentions, course: Course, language: str) -> dict[str, tuple[Citation, ...]]:
    """By source, its places in the order of their numbers."""
    return {
        key: tuple(
            Citation(sources.place(course.sources[key], pinpoint, language) if pinpoint else "", tuple(places))
            for pinpoint, places in sorted(by_place.items(), key=lambda item: _order(item[0]))
        )
        for key, by_place in found.citations.items()
    }


def _section(last: Mention, block: Block, language: str, renderers: Renderers) -> Mention:
    """The section that the block stands in: the last that has a heading."""
    text, spoken = in_language(block.texts, language, block.source_language)
    if not text.heading:
        return last
    if _PLAIN.fullmatch(text.heading):
        return Mention(last.lesson_id, block.id, text.heading)
    heading = renderers[spoken].heading(text.heading, block.id).html
    return Mention(last.lesson_id, block.id, unescape(_TAG.sub("", heading)))


def _look_through(block: Block, section: Mention, found: Mentions, renderers: Renderers) -> None:
    for rendered in _rendered(block, renderers[block.source_language]):
        found.add(rendered, section)
    if block.citation:
        found.cite(block.citation, section)


def _rendered(block: Block, renderer: Renderer) -> Iterator[Rendered]:
    """Only what may cite anything; most of it need not be rendered to know what."""
    for part in parts(block.kind, block.texts[block.source_language]):
        if "source:" in part.markdown or "term:" in part.markdown:
            read = simple.read(part.markdown, Role.BODY, renderer.references)
            yield read or renderer.text(part.markdown, block.id)


def _order(pinpoint: str) -> list[tuple[int, str]]:
    """`2.2` before `14.3.g`; the whole source first."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in pinpoint.split(".") if part]
