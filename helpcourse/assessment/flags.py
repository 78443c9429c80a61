"""What is odd about a question, by its figures. The thresholds stand here, each with its source."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from math import inf, sqrt

from helpcourse.assessment.items import Choice, Item, Part
from helpcourse.assessment.questions import Question, QuestionKind
from helpcourse.assessment.statistics import Third

# A correlation or a share of thirty is known to about 0.18 and 0.09 (one standard error): with fewer, figures are
# shown and nothing is said of them.
ENOUGH = 30
# docs.moodle.org/dev/Quiz_report_statistics, the table of the facility index: 5 % or less "extremely difficult or
# something wrong with the question", 6 to 20 % difficult; 95 % or more "extremely easy".
TOO_HARD = 0.20
TOO_EASY = 0.95
# The same page, the table of the discrimination index: under 20 % "very weak", under 0 "probably invalid"; each by more
# than the standard error, or else a third of the questions that are asked in forty attempts would be suspected.
WEAK = 0.20
# Dorans & Kulick 1986, Journal of Educational Measurement 23: a standardised difference of 0.10 between people of equal
# scores is to be looked at.
DIFFERENT = 0.10
ENOUGH_IN_LANGUAGE = 20
# Where ten answered wrong, an option that draws like the two others is passed over by all of them in 2 of 100 cases.
ENOUGH_WRONG = 10
CERTAIN = 2.58  # standard errors: a difference that chance makes in one of a hundred cases


class FlagKind(StrEnum):
    """The gravest first."""

    FEW = "few"  # attempts: nothing can be said
    REVERSED = "reversed"  # answered better by the weak than by the strong
    LURE = "lure"  # of the strong, more chose a wrong option than the right one
    LANGUAGES = "languages"  # harder in one language than in another for people who are equally strong
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    WEAK = "weak"  # does not tell the strong from the weak
    UNCHOSEN = "unchosen"  # options that nobody chose


@dataclass(frozen=True, slots=True)
class Flag:
    kind: FlagKind
    options: tuple[str, ...] = ()  # of LURE, UNCHOSEN: their ids
    harder: str = ""  # of LANGUAGES: the language, and the share of points reached in it
    harder_share: float = 0.0
    easier: str = ""
    easier_share: float = 0.0


def flags(item: Item, question: Question, editions: Container[int]) -> list[Flag]:
    """What the author should look at, the gravest first; nothing of a question that nobody was asked.

    `editions`: those that have it in this wording; options chosen in others are not counted.
    """
    if not item.figures.attempts:
        return []
    if item.figures.attempts < ENOUGH:
        return [Flag(FlagKind.FEW)]
    worded_so = item.in_editions(editions)
    choices = worded_so.choices()
    found = [
        _reversed(item),
        _lure(question, choices),
        _between_languages(item),
        _too_hard_or_easy(item),
        _weak(item),
        _unchosen(worded_so, question, choices),
    ]
    return [flag for flag in found if flag]


def _reversed(item: Item) -> Flag | None:
    return Flag(FlagKind.REVERSED) if _is_below(item, 0.0) else None


def _weak(item: Item) -> Flag | None:
    """Not of a question that nearly all or nearly none can answer: that one cannot tell anybody from anybody."""
    is_explained = _is_below(item, 0.0) or _too_hard_or_easy(item)
    return Flag(FlagKind.WEAK) if _is_below(item, WEAK) and not is_explained else None


def _is_below(item: Item, bound: float) -> bool:
    """Whether the question discriminates less than this, by more than the standard error."""
    discrimination, error = item.figures.discrimination, 1 / sqrt(item.figures.attempts - 1)
    return discrimination is not None and discrimination + error < bound


def _too_hard_or_easy(item: Item) -> Flag | None:
    facility = item.figures.facility
    if facility is None:
        return None
    if facility <= TOO_HARD:
        return Flag(FlagKind.TOO_HARD)
    return Flag(FlagKind.TOO_EASY) if facility >= TOO_EASY else None


def _lure(question: Question, choices: Sequence[Choice]) -> Flag | None:
    """A wrong option leads by more than chance moves votes between two: the root of their number."""
    if question.kind is not QuestionKind.SINGLE:
        return None
    strong = {choice.part: choice.by_third[Third.STRONG] for choice in choices}
    right = sum(strong.get(option, 0) for option in question.right)
    wrong = {option: strong.get(option, 0) for option in question.options if option not in question.right}
    lures = [option for option, votes in wrong.items() if votes - right > sqrt(votes + right)]
    return Flag(FlagKind.LURE, tuple(lures)) if lures else None


def _unchosen(item: Item, question: Question, choices: Sequence[Choice]) -> Flag | None:
    wrong = sum(one.entry.times for one in item.answers if one.share < 1 and one.entry.given)
    if question.kind not in (QuestionKind.SINGLE, QuestionKind.MULTIPLE) or wrong < ENOUGH_WRONG:
        return None
    chosen = {choice.part for choice in choices}
    left = tuple(option for option in question.options if option not in chosen)
    return Flag(FlagKind.UNCHOSEN, left) if left else None


def _between_languages(item: Item) -> Flag | None:
    """The greatest difference between two languages that is neither chance nor due to who took the test in them."""
    parts = {language: part for language, part in item.by_language().items() if part.attempts >= ENOUGH_IN_LANGUAGE}
    differing = [
        (parts[easier].facility - parts[harder].facility, harder, easier)
        for harder, easier in permutations(sorted(parts), 2)
        if _is_certain(parts[harder], parts[easier]) and standardised_difference(item, harder, easier) >= DIFFERENT
    ]
    if not differing:
        return None
    _difference, harder, easier = max(differing)
    return Flag(
        FlagKind.LANGUAGES,
        harder=harder,
        harder_share=parts[harder].facility,
        easier=easier,
        easier_share=parts[easier].facility,
    )


def _is_certain(harder: Part, easier: Part) -> bool:
    difference = easier.facility - harder.facility
    error = sqrt((harder.variance or 0) / harder.attempts + (easier.variance or 0) / easier.attempts)
    return difference > 0 and (difference / error if error else inf) >= CERTAIN


def standardised_difference(item: Item, harder: str, easier: str) -> float:
    """How much lower the share of points is in one language than in another for people of the same third.

    The thirds weigh as there are people in them in the harder language. 0 if no third has both languages.
    """
    parts = item.by_language_and_third()
    shared = [third for third in Third if (harder, third) in parts and (easier, third) in parts]
    weights = {third: parts[harder, third].attempts for third in shared}
    if not weights:
        return 0.0
    sums = (weights[third] * (parts[easier, third].facility - parts[harder, third].facility) for third in shared)
    return sum(sums) / sum(weights.values())
