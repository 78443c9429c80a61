"""A course, or one lesson of it, as a book: chapters whose ids and links hold together, in one language."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby

from helpcourse.content.compiled import (
    Citation,
    CitedSource,
    CompiledCourse,
    CoursePage,
    DefinedTerm,
    LessonPage,
    Mention,
    ModuleOutline,
)
from helpcourse.interop.pieces import Drawing, Words
from helpcourse.interop.xhtml import Fitting, fitted, xml_id
from helpcourse.languages import in_language

_SHARED = ("source-", "term-")  # what leads to the glossary and the sources, from wherever it is


@dataclass(frozen=True, slots=True)
class Chapter:
    """Well-formed; its headings begin with h2. An id is unique in the book, a link leads to one or out of the book."""

    id: str
    title: str
    language: str  # of the title
    html: str
    inside: tuple["Chapter", ...] = ()  # the lessons of a module


@dataclass(frozen=True, slots=True)
class Book:
    identifier: str
    language: str
    title: str
    title_language: str
    chapters: tuple[Chapter, ...]
    contents: str  # the word over the table of contents
    published_at: datetime

    def all_chapters(self) -> Iterator[tuple[int, Chapter]]:
        """With their depth, from 0, in the order of reading."""
        for chapter in self.chapters:
            yield 0, chapter
            for inner in chapter.inside:
                yield 1, inner


def course_book(
    course: CompiledCourse, page: CoursePage, lessons: Sequence[LessonPage], words: Words, *, published_at: datetime
) -> Book:
    """All that a course has to read; nothing of its test."""
    titles = {lesson.id: lesson.titles for module in course.modules for lesson in module.lessons}
    names = {id_: in_language(titles[id_], page.language, course.source)[0] for id_ in titles}
    chapters = (
        _about(course, page, words),
        *_modules(course, page, lessons, words),
        _glossary(page.glossary, words),
        _sources(page.sources, words, _Places(page, names, [term.id for term in page.glossary], words)),
    )
    identifier = f"helpcourse:{course.id}:{course.digest}:{page.language}"
    title, title_language = in_language(course.titles, page.language, course.source)
    return Book(identifier, page.language, title, title_language, _filled(chapters), words.contents, published_at)


def lesson_book(
    course: CompiledCourse, page: CoursePage, lesson: LessonPage, words: Words, *, published_at: datetime
) -> Book:
    """One lesson with the terms and sources that it names."""
    chapter = _lesson(course, lesson, words)
    places = _Places(page, {lesson.lesson_id: chapter.title}, [term.id for term in lesson.terms], words)
    chapters = (chapter, _glossary(lesson.terms, words), _sources(lesson.sources, words, places))
    identifier = f"helpcourse:{course.id}/{lesson.lesson_id}:{course.digest}:{lesson.language}"
    return Book(
        identifier, lesson.language, chapter.title, chapter.language, _filled(chapters), words.contents, published_at
    )


def _filled(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    return tuple(chapter for chapter in chapters if chapter.html or chapter.inside)


def _about(course: CompiledCourse, page: CoursePage, words: Words) -> Chapter:
    summary, language = in_language(course.summaries, page.language, course.source)
    sections = "".join(
        f'<section id="{escape(piece.id)}" lang="{piece.language}"><h2>{piece.heading}</h2>{piece.html}</section>'
        for piece in page.about
    )
    address = f'<br/><a href="{escape(words.address)}">{escape(words.address)}</a>' if words.address else ""
    edition = f'<p class="edition">{escape(words.edition)}{address}</p>'
    html = f'<p class="lead" lang="{language}">{escape(summary)}</p>{sections}{edition}'
    return _chapter("about", words.about, words.language, html)


def _modules(
    course: CompiledCourse, page: CoursePage, lessons: Sequence[LessonPage], words: Words
) -> Iterator[Chapter]:
    pages = {lesson.lesson_id: lesson for lesson in lessons}
    for number, module in enumerate(course.modules, 1):
        inside = tuple(_lesson(course, pages[lesson.id], words) for lesson in module.lessons if lesson.id in pages)
        yield _module(course, page, module, words, number, inside)


def _module(
    course: CompiledCourse,
    page: CoursePage,
    module: ModuleOutline,
    words: Words,
    number: int,
    inside: tuple[Chapter, ...],
) -> Chapter:
    title, language = in_language(module.titles, page.language, course.source)
    tag = f'<p class="where">{escape(words.module(number))}</p>'
    objectives = page.objectives.get(module.id, "")
    html = f"{tag}<h2>{escape(words.objectives)}</h2>{objectives}" if objectives else tag
    chapter = _chapter(f"module-{module.id}", title, language, html)
    return Chapter(chapter.id, chapter.title, chapter.language, chapter.html, inside)


def _lesson(course: CompiledCourse, page: LessonPage, words: Words) -> Chapter:
    lesson = next(one for module in course.modules for one in module.lessons if one.id == page.lesson_id)
    title, language = in_language(lesson.titles, page.language, course.source)
    questions = {question.id: question for question in lesson.questions}
    return _chapter(f"lesson-{lesson.id}", title, language, Drawing(questions, words).all(page.pieces))


def _glossary(terms: Iterable[DefinedTerm], words: Words) -> Chapter:
    rows = "".join(_term(term) for term in terms)
    return _chapter("glossary", words.glossary, words.language, f'<dl class="terms">{rows}</dl>' if rows else "")


def _term(term: DefinedTerm) -> str:
    others = " · ".join(f'<span lang="{code}">{escape(name)}</span>' for code, name in term.other_names.items())
    said = f'{term.html}<p class="others">{others}</p>' if others else term.html
    names = f'id="term-{term.id}" lang="{term.language}"'
    return f'<dt {names}>{escape(term.name)}</dt><dd lang="{term.language}">{said}</dd>'


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the book cites its sources."""

    page: CoursePage
    lessons: Mapping[str, str]  # of the book: id -> title
    terms: Collection[str]  # of the book: ids
    words: Words

    def of(self, source: CitedSource) -> str:
        cited = "".join(self._citation(one) for one in self.page.citations.get(source.key, ()))
        return f"<ul>{cited}</ul>" if cited else ""

    def _citation(self, citation: Citation) -> str:
        links = "; ".join(self._link(mention) for mention in citation.mentions if self._is_here(mention))
        return f"<li>{escape(citation.place or self.words.as_a_whole)}: {links}</li>" if links else ""

    def _is_here(self, mention: Mention) -> bool:
        if mention.lesson_id:
            return mention.lesson_id in self.lessons
        return mention.anchor.removeprefix("term-") in self.terms

    def _link(self, mention: Mention) -> str:
        if not mention.lesson_id:
            return f'<a href="#{mention.anchor}">{escape(mention.title)}</a>'
        chapter = f"lesson-{mention.lesson_id}"
        title = self.lessons[mention.lesson_id] + (f", {mention.title}" if mention.title else "")
        return f'<a href="#{_anchor(chapter, mention.anchor) if mention.anchor else chapter}">{escape(title)}</a>'


