"""Questions of every kind, with little in them."""

from helpcourse.assessment.questions import TICKED, Amount, Credit, Gap, Question, QuestionKind, Typed


def ticks(options):
    """ticks("13"): the first and the third option."""
    return dict.fromkeys(options, TICKED)


def places(given):
    """places("3 1 2"), places("3 - 2"): what was given for 1, 2, 3 …; a dash: nothing."""
    return {str(number): one for number, one in enumerate(given.split(), 1) if one != "-"}


def text(*accepted, exact=False, **by_language):
    words = {"en": accepted} if accepted else {language: tuple(words) for language, words in by_language.items()}
    return Question("text", QuestionKind.TEXT, (), frozenset(), 2.0, typed=Typed(words, exact))


def number(value, tolerance=0.0, **units):
    by_language = {language: tuple(words.split()) for language, words in units.items()}
    return Question("number", QuestionKind.NUMBER, (), frozenset(), 2.0, amount=Amount(value, tolerance, by_language))


def _choice(kind, options, right, credit=Credit.EXACT):
    return Question("choice", kind, tuple(options), frozenset(right), 3.0, credit)


def _made_of(kind, parts, credit):
    return Question(kind.value, kind, tuple(parts), frozenset(), 3.0, credit)


TRUE_OR_FALSE = _choice(QuestionKind.SINGLE, "12", "2")
SINGLE = _choice(QuestionKind.SINGLE, "123", "2")
EXACT = _choice(QuestionKind.MULTIPLE, "12345", "135")
SHARED = _choice(QuestionKind.MULTIPLE, "12345", "135", Credit.PROPORTIONAL)
PAIRS = _made_of(QuestionKind.MATCHING, "123", Credit.PROPORTIONAL)
ALL_PAIRS = _made_of(QuestionKind.MATCHING, "123", Credit.EXACT)
STEPS = _made_of(QuestionKind.ORDERING, "1234", Credit.PROPORTIONAL)
ALL_STEPS = _made_of(QuestionKind.ORDERING, "1234", Credit.EXACT)
TEXT = text(en=["the judge", "court"], kk=["тергеу судьясы"], ru=["следственный судья"])
NUMBER = number(1000.5, 0.25, en="hours hour", kk="сағат", ru="часов час часа")
JUDGE = Typed({"en": ("judge", "the judge"), "kk": ("судья",)})
GAPS = Question(
    "gaps", QuestionKind.GAPS, (), frozenset(), 3.0, Credit.PROPORTIONAL,
    gaps=(Gap(choices=3), Gap(typed=JUDGE), Gap(choices=2)),
)  # fmt: skip
ALL_GAPS = Question("gaps", QuestionKind.GAPS, (), frozenset(), 3.0, gaps=GAPS.gaps)
ESSAY = Question("essay", QuestionKind.ESSAY, (), frozenset(), 5.0)

EVERY_KIND = {
    "true or false": TRUE_OR_FALSE,
    "single": SINGLE,
    "multiple, exact": EXACT,
    "multiple, proportional": SHARED,
    "matching": PAIRS,
    "matching, exact": ALL_PAIRS,
    "ordering": ALL_STEPS,
    "ordering, proportional": STEPS,
    "text": TEXT,
    "number": NUMBER,
    "gaps": GAPS,
    "gaps, exact": ALL_GAPS,
    "essay": ESSAY,
}
