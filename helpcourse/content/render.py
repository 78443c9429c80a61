"""Markdown to safe HTML, with what it cites and what is wrong with it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

from helpcourse.content.audit import audit
from helpcourse.content.bounds import excess
from helpcourse.content.fences import in_code
from helpcourse.content.links import OurLinks, Problem, References
from helpcourse.content.mistakes import phrase
from helpcourse.content.model import Course
from helpcourse.content.tying import tied

_EXTENSIONS = ("attr_list", "def_list", "abbr", "sane_lists", "fenced_code")
_BACK = {"en": "Back to the text, note {}", "ru": "Назад к тексту, сноска {}", "kk": "Мәтінге оралу, {}-ескертпе"}
_TABLE = {"en": "Table", "ru": "Таблица", "kk": "Кесте"}  # of a box that is scrolled where the screen is narrow
_AFTER_ATTRIBUTES = 5  # our tree processor's place: attr_list stands at 8, unescaping at 0

_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_RAW_HTML = re.compile(r"<(?!https?://|[^\s<>@]+@[^\s<>]+>)(/?[A-Za-z][\w-]*|!|\?)")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)
_HEADING = re.compile(r"<h3[^>]*>(.*)</h3>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as HTML; safe only if it has no problems."""

    html: str
    problems: tuple[Problem, ...]
    citations: tuple[str, ...]  # "CAT/2.2", in the order of mention
    terms: tuple[str, ...]
    ids: tuple[str, ...]  # that the author set
    fragments: tuple[str, ...]  # places in the page that are linked to
    pictures: tuple[str, ...] = ()  # names in the media folder

    @property
    def sources(self) -> tuple[str, ...]:
        """Their keys."""
        return tuple(dict.fromkeys(target.partition("/")[0] for target in self.citations))


NOTHING = Rendered("", (), (), (), (), ())


class Renderer:
    """Renders the texts of one language. Not thread-safe: whoever needs one makes one.

    Renderers of the same language and references are equal: what one has rendered another need not.
    """

    def __init__(self, references: References, language: str) -> None:
        self.references = references
        self._key = (language, repr(references))
        self._box = f'<div class="scroll" tabindex="0" role="group" aria-label="{_TABLE[language]}"><table'
        self._footnotes = FootnoteExtension(BACKLINK_TITLE=_BACK[language])
        tables = TableExtension(use_align_attribute=True)  # a class is made of it: our pages allow no style
        self._markdown = Markdown(extensions=[*_EXTENSIONS, tables, self._footnotes])
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._links = OurLinks(self._markdown, references, language)
        self._markdown.treeprocessors.register(self._links, "our_links", _AFTER_ATTRIBUTES)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Renderer) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def text(self, markdown: str, block_id: str) -> Rendered:
        """Paragraphs, lists, tables; the block's id keeps its footnotes apart from those of others."""
        return _converted(self, markdown, block_id)

    def line(self, markdown: str, block_id: str) -> Rendered:
        """One paragraph without its <p>, for an option; more than one is a problem."""
        rendered = _converted(self, markdown, block_id)
        if match := _PARAGRAPH.fullmatch(rendered.html):
            return _with_html(rendered, match[1])
        return _with_html(rendered, rendered.html, Problem(phrase("more than one paragraph"), phrase("say it in one")))

    def heading(self, markdown: str, block_id: str) -> Rendered:
        """The words of a section's heading."""
        rendered = _converted(self, f"### {markdown}", block_id)
        match = _HEADING.fullmatch(rendered.html)
        return _with_html(rendered, match[1] if match else "")

    def convert(self, markdown: str, block_id: str) -> Rendered:
        """Anew, whatever was rendered before."""
        self._markdown.reset()
        self._footnotes.setConfig("SEPARATOR", f"-{block_id}-")
        self._links.start()
        html, refusals = self._html(markdown)
        found = audit(html)
        html = tied(html).replace("<table", self._box).replace("</table>", "</table></div>")
        cited = self._links.cited
        problems = (*refusals, *_raw_html(markdown), *self._links.problems, *found.problems)
        ids = (id_ for id_ in found.ids if not id_.startswith(("fn-", "fnref")))
        fragments = (id_ for id_ in found.fragments if not id_.startswith(("fn-", "fnref", "source-", "term-")))
        return Rendered(
            html,
            problems,
            tuple(cited.citations),
            tuple(cited.terms),
            tuple(ids),
            tuple(fragments),
            tuple(cited.pictures),
        )

    def _html(self, markdown: str) -> tuple[str, list[Problem]]:
        if problem := excess(markdown):
            return "", [problem]
        try:
            return self._markdown.convert(markdown), []
        except RecursionError:
            return "", [Problem(phrase("lists or quotations within each other too deep"), phrase("write them flatter"))]


@lru_cache(maxsize=4096)
def _converted(renderer: Renderer, markdown: str, block_id: str) -> Rendered:
    """A course is checked, compiled and read again while it is written: a text that stays is rendered once."""
    return renderer.convert(markdown, block_id)


def renderers(course: Course) -> dict[str, Renderer]:
    """By language, for all texts of a course."""
    references = References(course.sources, {term.id: term for term in course.glossary}, course.source, course.media)
    return {language: Renderer(references, language) for language in course.languages}


def _with_html(rendered: Rendered, html: str, *problems: Problem) -> Rendered:
    return Rendered(
        html,
        (*rendered.problems, *problems),
        rendered.citations,
        rendered.terms,
        rendered.ids,
        rendered.fragments,
        rendered.pictures,
    )


def _raw_html(markdown: str) -> list[Problem]:
    """HTML in the text. It would only be shown as text, but its author means something by it."""
    if "<" not in markdown:
        return []
    words = "\n".join("" if is_code else line for is_code, line in in_code(markdown.split("\n")))
    words = _CODE_SPAN.sub("", words)
    remedy = phrase("write it in Markdown, or `&lt;` for the sign")
    return [
        Problem(phrase("HTML `<%(tag)s`", tag=match[1].strip("/")), remedy, match[0])
        for match in _RAW_HTML.finditer(words)
    ]
