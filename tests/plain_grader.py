"""A second grader, written from what authors are promised; it shares with the product only the file that it reads.

It takes a question and an answer as they stand in the file of a test's attempts, and says how many points it earns.
"""

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

DIGITS = "0123456789"
DASHES = "-‐‑‒–—―−"
QUOTES = "\"'`«»„“”‘’ʼ"
TWINS = dict(zip("қңғүұөәһіёabcehikmoptxy", "кнгууоахиеавсехикмортху", strict=True))


def points_of(question, given):
    """Of one answer, as a fraction."""
    answer = {part: value for part, value in given.items() if visible(value)}
    points = Fraction(str(question["points"]))
    share = SHARES[question["kind"]](question, answer) if answer else Fraction(0)
    if question["credit"] == "exact" and share != 1:
        return Fraction(0)
    return rounded(points * share)


def score(points):
    """Of a whole test."""
    return float(rounded(sum(Fraction(one).limit_denominator(10**6) for one in points)))


def rounded(points):
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return Fraction(exact.quantize(Decimal("0.0001"), ROUND_HALF_EVEN))


def choice(question, answer):
    if any(option not in question["options"] or tick != "x" for option, tick in answer.items()):
        return Fraction(0)
    if question["kind"] == "single":
        return Fraction(list(answer) == question["right"])
    balance = sum(1 if option in question["right"] else -1 for option in answer)
    return Fraction(max(balance, 0), len(question["right"]))


def matching(question, answer):
    pairs = question["options"]
    if any(term not in pairs or match not in pairs for term, match in answer.items()):
        return Fraction(0)
    return Fraction(sum(term == match for term, match in answer.items()), len(pairs))


def ordering(question, answer):
    steps = question["options"]
    if any(step not in steps or place not in steps for step, place in answer.items()):
        return Fraction(0)  # ids and places are both 1, 2, 3 …
    places = [int(answer.get(step, -9)) for step in steps]
    together = [later - earlier == 1 for earlier, later in zip(places[:-1], places[1:], strict=True)]
    return Fraction(sum(together), len(steps) - 1)


def text(question, answer):
    return Fraction(list(answer) == ["text"] and is_accepted(question["typed"], answer["text"]))


def gaps(question, answer):
    numbers = [str(number + 1) for number in range(len(question["gaps"]))]
    if any(number not in numbers for number in answer):
        return Fraction(0)
    right = 0
    for number, gap in zip(numbers, question["gaps"], strict=True):
        given = answer.get(number)
        if given and not gap["typed"] and given not in [str(choice + 1) for choice in range(gap["choices"])]:
            return Fraction(0)
        right += bool(given) and (is_accepted(gap["typed"], given) if gap["typed"] else given == "1")
    return Fraction(right, len(numbers))


def number(question, answer):
    amount = question["amount"]
    if list(answer) != ["text"]:
        return Fraction(0)
    value, tolerance = Fraction(str(amount["value"])), Fraction(str(amount["tolerance"]))
    units = [unit for words in amount["units"].values() for unit in words]
    return Fraction(any(abs(read - value) <= tolerance for read in amounts(answer["text"], units)))


def essay(_question, _answer):
    return Fraction(0)


SHARES = {
    "single": choice, "multiple": choice, "matching": matching, "ordering": ordering,
    "text": text, "number": number, "gaps": gaps, "essay": essay,
}  # fmt: skip


def visible(words):
    """Without what is not seen, with single spaces."""
    kept = [sign for sign in unicodedata.normalize("NFC", words) if unicodedata.category(sign) != "Cf"]
    return " ".join("".join(kept).split())


def is_accepted(typed, words):
    form = visible if typed["exact_letters"] else skeleton
    return form(words) in [form(one) for accepted in typed["accepted"].values() for one in accepted]


def skeleton(words):
    """Only what matters of the words; a mark where digits stand apart."""
    signs = []
    for sign in unicodedata.normalize("NFD", visible(words).lower()):
        if sign == "\u0306" and signs[-1] == "и":
            signs[-1] = "й"
        elif unicodedata.category(sign) != "Mn" and sign not in QUOTES:
            signs.append(" " if sign in " " else "-" if sign in DASHES else TWINS.get(sign, sign))
    joined, *rest = re.split("([ -]+)", "".join(signs).strip(" .,;:!?"))
    for apart, word in zip(rest[::2], rest[1::2], strict=True):
        joined += _between(joined, apart, word) + word
    return joined or visible(words)


def _between(before, apart, word):
    """What is left of spaces and dashes: nothing, unless digits stand on both sides, or a minus in front."""
    if word[:1] not in [*DIGITS] or before[-1:] not in ["", *DIGITS]:
        return ""
    is_of_thousands = len(word) - len(word.lstrip(DIGITS)) == 3
    return "-" if "-" in apart else "" if is_of_thousands else " "


def amounts(words, units):
    """The numbers that this may mean."""
    line = visible(words).lower().rstrip(" .,;:!?")
    unit = next((unit for unit in units if line.endswith(unit)), "")
    line = line.removesuffix(unit).rstrip(f" {DASHES}" if unit else " ")
    is_signed = line[:1] in [*DASHES, "+"]
    digits = line[1:].strip() if is_signed else line
    whole = digits.replace(",", ".").split(".")[0]
    in_english = digits.split(".")[0].split(",")
    readings = [digits.replace(",", ".")]
    if len(in_english) > 1 and _are_groups(in_english):
        readings.append(digits.replace(",", ""))
    if " " in whole:
        readings = [digits.replace(" ", "").replace(",", ".")] if _are_groups(whole.split(" ")) else []
    sign = -1 if is_signed and line[0] != "+" else 1
    return [sign * Fraction(one) for one in readings if one.replace(".", "", 1).isdigit() and one.isascii()]


def _are_groups(groups):
    """Thousands: 1 000 000."""
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
