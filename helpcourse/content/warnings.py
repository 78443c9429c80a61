"""What is no mistake and hinders nothing, but would make a course better: told to authors with the mistakes."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from helpcourse.content.fences import in_code
from helpcourse.content.loose_ends import uncited_instruments, untranslated, unused_terms
from helpcourse.content.mistakes import Mistake, phrase, warning
from helpcourse.content.model import Block, BlockKind, Course, Freshness, Lesson, Text, walk
from helpcourse.content.parts import Role, parts
from helpcourse.content.translations import passages

LONGEST_LESSON = 30  # minutes; people learn in breaks of their work
LARGEST_PICTURE = 200_000  # bytes; a second or two on a bad connection

_LETTERS_A_MINUTE = 1000  # of careful reading: 180 words of English, 140 of Kazakh or Russian
_TOO_LITTLE_TIME = 1.5  # times the minutes given, and reading alone takes longer
_TELLING_RATIO, _TELLING_LETTERS = 1.6, 25  # by which a right option is longer than the mean of the wrong ones
_FEEDBACK = (Role.FEEDBACK, Role.OPTION_FEEDBACK)
_TARGET = re.compile(r"\]\([^)\s]*\)|[\[*_]")  # of links, and other signs that are not read
_LONG_PIECE = re.compile(r"[-*+] |[0-9]+\. |>|\[\^")  # what goes on after an empty line
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})

Warnings = Iterator[Mistake]


def warnings_of(course: Course, *, today: date, is_whole: bool) -> list[Mistake]:
    """In no order; of a course with mistakes, which is not whole, only those that stand for themselves."""
    found = chain.from_iterable(rule(course) for rule in (*_RULES, *(_RULES_OF_WHOLE if is_whole else ())))
    return [*found, *overdue_notes(course, today=today)]


def long_lessons(course: Course) -> Warnings:
    for lesson in _lessons(course):
        if lesson.minutes > LONGEST_LESSON:
            what = phrase("the lesson takes %(minutes)s minutes", minutes=lesson.minutes)
            remedy = phrase("divide it: up to %(most)s minutes are read in one go", most=LONGEST_LESSON)
            yield warning("long-lesson", *_minutes_place(course, lesson), what, remedy)


def hasty_lessons(course: Course) -> Warnings:
    """Lessons that take far longer to read than they say."""
    for lesson in _lessons(course):
        minutes = reading_minutes(lesson)
        if lesson.minutes and minutes > lesson.minutes * _TOO_LITTLE_TIME:
            what = phrase(
                "reading takes some %(minutes)s minutes, `minutes` says %(said)s", minutes=minutes, said=lesson.minutes
            )
            remedy = phrase("raise `minutes`, or shorten the lesson")
            yield warning("hasty-lesson", *_minutes_place(course, lesson), what, remedy)


def reading_minutes(lesson: Lesson) -> int:
    """Of the source, without national notes: each is read by one country."""
    read = walk(block for block in lesson.blocks if block.kind is not BlockKind.NATIONAL)
    return round(sum(_length(block.texts[block.source_language].markdown) for block in read) / _LETTERS_A_MINUTE)


def unexplained_questions(course: Course) -> Warnings:
    """Questions that tell nobody why an answer is right or wrong."""
    for block in _questions(course):
        text = block.texts[block.source_language]
        if not any(part.role in _FEEDBACK and part.markdown for part in parts(block.kind, text)):
            what = phrase("`%(id)s` has no feedback", id=block.id)
            yield warning(
                "no-feedback", text.file, text.line, what, phrase("say after `> ` why an answer is right or wrong")
            )


def telling_options(course: Course) -> Warnings:
    """Right options that are found without knowing, since they are much longer than all others; in every language."""
    for block in _questions(course):
        for text in block.texts.values():
            options = [part for part in parts(block.kind, text) if part.role is Role.OPTION]
            right = block.question.right if block.question else frozenset()
            wrong = [_length(option.markdown) for option in options if option.option not in right]
            for option in options:
                if option.option in right and is_telling(_length(option.markdown), wrong):
                    what = phrase("the right option is much longer than the others")
                    remedy = phrase("shorten it, or make the others as long: its length gives it away")
                    yield warning("long-right-option", text.file, option.line, what, remedy)


def is_telling(length: int, others: list[int]) -> bool:
    """Whether an option of this length stands out among the wrong ones."""
    if not others or length <= max(others):
        return False
    mean = sum(others) / len(others)
    return length > mean * _TELLING_RATIO and length - mean >= _TELLING_LETTERS


def uneven_paragraphs(course: Course) -> Warnings:
    """Translations that cannot be read side by side, paragraph beside paragraph; stale ones are told anyway."""
    for passage in passages(course):
        block = passage.block
        if block.kind is BlockKind.QUESTION:
            continue
        source = paragraphs(block.texts[block.source_language].markdown)
        for text in _translations(block):
            count = paragraphs(text.markdown)
            if count != source and text.freshness is Freshness.CURRENT:
                what = phrase(
                    "`%(id)s` has %(ours)s paragraphs, the source %(theirs)s", id=block.id, ours=count, theirs=source
                )
                remedy = phrase("divide it as the source does, so that both can be read side by side")
                yield warning("uneven-paragraphs", text.file, text.line, what, remedy)


def paragraphs(markdown: str) -> int:
    """How many pieces stand side by side; a list, a quotation and fenced code are one, whatever lines are empty."""
    count, was_empty, last = 0, True, ""
    for is_code, line in in_code(markdown.split("\n")):
        is_empty = not line.strip() and not is_code
        if was_empty and not is_empty and not line.startswith("    "):
            mark = _LONG_PIECE.match(line)
            kind = mark[0].strip()[-1] if mark else ""  # `-`, `.` of a number, `>`, `^` of a footnote
            count += not kind or kind != last
            last = kind
        was_empty = is_empty
    return count


def overdue_notes(course: Course, *, today: date) -> Warnings:
    for passage in passages(course):
        block = passage.block
        if block.review_by and block.review_by < today:
            text = block.texts[block.source_language]
            what = phrase("`%(id)s` should have been reviewed by %(day)s", id=block.id, day=block.review_by.isoformat())
            remedy = phrase("see whether the law has changed, then mend `as_of` and `review_by`")
            yield warning("overdue-note", text.file, text.line, what, remedy)


def large_pictures(folder: Path) -> Warnings:
    """In the course's folder of media."""
    root = folder.resolve()
    for path in sorted((root / "media").rglob("*")):
        if path.suffix.lower() in _PICTURES and path.is_file() and path.stat().st_size > LARGEST_PICTURE:
            name = path.relative_to(root.parent.parent).as_posix()
            what = phrase("a picture of %(size)s kB", size=round(path.stat().st_size / 1000))
            remedy = phrase("make it smaller: up to %(most)s kB load on a bad connection", most=LARGEST_PICTURE // 1000)
            yield warning("large-picture", name, 1, what, remedy)


def _lessons(course: Course) -> Iterator[Lesson]:
    """Those with words; a course with mistakes may have others."""
    yield from (lesson for lesson in course.lessons if lesson.blocks)


def _questions(course: Course) -> Iterator[Block]:
    yield from (passage.block for passage in passages(course) if passage.block.question)


def _translations(block: Block) -> Iterator[Text]:
    yield from (text for language, text in block.texts.items() if language != block.source_language)


def _length(markdown: str) -> int:
    return len(_TARGET.sub("", markdown))


def _minutes_place(course: Course, lesson: Lesson) -> tuple[str, int]:
    """The file and the line on which the lesson says how long it takes."""
    block = lesson.blocks[0]
    file = block.texts.get(course.source, block.texts[block.source_language]).file
    text = course.source_files.get(file.split("/", 2)[2], "")
    lines = (number for number, line in enumerate(text.split("\n"), 1) if line.startswith("minutes:"))
    return file, next(lines, 1)


_RULES: tuple[Callable[[Course], Warnings], ...] = (
    *(long_lessons, hasty_lessons, unexplained_questions, telling_options, uneven_paragraphs),
)
_RULES_OF_WHOLE: tuple[Callable[[Course], Warnings], ...] = (unused_terms, uncited_instruments, untranslated)
