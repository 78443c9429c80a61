"""What the statistics of questions say, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from helpcourse.assessment.flags import Flag, FlagKind
from helpcourse.assessment.statistics import Third
from helpcourse.languages import Language, as_language
from helpcourse.reporting.items import Which
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

WHICH: Mapping[Which, Any] = {
    Which.FIRST: lazy_gettext("First attempts"),
    Which.LAST: lazy_gettext("Last attempts"),
    Which.ALL: lazy_gettext("All attempts"),
}

THIRDS: Mapping[Third, Any] = {
    Third.WEAK: lazy_gettext("Weakest third"),
    Third.MIDDLE: lazy_gettext("Middle third"),
    Third.STRONG: lazy_gettext("Strongest third"),
}

SHORT_THIRDS: Mapping[Third, Any] = {
    Third.WEAK: lazy_gettext("Weakest"),
    Third.MIDDLE: lazy_gettext("Middle"),
    Third.STRONG: lazy_gettext("Strongest"),
}  # under a chart

_IN_LANGUAGE: Mapping[Language, Any] = {
    "kk": lazy_gettext("in Kazakh"),
    "ru": lazy_gettext("in Russian"),
    "en": lazy_gettext("in English"),
}

_SHORT: Mapping[FlagKind, Any] = {
    FlagKind.FEW: lazy_gettext("Too few attempts"),
    FlagKind.REVERSED: lazy_gettext("Look at the key"),
    FlagKind.LURE: lazy_gettext("Look at the key"),
    FlagKind.LANGUAGES: lazy_gettext("Look at the translation"),
    FlagKind.TOO_HARD: lazy_gettext("Too hard"),
    FlagKind.TOO_EASY: lazy_gettext("Too easy"),
    FlagKind.WEAK: lazy_gettext("Hardly tells apart"),
    FlagKind.UNCHOSEN: lazy_gettext("Option nobody chose"),
}

_LONG: Mapping[FlagKind, Any] = {
    FlagKind.FEW: lazy_gettext("Asked in fewer than 30 attempts: too few to judge the question."),
    FlagKind.REVERSED: lazy_gettext("Answered better by the weak than by the strong: look at the key."),
    FlagKind.TOO_HARD: lazy_gettext(
        "Hardly anybody reaches its points: too hard, or something is wrong with the question."
    ),
    FlagKind.TOO_EASY: lazy_gettext("Nearly everybody answers it right: it says little about who knows the matter."),
    FlagKind.WEAK: lazy_gettext(
        "It hardly tells the strong from the weak: look whether it asks for one thing clearly."
    ),
}


def short(flags: Sequence[Flag]) -> list[str]:
    """A few words each, none twice."""
    return list(dict.fromkeys(str(_SHORT[flag.kind]) for flag in flags))


def long(flag: Flag, numbers: Mapping[str, int]) -> str:
    """A sentence; `numbers`: option id -> the number that it has on the page."""
    options = ", ".join(str(numbers[option]) for option in flag.options)
    match flag.kind:
        case FlagKind.LURE:
            return _(
                "The strong chose a wrong option more often than the right one: look at the key. Option: %(options)s.",
                options=options,
            )
        case FlagKind.UNCHOSEN:
            return _("Options that nobody chose: %(options)s. They make the question easier to guess.", options=options)
        case FlagKind.LANGUAGES:
            return _between_languages(flag)
    return str(_LONG[flag.kind])


def _between_languages(flag: Flag) -> str:
    return _(
        "%(harder_share)s %% %(in_harder)s against %(easier_share)s %% %(in_easier)s, among people of equal results:"
        " look at the translation.",
        harder_share=round(flag.harder_share * 100),
        in_harder=_IN_LANGUAGE[as_language(flag.harder)],
        easier_share=round(flag.easier_share * 100),
        in_easier=_IN_LANGUAGE[as_language(flag.easier)],
    )
