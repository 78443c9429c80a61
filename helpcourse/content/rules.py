"""What course.yaml demands of the rest of the course: languages, sources, countries, a bank that is large enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpcourse.assessment.drawing import shortages
from helpcourse.content.mistakes import MistakeLog, Phrase, phrase
from helpcourse.content.model import Block, BlockKind, Completion, Lesson, Source, TestRules, walk
from helpcourse.content.settings import CourseSettings, TestSettings
from helpcourse.content.strict_yaml import Settings


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions of the final test or of a module's quiz, and what course.yaml says of it."""

    module_id: str  # empty: of the final test
    test: TestSettings | None  # None: course.yaml says nothing
    questions: Sequence[Block]
    file: str  # in the source language

    @property
    def path(self) -> tuple[str, ...]:
        """Where course.yaml speaks of it."""
        return ("quizzes", self.module_id) if self.module_id else ("test",)


def test_rules(test: TestSettings) -> TestRules:
    return TestRules(
        draw=test.draw,
        pass_mark=test.pass_mark,
        attempts=test.attempts,
        minutes=test.minutes,
        wait_hours=test.wait_hours,
        review=test.review,
        shuffle=test.shuffle,
        counts=test.counts,
    )


def completion(settings: CourseSettings) -> Completion:
    """By default all lessons, and the final test if the course has one; quizzes and cases only if it is said."""
    if settings.completion is None:
        return Completion(lessons=True, test=settings.test is not None)
    needed = settings.completion
    return Completion(needed.lessons, needed.test, needed.quizzes, needed.cases)


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
    needed = completion(settings)
    if not (needed.lessons or needed.test or needed.quizzes or needed.cases):
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


def look_at_quizzes(
    settings: CourseSettings, written: Settings, module_ids: Sequence[str], mistakes: MistakeLog
) -> None:
    """Tell quizzes of modules that are not there, and that none is there though they are needed."""
    for id_ in settings.quizzes:
        if id_ not in module_ids:
            what = phrase("there is no module `%(id)s` for this quiz", id=id_)
            remedy = phrase("name a module by its folder, without the number: %(known)s", known=", ".join(module_ids))
            mistakes.tell(written.file, written.line(("quizzes", id_)), what, remedy)
    if completion(settings).quizzes and not settings.quizzes:
        what = phrase("the quizzes are needed, but there are none")
        remedy = phrase("add `quizzes:`, or write `quizzes: false`")
        mistakes.tell(written.file, written.line(("completion", "quizzes")), what, remedy)


def look_at_cases(settings: CourseSettings, written: Settings, lessons: Sequence[Lesson], mistakes: MistakeLog) -> None:
    """Tell rules of case studies in a course that has none."""
    if any(block.kind is BlockKind.CASE for lesson in lessons for block in walk(lesson.blocks)):
        return
    if settings.cases is not None:
        what, remedy = phrase("rules of case studies, but there are none"), phrase("write one, or remove `cases:`")
        mistakes.tell(written.file, written.line(("cases",)), what, remedy)
    if completion(settings).cases:
        what = phrase("the case studies are needed, but there are none")
        remedy = phrase("write one, or write `cases: false`")
        mistakes.tell(written.file, written.line(("completion", "cases")), what, remedy)


def look_at_bank(bank: Bank, written: Settings, mistakes: MistakeLog) -> None:
    """Tell whether the test can be drawn from the bank."""
    if bank.test is None:
        if bank.questions:
            mistakes.tell(bank.file, 1, *_unused(bank))
        return
    questions = [block.question for block in bank.questions if block.question]
    line = written.line((*bank.path, "draw"))
    for tag, count in shortages(questions, bank.test.draw).items():
        what = phrase("the bank has %(count)s questions, fewer than are drawn", count=count)
        if tag:
            what = phrase(
                "the bank has %(count)s questions with the tag `%(tag)s`, fewer than are drawn", count=count, tag=tag
            )
        mistakes.tell(written.file, line, what, phrase("write more, or draw fewer"))
    if isinstance(bank.test.draw, int):
        return
    for block in bank.questions:
        tags = [tag for tag in block.question.tags if tag in bank.test.draw] if block.question else []
        if len(tags) > 1:
            what = phrase("`%(id)s` has two tags that are drawn from: %(tags)s", id=block.id, tags=", ".join(tags))
            place = block.texts[block.source_language]
            mistakes.tell(place.file, place.line, what, phrase("keep one of them, so that the draw is fair"))


def _unused(bank: Bank) -> tuple[Phrase, Phrase]:
    if not bank.module_id:
        return phrase("a bank, but no test in course.yaml"), phrase("add `test:` there, or remove the bank")
    remedy = phrase("add `quizzes:` with `%(id)s:` there, or remove the bank", id=bank.module_id)
    return phrase("a bank, but no quiz of this module in `course.yaml`"), remedy


def look_at_countries(settings: CourseSettings, lessons: Sequence[Lesson], mistakes: MistakeLog) -> None:
    """Tell national notes of countries that course.yaml does not name."""
    for lesson in lessons:
        for block in lesson.blocks:
            if block.country and block.country not in settings.countries:
                place = block.texts[block.source_language]
                what = phrase("`%(country)s` is not among the course's countries", country=block.country)
                mistakes.tell(place.file, place.line, what, phrase("add it to `countries` in course.yaml"))
