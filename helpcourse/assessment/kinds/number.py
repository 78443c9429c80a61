"""A number with a tolerance and a unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from helpcourse.assessment.answers import TEXT, Answer, Verdict, is_text
from helpcourse.assessment.folding import ENDS, folded, plain
from helpcourse.assessment.kinds.key import share_of_right, verdict

# `1 000,5` or `1000.5`; English has `1,000.5` as well, so that `1,000` is read as either. `\d` would take other digits.
_SPACED = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?(?:[.,][0-9]+)?"
_ENGLISH = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_SIGN = r"([-+\u2010-\u2015\u2212]?) ?"
_READINGS = (
    (re.compile(rf"{_SIGN}(?=[.,]?[0-9])({_SPACED})(?![0-9])(.*)"), str.maketrans(",", ".", " ")),
    (re.compile(rf"{_SIGN}({_ENGLISH})(?![0-9])(.*)"), str.maketrans("", "", ",")),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number must be."""

    value: float
    tolerance: float  # in the same unit, to both sides
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by language, in words; the first is shown

    def accepts(self, words: str) -> bool:
        """The bounds are right, too; they are not moved by what binary fractions cannot say."""
        value, tolerance = Decimal(str(self.value)), Decimal(str(self.tolerance))
        return any(value - tolerance <= read <= value + tolerance for read in self.readings(words))

    def readings(self, words: str) -> set[Decimal]:
        """The numbers that this can mean, with or without the unit in any language; none if it is no number."""
        found = [(pattern.fullmatch(plain(words)), signs) for pattern, signs in _READINGS]
        whole = [(match, signs) for match, signs in found if match and self._is_unit(match[3])]
        return {_number(match[1], match[2].translate(signs)) for match, signs in whole}

    def fits(self, answer: Answer) -> bool:
        """Anything short: what is no number is kept and earns nothing."""
        return is_text(answer)

    def share(self, answer: Answer) -> Fraction:
        return share_of_right(self.verdicts(answer))

    def verdicts(self, answer: Answer) -> dict[str, Verdict]:
        return {TEXT: verdict(self.accepts(answer[TEXT]) if answer else None)}

    def right_answer(self, language: str) -> Answer:
        """With a decimal comma, but in English."""
        written = format(Decimal(str(self.value)).normalize() + 0, "f")
        return {TEXT: written if language == "en" else written.replace(".", ",")}

    def _is_unit(self, rest: str) -> bool:
        """Of what stands after the digits; nothing, or the end of a sentence, will do."""
        units = {folded(unit) for units in self.units.values() for unit in units}
        return not rest.strip(ENDS) or folded(rest) in units


def _number(sign: str, digits: str) -> Decimal:
    return Decimal(digits) if sign in ("", "+") else Decimal(digits).copy_negate()
