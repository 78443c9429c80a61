"""`source:` and `term:` links: what they name, and what they become on a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from helpcourse.content import sources
from helpcourse.content.media import FOLDER, MediaFile
from helpcourse.content.media_types import MediaKind
from helpcourse.content.mistakes import Phrase, phrase
from helpcourse.content.model import Source, Term
from helpcourse.languages import in_language

_OURS = re.compile(r"(source|term):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class References:
    """What links may name."""

    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    source_language: str  # of the terms
    media: Mapping[str, MediaFile] = field(default_factory=dict)  # by name


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a text that cannot be shown; `needle` is how the author wrote it."""

    what: Phrase
    remedy: Phrase
    needle: str = ""


@dataclass(slots=True)
class Cited:
    """What one text cites, in the order of its first mention; dictionaries serve as ordered sets."""

    citations: dict[str, None] = field(default_factory=dict)  # "CAT/2.2"
    terms: dict[str, None] = field(default_factory=dict)
    pictures: dict[str, None] = field(default_factory=dict)  # by name


def source_problem(target: str, references: References) -> Problem | None:
    """What is wrong with `CAT/2.2` as the name of a source."""
    key, slash, pinpoint = target.partition("/")
    if key not in references.sources:
        return Problem(
            phrase("unknown source `%(key)s`", key=key),
            phrase("mend its key, or add it to sources.yaml"),
            f"source:{target}",
        )
    if slash and not sources.is_pinpoint(pinpoint):
        remedy = phrase("write article and paragraph with dots, as in `source:CAT/2.2`")
        return Problem(
            phrase("`%(pinpoint)s` names no place in a source", pinpoint=pinpoint), remedy, f"source:{target}"
        )
    return None


def term_problem(id_: str, references: References) -> Problem | None:
    """What is wrong with this as the id of a term."""
    if id_ in references.terms:
        return None
    remedy = phrase("mend its id, or add it to the glossary")
    return Problem(phrase("unknown term `%(id)s`", id=id_), remedy, f"term:{id_}")


def picture_problem(name: str, alt: str, references: References) -> Problem | None:
    """What is wrong with a picture that stands in a text, `![alt](media/name)`."""
    file = references.media.get(name)
    if file is None or file.type.kind is not MediaKind.PICTURE:
        what = phrase("no picture `%(name)s` in the folder `%(folder)s`", name=name, folder=FOLDER)
        return Problem(what, phrase("put it there, or mend the name"), f"{FOLDER}/{name}")
    if not alt.strip():
        what = phrase("the picture `%(name)s` has no words for those who cannot see it", name=name)
        return Problem(
            what, phrase("write them: `![what it shows](%(folder)s/%(name)s)`", folder=FOLDER, name=name), "![]("
        )
    return None


class OurLinks(Treeprocessor):
    """Makes our links lead to the page's own lists, so that they work without script."""

    def __init__(self, md: Markdown, references: References, language: str) -> None:
        super().__init__(md)
        self._references, self._language = references, language
        self.cited = Cited()
        self.problems: list[Problem] = []

    def start(self) -> None:
        """Forget the text before."""
        self.cited, self.problems = Cited(), []

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if match := _OURS.fullmatch(link.get("href", "")):
                (self._source if match[1] == "source" else self._term)(link, match[2])
        for picture in root.iter("img"):
            if picture.get("src", "").startswith(f"{FOLDER}/"):
                self._picture(picture, picture.get("src", "").removeprefix(f"{FOLDER}/"))
            else:
                picture.set("src", "")  # so that no picture of another course is taken for one of ours
        for cell in root.iter():
            if cell.tag in ("td", "th") and cell.get("align") in ("left", "center", "right"):
                cell.set("class", f"align-{cell.attrib.pop('align')}")

    def _picture(self, picture: Element, name: str) -> None:
        alt = picture.get("alt", "")
        if problem := picture_problem(name, alt, self._references):
            self.problems.append(problem)
            picture.tag = "em"  # told once
            picture.attrib.clear()
            return
        file = self._references.media[name]
        self.cited.pictures[name] = None
        size = {"width": str(file.width), "height": str(file.height)}
        address = f"/media/{file.digest}{file.type.extensions[0]}"
        picture.attrib.clear()
        picture.attrib.update({"class": "shown", "src": address, **size, "alt": alt})

    def _source(self, link: Element, target: str) -> None:
        if problem := source_problem(target, self._references):
            self.problems.append(problem)
            return
        key, _, pinpoint = target.partition("/")
        self.cited.citations[target] = None
        title = sources.citation(self._references.sources[key], pinpoint, self._language)
        link.attrib.update({"class": "source", "href": f"#source-{key}", **_title(link, title)})

    def _term(self, link: Element, id_: str) -> None:
        if problem := term_problem(id_, self._references):
            self.problems.append(problem)
            return
        self.cited.terms[id_] = None
        name, _ = in_language(self._references.terms[id_].names, self._language, self._references.source_language)
        link.attrib.update({"class": "term", "href": f"#term-{id_}", **_title(link, name)})


def _title(link: Element, name: str) -> dict[str, str]:
    """What the link is to, unless its words say so already: screen readers would say it twice."""
    said = "".join(link.itertext())
    return {} if _letters(said) == _letters(name) else {"title": name}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
