"""Which points a tutor may give."""

from fractions import Fraction

STEP = Fraction(1, 2)
LONGEST_WORDS = 10_000  # characters of what the tutor writes about one essay


def may_be_given(points: float, out_of: float) -> bool:
    """From nothing to all, by halves; all of them too where they are no whole number of halves."""
    return 0 <= points <= out_of and (points == out_of or Fraction(str(points)) % STEP == 0)