def _sources(sources: Sequence[CitedSource], words: Words, places: _Places) -> Chapter:
    """By kind, with the places at which each is cited."""
    html = ""
    for kind, some in groupby(sources, key=lambda source: source.kind):
        rows = "".join(_source(source, places.of(source)) for source in some)
        html += f'<h2>{escape(words.source_kinds[kind])}</h2><ul class="sources">{rows}</ul>'
    return Chapter("sources", words.sources, words.language, fitted(html, Fitting()))


def _source(source: CitedSource, places: str) -> str:
    title = f'<a href="{escape(source.url)}">{escape(source.title)}</a>' if source.url else escape(source.title)
    id_ = xml_id(f"source-{source.key}")
    return f'<li id="{id_}">{title}<br/><small>{escape(source.detail)}</small>{places}</li>'


def _chapter(id_: str, title: str, language: str, html: str) -> Chapter:
    """Its ids made unique in the book by the chapter's own."""

    def href(target: str) -> str:
        return f"#{_anchor(id_, target[1:])}" if target.startswith("#") else target

    return Chapter(id_, title, language, fitted(html, Fitting(lambda own: _anchor(id_, own), href)))


def _anchor(chapter_id: str, own: str) -> str:
    return xml_id(own) if own.startswith(_SHARED) else xml_id(chapter_id, own)
