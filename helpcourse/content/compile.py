"""A Course to what the site serves: structure for all languages, and each page's words as safe HTML."""

from collections.abc import Iterable, Mapping

from helpcourse.assessment.questions import Question, Words
from helpcourse.content import sources
from helpcourse.content.compiled import (
    CaseOutline,
    CitedSource,
    CompiledCourse,
    CoursePage,
    Criterion,
    DefinedTerm,
    LessonOutline,
    LessonPage,
    Media,
    ModuleOutline,
    Piece,
    StoredFile,
    Test,
)
from helpcourse.content.coverage import coverage
from helpcourse.content.media import MediaFile, ShownMedia
from helpcourse.content.mentions import Mentions, citations, mentions
from helpcourse.content.model import Block, BlockKind, Course, Freshness, Lesson, Module, Text, walk
from helpcourse.content.parts import LINES, Role, parts
from helpcourse.content.question_words import words_of
from helpcourse.content.render import Rendered, Renderer, renderers
from helpcourse.languages import dictionary_key, in_language


def compile_course(course: Course) -> CompiledCourse:
    """The course without its words."""
    return CompiledCourse(
        id=course.id,
        digest=course.digest,
        source=course.source,
        languages=course.languages,
        hours=course.hours,
        is_open=course.is_open,
        countries=course.countries,
        instruments=course.instruments,
        test=course.test,
        completion=course.completion,
        titles=course.titles,
        summaries=course.summaries,
        modules=tuple(
            ModuleOutline(module.id, module.titles, tuple(_outline(lesson) for lesson in module.lessons), _quiz(module))
            for module in course.modules
        ),
        bank=_questions(course.bank),
        translated=coverage(course),
        case_reviewers=course.case_reviewers,
    )


def lesson_page(course: Course, lesson_id: str, language: str) -> LessonPage:
    """All words of a lesson in one language, with the sources and terms that they cite."""
    return Compiler(course).lesson_page(lesson_id, language)


def course_page(course: Course, language: str) -> CoursePage:
    """The words about a course in one language, with all of its terms and sources, and the bank."""
    return Compiler(course).course_page(language)


