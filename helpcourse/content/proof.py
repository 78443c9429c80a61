"""Proofreading: every text of a course is read as it will be shown, and what cannot be is told with its line."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from helpcourse.content import simple
from helpcourse.content.blocks import ID
from helpcourse.content.links import Problem, References, source_problem
from helpcourse.content.mistakes import MistakeLog, phrase
from helpcourse.content.model import Block, BlockKind, Text, walk
from helpcourse.content.parts import LINES, Part, Role, parts
from helpcourse.content.render import NOTHING, Rendered, Renderer

_GOES_ON = re.compile(r"[\w./-]")  # a name of which the one that is looked for is only the beginning


class Proofreader:
    """Reads the texts of one course; afterwards `cited` holds the sources that they cite, `used` the terms."""

    def __init__(self, references: References, languages: Sequence[str], mistakes: MistakeLog) -> None:
        self._references, self._mistakes = references, mistakes
        self._renderers = {language: Renderer(references, language) for language in languages}
        self.cited: set[str] = set()
        self.used: set[str] = set()
        self.shown: set[str] = set()  # pictures that stand in texts, by name

    def page(self, blocks: Iterable[Block]) -> None:
        """The blocks of one page: also what they link to within it, and that no id is given twice."""
        blocks = list(walk(blocks))
        for block in blocks:
            self._legal(block)
        for language in self._renderers:
            self._page_in(language, [(block.id, block.kind, block.texts.get(language)) for block in blocks])

    def definition(self, text: Text) -> None:
        """A term's definition; no language is known to a fault in it."""
        part = Part(Role.BODY, text.markdown, text.body_line)
        self._tell(part, text.file, self._rendered(part, next(iter(self._renderers)), "term"))

    def _page_in(self, language: str, texts: list[tuple[str, BlockKind, Text | None]]) -> None:
        ids = {id_ for id_, _, _ in texts}
        links: list[tuple[Part, str, str]] = []
        for block_id, kind, text in texts:
            for part in parts(kind, text) if text else ():
                rendered = self._rendered(part, language, block_id)
                file = text.file if text else ""
                self._tell(part, file, rendered)
                if kind is not BlockKind.QUESTION:
                    self._refuse_pictures(part, file, rendered)
                self._look_at_ids(part, file, rendered, ids)
                links += [(part, file, fragment) for fragment in rendered.fragments]
        for part, file, fragment in links:
            if fragment not in ids:
                problem = Problem(
                    phrase("no `#%(fragment)s` on this page", fragment=fragment),
                    phrase("mend the link"),
                    f"(#{fragment}",
                )
                self._mistakes.tell(file, _line(part, problem, 0), problem.what, problem.remedy)

    def _rendered(self, part: Part, language: str, block_id: str) -> Rendered:
        if read := simple.read(part.shown, part.role, self._references):
            return read
        renderer = self._renderers[language]
        if part.role is Role.HEADING:
            return renderer.heading(part.shown, part.place(block_id))
        if part.role in LINES:
            return renderer.line(part.shown, part.place(block_id))
        return renderer.text(part.shown, part.place(block_id))

    def _tell(self, part: Part, file: str, rendered: Rendered) -> None:
        if rendered is NOTHING:
            return
        self.cited.update(rendered.sources)
        self.used.update(rendered.terms)
        self.shown.update(rendered.pictures)
        seen: Counter[str] = Counter()
        for problem in rendered.problems:
            line = _line(part, problem, seen[problem.needle])
            seen[problem.needle] += 1
            self._mistakes.tell(file, line, problem.what, problem.remedy)

    def _refuse_pictures(self, part: Part, file: str, rendered: Rendered) -> None:
        """Only a question, which no block may stand in, shows pictures in its text."""
        for name in rendered.pictures:
            remedy = phrase(
                "show it in a block `::: media its-id`; in a question write `![what it shows](media/its-file)`"
            )
            problem = Problem(phrase("a picture"), remedy, f"/{name}")
            self._mistakes.tell(file, _line(part, problem, 0), problem.what, problem.remedy)

    def _look_at_ids(self, part: Part, file: str, rendered: Rendered, ids: set[str]) -> None:
        for id_ in rendered.ids:
            problem = Problem(phrase("the id `%(id)s` is used already", id=id_), phrase("choose another"), f"#{id_}")
            if not ID.fullmatch(id_) or id_.startswith(("source-", "term-")):
                problem = Problem(
                    phrase("`%(id)s` is no id", id=id_), phrase("use a-z, 0-9 and single hyphens"), f"#{id_}"
                )
            elif id_ not in ids:
                ids.add(id_)
                continue
            self._mistakes.tell(file, _line(part, problem, 0), problem.what, problem.remedy)

    def _legal(self, block: Block) -> None:
        if not block.citation:
            return
        self.cited.add(block.citation.partition("/")[0])
        text = block.texts.get(self._references.source_language) or block.texts[block.source_language]
        if problem := source_problem(block.citation, self._references):
            self._mistakes.tell(text.file, text.line + 1, problem.what, problem.remedy)


def _line(part: Part, problem: Problem, before: int) -> int:
    """The line on which the author wrote it: the next one with these words, after those told already."""
    places = _lines_with(problem.needle, part.markdown) if problem.needle else ()
    return part.line + places[min(before, len(places) - 1)] if places else part.line


@lru_cache(maxsize=256)
def _lines_with(needle: str, markdown: str) -> tuple[int, ...]:
    """The lines with these words, from 0, each as often as it has them; kept: a fault may be there a thousandfold."""
    found: list[int] = []
    line = last = 0
    place = markdown.find(needle)
    while place >= 0:
        end = place + len(needle)
        line, last = line + markdown.count("\n", last, place), place
        if not (needle[-1].isalnum() and _GOES_ON.match(markdown, end)):
            found.append(line)
        place = markdown.find(needle, end)
    return tuple(found)
