"""What course.yaml demands of the rest of the course: languages, sources, countries, a bank that is large enough."""

from collections.abc import Mapping, Sequence

from helpcourse.assessment.drawing import shortages
from helpcourse.content.mistakes import MistakeLog, Phrase, phrase
from helpcourse.content.model import Block, Completion, Lesson, Source, TestRules
from helpcourse.content.settings import CourseSettings
from helpcourse.content.strict_yaml import Settings


def test_rules(settings: CourseSettings) -> TestRules | None:
    rules = settings.test
    if rules is None:
        return None
    return TestRules(rules.draw, rules.pass_mark, rules.attempts, rules.minutes, rules.wait_hours, rules.review)


def completion(settings: CourseSettings) -> Completion:
    """By default everything that there is: all lessons, and the test if the course has one."""
    if settings.completion is None:
        return Completion(lessons=True, test=settings.test is not None)
    return Completion(settings.completion.lessons, settings.completion.test)


def look_at_settings(
    settings: CourseSettings, written: Settings, sources: Mapping[str, Source] | None, mistakes: MistakeLog
) -> None:
    """Tell what contradicts itself in course.yaml, or names a source that is not there."""

    def tell(path: tuple[str | int, ...], what: Phrase, remedy: Phrase) -> None:
        mistakes.tell(written.file, written.line(path), what, remedy)

    if settings.source not in settings.languages:
        tell(
            ("languages",),
            phrase("the source language `%(source)s` is not among the languages", source=settings.source),
            phrase("add it"),
        )
    for name, values in (
        ("languages", settings.languages),
        ("countries", settings.countries),
        ("instruments", settings.instruments),
    ):
        if len(set(values)) < len(values):
            tell((name,), phrase("`%(name)s` names one twice", name=name), phrase("remove it"))
    for number, key in enumerate(settings.instruments):
        if sources is not None and key not in sources:
            tell(
                ("instruments", number),
                phrase("unknown source `%(key)s`", key=key),
                phrase("mend its key, or add it to sources.yaml"),
            )
    if not completion(settings).lessons and not completion(settings).test:
        tell(
            ("completion",),
            phrase("nothing is needed to complete the course"),
            phrase("ask for the lessons or the test"),
        )
    if settings.test is None and settings.completion is not None and settings.completion.test:
        tell(
            ("completion", "test"),
            phrase("the test is needed, but there is none"),
            phrase("add `test:`, or write `test: false`"),
        )


def look_at_bank(
    settings: CourseSettings, written: Settings, bank: Sequence[Block], bank_file: str, mistakes: MistakeLog
) -> None:
    """Tell whether the test can be drawn from the bank."""
    if settings.test is None:
        if bank:
            mistakes.tell(
                bank_file,
                1,
                phrase("a bank, but no test in course.yaml"),
                phrase("add `test:` there, or remove the bank"),
            )
        return
    questions = [block.question for block in bank if block.question]
    line = written.line(("test", "draw"))
    for tag, count in shortages(questions, settings.test.draw).items():
        what = phrase("the bank has %(count)s questions, fewer than are drawn", count=count)
        if tag:
            what = phrase(
                "the bank has %(count)s questions with the tag `%(tag)s`, fewer than are drawn", count=count, tag=tag
            )
        mistakes.tell(written.file, line, what, phrase("write more, or draw fewer"))
    if isinstance(settings.test.draw, int):
        return
    for block in bank:
        tags = [tag for tag in block.question.tags if tag in settings.test.draw] if block.question else []
        if len(tags) > 1:
            what = phrase("`%(id)s` has two tags that are drawn from: %(tags)s", id=block.id, tags=", ".join(tags))
            place = block.texts[block.source_language]
            mistakes.tell(place.file, place.line, what, phrase("keep one of them, so that the draw is fair"))


def look_at_countries(settings: CourseSettings, lessons: Sequence[Lesson], mistakes: MistakeLog) -> None:
    """Tell national notes of countries that course.yaml does not name."""
    for lesson in lessons:
        for block in lesson.blocks:
            if block.country and block.country not in settings.countries:
                place = block.texts[block.source_language]
                what = phrase("`%(country)s` is not among the course's countries", country=block.country)
                mistakes.tell(place.file, place.line, what, phrase("add it to `countries` in course.yaml"))
