"""Answers as people give them: right ones, nearly right ones, and such as no page would send."""

NEVER_SEEN = ("\u00ad", "\u200b", "\ufeff")
SIGNS = (" ", "  ", "\u00a0", "-", "–", "—")
ANYWHERE = ("", "«", "»", '"', "’", *NEVER_SEEN)
ENDS = ("", "", ".", "!", " ", "?", ",")
OTHER_LETTERS = {"қ": "к", "ғ": "г", "ү": "у", "ө": "о", "і": "i", "ә": "а", "a": "а", "c": "с", "o": "о", "e": "е"}
WRONG_WORDS = ("-", "jury", "ten", "30 days", "Art. 35", "заң", "no idea", "«»", "x", "1")
NUMBERS = (
    "1000.5", "1 000,5", "1,000.5", "1000,25", "1000.75", "1000.2499", "1000,76", "1000.5 hours", "1\u00a0000,5 hour",
    "1000,5сағат", "1000.5 days", "-5", "−5", "- 5", "5", "-5 degrees", "–5 градус.", "-5,0", "-5.01", "1e3", "nan",
    "inf", "1,000", "1 00,5", "--5", "+1000.5", "thousand", "1000.5.5", "hours", "0005", ",5", "9" * 40,
)  # fmt: skip


def answer_to(question, chance):
    """One answer in ten cannot be: a part that is none, or something else in it."""
    answer = _GIVEN[question["kind"]](question, chance) if chance.random() < 0.95 else {}
    if chance.random() < 0.05:
        return answer | {chance.choice(["0", "9", "text", "1"]): chance.choice(["", " ", "7", "x", "0"])}
    return answer


def _ticks(question, chance):
    options = question["options"]
    count = 1 if question["kind"] == "single" else chance.randint(1, len(options))
    if question["kind"] == "multiple" and chance.random() < 0.3:
        return dict.fromkeys(question["right"], "x")
    return dict.fromkeys(chance.sample(options, count), "x")


def _places(question, chance):
    """Mostly each once; sometimes typed without care, or not all of them."""
    ids = question["options"]
    given = list(ids)
    for _ in range(chance.randint(0, 2)):  # the right order with one moved
        given.insert(chance.randrange(len(ids)), given.pop(chance.randrange(len(ids))))
    if chance.random() < 0.3:
        given = chance.choices(ids, k=len(ids))
    return {id_: place for id_, place in zip(ids, given, strict=True) if chance.random() < 0.95}


def _text(question, chance):
    return {"text": _words(question["typed"], chance)}


def _gaps(question, chance):
    gaps = {str(number): gap for number, gap in enumerate(question["gaps"], 1) if chance.random() < 0.95}
    return {number: _gap(gap, chance) for number, gap in gaps.items()}


def _gap(gap, chance):
    if gap["typed"]:
        return _words(gap["typed"], chance)
    return "1" if chance.random() < 0.5 else str(chance.randint(1, gap["choices"]))


def _words(typed, chance):
    accepted = [word for words in typed["accepted"].values() for word in words]
    if chance.random() < 0.25:
        return chance.choice(WRONG_WORDS)
    return _mistyped(chance.choice(accepted), chance) if chance.random() < 0.8 else chance.choice(accepted)


def _mistyped(words, chance):
    words = chance.choice([words, words.upper(), words.title()])
    signs = [chance.choice(SIGNS) if sign in " -" else sign for sign in words]
    signs = [OTHER_LETTERS.get(sign, sign) if chance.random() < 0.5 else sign for sign in signs]
    signs.insert(chance.randint(0, len(signs)), chance.choice(ANYWHERE))
    if chance.random() < 0.1:
        signs.pop(chance.randrange(len(signs)))
    return "".join(signs) + chance.choice(ENDS)


def _number(_question, chance):
    return {"text": chance.choice(NUMBERS) + chance.choice(ENDS)}


def _essay(_question, chance):
    return {"text": chance.choice(["Because.", "", "Өйткені ол абсолютті."])}


_GIVEN = {
    "single": _ticks, "multiple": _ticks, "matching": _places, "ordering": _places,
    "text": _text, "number": _number, "gaps": _gaps, "essay": _essay,
}  # fmt: skip
