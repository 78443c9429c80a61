"""What may stand in course.yaml, sources.yaml, front matter and header lines; every value comes as text."""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.misfits import misfit
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import Counts, Review
from helpcourse.content.strict_yaml import Settings

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,6}")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")


def _misfit(misfit_type: str) -> PydanticCustomError:
    return PydanticCustomError(misfit_type, misfit_type)


def _yes_or_no(value: Any) -> bool:
    if value not in ("true", "false"):
        raise _misfit("yes_or_no")
    return bool(value == "true")


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _misfit("day")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        raise _misfit("whole")
    return int(value)


def _number(value: Any) -> float:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise _misfit("number")
    return float(value)


def _draw(value: Any) -> Any:
    if isinstance(value, dict) and value:
        return {tag: _positive(count) for tag, count in value.items()}
    return _positive(value)


def _positive(value: Any) -> int:
    if not isinstance(value, str) or not _WHOLE.fullmatch(value) or int(value) == 0:
        raise _misfit("draw")
    return int(value)


def _all(value: Any) -> bool:
    if value not in ("all", "false"):
        raise _misfit("all")
    return bool(value == "all")


def _of_form(form: str, misfit_type: str) -> BeforeValidator:
    """Text of this form; misfits.py has the words for what is not."""
    pattern = re.compile(form)

    def look(value: Any) -> Any:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _misfit(misfit_type)
        return value

    return BeforeValidator(look)


YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Day = Annotated[date, BeforeValidator(_day)]
Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[float, BeforeValidator(_number)]
Words = Annotated[str, Field(min_length=1)]
Code = Annotated[str, _of_form(r"[a-z0-9]+(-[a-z0-9]+)*", "code")]
Country = Annotated[str, _of_form(r"[A-Z]{2}", "country")]
LanguageCode = Literal["kk", "ru", "en"]
Address = Annotated[str, _of_form(r"https?://[^\s\"<>]+", "address")]


class Strict(BaseModel):
    """No key that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TestSettings(Strict):
    __test__ = False  # not a test of pytest's

    draw: Annotated[int | dict[str, int], BeforeValidator(_draw)]
    pass_mark: Annotated[Number, Field(gt=0, le=1)]
    attempts: Whole = 0
    minutes: Whole = 0
    wait_hours: Whole = 0
    review: Review = Review.AFTER_SUBMIT
    shuffle: YesOrNo = True
    counts: Counts = Counts.BEST


class CompletionSettings(Strict):
    lessons: Annotated[bool, BeforeValidator(_all)] = True
    test: YesOrNo = True
    quizzes: Annotated[bool, BeforeValidator(_all)] = False
    cases: Annotated[bool, BeforeValidator(_all)] = False


class CaseSettings(Strict):
    reviewers: Annotated[Whole, Field(ge=1, le=2)] = 1


class CourseSettings(Strict):
    """course.yaml: structure and rules, stated once, no prose."""

    source: LanguageCode
    languages: Annotated[list[LanguageCode], Field(min_length=1)]
    hours: Annotated[Number, Field(gt=0, le=1000)]
    open: YesOrNo = False
    instruments: list[Words] = []
    countries: list[Country] = []
    test: TestSettings | None = None
    quizzes: dict[str, TestSettings] = {}  # by the module's id
    cases: CaseSettings | None = None
    completion: CompletionSettings | None = None


class InLanguages(Strict):
    """Words that must stand in every language: sources are shown on every page."""

    en: Words
    kk: Words
    ru: Words


class Addresses(Strict):
    en: Address | None = None
    kk: Address | None = None
    ru: Address | None = None


class SourceSettings(Strict):
    """One entry of sources.yaml."""

    kind: Literal["treaty", "document", "law", "judgment", "decision"]
    title: InLanguages
    short: InLanguages | None = None
    number: Words | None = None
    body: Literal["echr", "cat", "hrc"] | None = None
    country: Country | None = None
    date: Day | None = None
    in_force: Day | None = None
    url: Addresses = Addresses()


class TitleFront(Strict):
    """Of a translation, where all but the title is said by the source; and of the bank and the glossary."""

    title: Words | None = None


class ModuleFront(Strict):
    title: Words


class LessonFront(Strict):
    title: Words
    minutes: Annotated[Whole, Field(ge=1, le=600)]


class CourseFront(Strict):
    title: Words
    summary: Words


class CourseTitleFront(Strict):
    title: Words | None = None
    summary: Words | None = None


class Header(Strict):
    """Of any block."""

    source_language: LanguageCode | None = None


class QuestionHeader(Header):
    points: Annotated[Number, Field(gt=0, le=100)] = 1.0
    tags: list[Code] = []
    type: QuestionKind | None = None
    credit: Credit | None = None
    exact_letters: YesOrNo | None = None


class LegalHeader(Header):
    source: Words


class NationalHeader(Header):
    country: Country
    as_of: Day
    review_by: Day
    checked_by: Words | None = None


class DetailsHeader(Header):
    title: Words


class MediaHeader(Header):
    file: Words
    alt: Words
    captions: Words | None = None


class MediaLabels(Strict):
    """Of a translation of a media block."""

    alt: Words
    captions: Words | None = None


class TitleLabel(Strict):
    """Of a translation: only what is said in words."""

    title: Words


M = TypeVar("M", bound=Strict)


def fitted(settings: Settings | None, model: type[M], mistakes: MistakeLog) -> M | None:
    """The settings as this model, or None with all their mistakes told, each with its line."""
    if settings is None:
        return None
    try:
        return model.model_validate(settings.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            mistakes.tell(settings.file, settings.line(detail["loc"]), *misfit(detail, model.model_fields))
    return None