class Compiler:
    """Makes the pages of one course; to make it takes as long as a page."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._lessons = {lesson.id: lesson for lesson in course.lessons}
        self._renderers = renderers(course)  # a block in its source language is cited in that language too

    def lesson_page(self, lesson_id: str, language: str) -> LessonPage:
        """All words of a lesson in one language, with the sources and terms that they cite."""
        page = _Page(self._course, self._renderers, language)
        pieces = tuple(page.piece(block) for block in self._lessons[lesson_id].blocks)
        terms = page.terms()  # their definitions cite sources too
        return LessonPage(lesson_id, language, pieces, page.sources(), terms)

    def course_page(self, language: str) -> CoursePage:
        """The words about the course in one language, with all of its terms and sources, and the bank."""
        course, page = self._course, _Page(self._course, self._renderers, language)
        about = tuple(page.piece(block) for block in course.about)
        objectives = {module.id: page.piece(module.objectives).html for module in course.modules}
        bank = page.words(course.bank)
        quizzes = {module.id: page.words(module.bank) for module in course.modules if module.quiz}
        glossary = sorted((page.term(term.id) for term in course.glossary), key=lambda term: dictionary_key(term.name))
        in_order = sources.in_order(course.sources.values(), language)
        cited = tuple(sources.cited(source, language) for source in in_order)
        found = page.mentions()
        where = citations(found, course, language)
        uses = {id_: tuple(places) for id_, places in found.uses.items()}
        return CoursePage(language, about, objectives, tuple(glossary), cited, where, uses, bank, quizzes)


def _quiz(module: Module) -> Test | None:
    return Test(module.quiz, _questions(module.bank)) if module.quiz else None


def _questions(blocks: Iterable[Block]) -> tuple[Question, ...]:
    return tuple(block.question for block in blocks if block.question)


def _outline(lesson: Lesson) -> LessonOutline:
    blocks = list(walk(lesson.blocks))
    questions = tuple(block.question for block in blocks if block.question)
    reflections = tuple(block.id for block in blocks if block.kind in (BlockKind.REFLECTION, BlockKind.CASE))
    cases = tuple(CaseOutline(block.id, block.rubric) for block in blocks if block.kind is BlockKind.CASE)
    return LessonOutline(lesson.id, lesson.minutes, lesson.titles, questions, reflections, cases)


class _Page:
    """Renders the blocks of one page and remembers what they cite."""

    def __init__(self, course: Course, renderers: Mapping[str, Renderer], language: str) -> None:
        self._course, self._renderers, self._language = course, renderers, language
        self._terms = {term.id: term for term in course.glossary}
        self._cited_sources: dict[str, None] = {}
        self._cited_terms: dict[str, None] = {}

    def piece(self, block: Block) -> Piece:
        """The block in the page's language, or else in its source language."""
        text, language = in_language(_fit_to_show(block), self._language, block.source_language)
        html = self._html(block, text, language)
        has_words = block.kind is BlockKind.QUESTION
        return Piece(
            id=block.id,
            kind=block.kind,
            language=language,
            source_language=block.source_language,
            freshness=_freshness(block, text, self._language),
            html="" if has_words else html.get((Role.BODY, ""), ""),
            heading=html.get((Role.HEADING, ""), ""),
            model_html=html.get((Role.MODEL, ""), ""),
            words=words_of(language, text.markdown, html) if has_words else None,
            citation_html=self._citation(block, language) if block.citation else "",
            country=block.country,
            as_of=block.as_of,
            review_by=block.review_by,
            checked_by=block.checked_by,
            media=_media(block.media, text, language) if block.media else None,
            rubric=tuple(
                Criterion(points, html[Role.CRITERION, str(number)]) for number, points in enumerate(block.rubric, 1)
            ),
            inside=tuple(self.piece(inner) for inner in block.inside),
        )

    def words(self, bank: Iterable[Block]) -> dict[str, Words]:
        """Of the questions of a test."""
        return {block.id: words for block in bank if (words := self.piece(block).words)}

    def term(self, id_: str) -> DefinedTerm:
        term = self._terms[id_]
        name, language = in_language(term.names, self._language, self._course.source)
        definition = self._kept(self._renderers[language].text(term.definitions[language], f"term-{id_}"))
        others = {code: other for code, other in term.names.items() if code != language}
        return DefinedTerm(id_, language, name, definition, others)

    def terms(self) -> tuple[DefinedTerm, ...]:
        """The terms that the page uses, and those that their definitions use."""
        defined: dict[str, DefinedTerm] = {}
        while waiting := [id_ for id_ in self._cited_terms if id_ not in defined]:
            defined |= {id_: self.term(id_) for id_ in waiting}
        return tuple(sorted(defined.values(), key=lambda term: dictionary_key(term.name)))

    def sources(self) -> tuple[CitedSource, ...]:
        cited = [self._course.sources[key] for key in self._cited_sources]
        return tuple(sources.cited(source, self._language) for source in sources.in_order(cited, self._language))

    def mentions(self) -> Mentions:
        return mentions(self._course, self._language, self._renderers)

    def _html(self, block: Block, text: Text, language: str) -> Mapping[tuple[Role, str], str]:
        renderer = self._renderers[language]
        ways = {Role.HEADING: renderer.heading} | dict.fromkeys(LINES, renderer.line)
        return {
            (part.role, part.option): self._kept(ways.get(part.role, renderer.text)(part.shown, part.place(block.id)))
            for part in parts(block.kind, text)
        }

    def _kept(self, rendered: Rendered) -> str:
        self._cited_sources |= dict.fromkeys(rendered.sources)
        self._cited_terms |= dict.fromkeys(rendered.terms)
        return rendered.html

    def _citation(self, block: Block, language: str) -> str:
        """A legal extract's source as a sentence part, linked to the official text."""
        key, _, pinpoint = block.citation.partition("/")
        self._cited_sources[key] = None
        return sources.citation_html(self._course.sources[key], pinpoint, language)


def _fit_to_show(block: Block) -> Mapping[str, Text]:
    """The texts that may be shown: not a stale question's, whose options may have moved."""
    if block.kind is not BlockKind.QUESTION:
        return block.texts
    return {
        language: text
        for language, text in block.texts.items()
        if text.freshness is Freshness.CURRENT or language == block.source_language
    }


def _freshness(block: Block, text: Text, language: str) -> Freshness:
    """Of what is shown: a question's stale translation is not, but it is not missing either."""
    if text is block.texts.get(language):
        return text.freshness
    return Freshness.STALE if language in block.texts else Freshness.MISSING


def _media(shown: ShownMedia, text: Text, language: str) -> Media:
    file, captions = shown.file, shown.captions.get(language)
    return Media(
        file.type.kind,
        _stored(file),
        file.width,
        file.height,
        alt=text.labels["alt"],
        captions=_stored(captions) if captions else None,
    )


def _stored(file: MediaFile) -> StoredFile:
    return StoredFile(file.digest, file.type.mimetype, file.type.extensions[0])
