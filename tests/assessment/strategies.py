"""Questions of every kind, and answers to them, as Hypothesis makes them up."""

from hypothesis import strategies as st

from helpcourse.assessment.questions import TICKED, Amount, Credit, Gap, Question, QuestionKind, Typed

POINTS = st.integers(1, 400).map(lambda quarters: quarters / 4) | st.sampled_from([0.1, 0.7, 1 / 3, 0.00006, 99.99])
CREDIT = st.sampled_from(Credit)
LANGUAGES = st.sampled_from(["kk", "ru", "en"])
LETTERS = "aeihocxyzbäАәғқңөұүһіеёийщъыэ059 -–—'«»“.,"
LINE = st.text(LETTERS, min_size=1, max_size=12).filter(lambda line: any(sign.isalnum() for sign in line))
ACCEPTED = st.dictionaries(LANGUAGES, st.lists(LINE, min_size=1, max_size=3).map(tuple), min_size=1)
TYPED = st.builds(Typed, ACCEPTED, st.booleans())
GAPS = st.builds(Gap, st.integers(2, 5)) | st.builds(lambda typed: Gap(typed=typed), TYPED)
VALUES = st.integers(-(10**15), 10**15).map(lambda millionths: millionths / 10**6)
TOLERANCES = st.integers(0, 10**9).map(lambda millionths: millionths / 10**6)
UNITS = st.dictionaries(LANGUAGES, st.lists(st.sampled_from(["days", "күн", "дней", "%"]), min_size=1).map(tuple))
AMOUNTS = st.builds(Amount, VALUES, TOLERANCES, UNITS)
NASTY = st.sampled_from(
    ["", " ", "x", "0", "1", "2", "9", "-1", "1,5", "nan", "1e9", "\x00", "\ud800", "«»", "ё" * 1_001]
)
NONE = st.just(())
GIVEN = st.dictionaries(st.sampled_from(["1", "2", "3", "9", "text", ""]), NASTY | LINE)


def ids(least=2):
    return st.integers(least, 6).map(lambda count: tuple(str(number) for number in range(1, count + 1)))


@st.composite
def choices(draw):
    options = draw(ids())
    kind = draw(st.sampled_from([QuestionKind.SINGLE, QuestionKind.MULTIPLE]))
    right = draw(st.sets(st.sampled_from(options), min_size=1, max_size=1 if kind is QuestionKind.SINGLE else None))
    return Question("q", kind, options, frozenset(right), draw(POINTS), draw(CREDIT))


def _made(kind, options=NONE, **data):
    return st.builds(Question, st.just("q"), st.just(kind), options, st.just(frozenset()), POINTS, CREDIT, **data)


WITH_IDS = st.one_of(choices(), _made(QuestionKind.MATCHING, ids()), _made(QuestionKind.ORDERING, ids()))
GRADED = st.one_of(
    WITH_IDS,
    _made(QuestionKind.TEXT, typed=TYPED),
    _made(QuestionKind.NUMBER, amount=AMOUNTS),
    _made(QuestionKind.GAPS, gaps=st.lists(GAPS, min_size=1, max_size=4).map(tuple)),
)
QUESTIONS = GRADED | _made(QuestionKind.ESSAY)


def _given_for(question):
    """What can be given for each part; a part can be left out."""
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return dict.fromkeys(question.options, st.just(TICKED))
        case QuestionKind.MATCHING | QuestionKind.ORDERING:
            return dict.fromkeys(question.options, st.sampled_from(question.options))
        case QuestionKind.GAPS:
            return {str(number): _for_gap(gap) for number, gap in enumerate(question.gaps, 1)}
        case QuestionKind.TEXT:
            return {"text": _words(question.typed)}
        case QuestionKind.NUMBER:
            return {"text": VALUES.map(str) | st.just(str(question.amount.value))}
    return {"text": LINE}


def _for_gap(gap):
    return _words(gap.typed) if gap.typed else st.integers(1, gap.choices).map(str)


def _words(typed):
    return LINE | st.sampled_from([word for words in typed.accepted.values() for word in words])


def answers(question):
    """Such as can be given on the page."""
    given = _given_for(question)
    made = st.fixed_dictionaries({}, optional=given)
    return made.map(lambda answer: dict(list(answer.items())[:1])) if question.kind is QuestionKind.SINGLE else made


@st.composite
def answered(draw, questions=QUESTIONS):
    """A question and what was given for it, sensible or not."""
    question = draw(questions)
    return question, draw(answers(question) | GIVEN)
