"""A light stemmer for Kazakh: endings taken off in the order in which Kazakh puts them on.

Words come folded (languages.folded), as a Russian keyboard can type them: ә is а, і is и, ү and ұ are у. The roots have
lost their harmony by that. The endings have not, `ы` goes with `а` and `и` with `е`, and their first letter still
depends on the letter before: бапты, сабақты, сотты, but судьяны, заңды.
"""

import re

_SHORTEST = 3  # letters that a stem must keep: fewer are mostly no word
_ROUNDS = 2  # сотталғандардың: the endings of a noun stand after those of the verb that it was made of

_VOWEL = "[аеёиоуыэюя]"
_VOICED = "[аеёиоуыэюяйлрмнзжбвгд]"
_VOICELESS = "[кпстфхцчшщбгд]"  # as they sound at a word's end, and as Russian words are written: клубқа, педагогқа


def _after(letters: str, *endings: str) -> str:
    return f"(?<={letters})(?:{'|'.join(endings)})"


_VERB = "[гк]ан|[гк]ен|са|се|ып|ип|п|ушы|уши|уш|у"
_LAYERS = tuple(
    re.compile(f"(?:{'|'.join(endings)})$")
    for endings in (
        (
            *("[мпб][ыи][нз]", "с[ыи][нз]", "сындар", "синдер", "сыздар", "сиздер"),
            *("йд[ыи]", "(?<=й)т[ыи]н", "[ыи]?[лн]?[мпб][ае]д[ыи]", "[ыи][лн][дт][ыи]"),
        ),  # whom a verb speaks of; when; without
        (
            _after("[ыи]", "ндагы", "ндеги"),
            _after(_VOICED, "дагы", "деги"),
            _after(_VOICELESS, "тагы", "теги"),
            _after(_VOWEL, "нын", "нин", "ны", "ни"),
            _after("[мн]", "нын", "нин", "нан", "нен"),
            _after("[ыи]", "н", "на", "не", "нда", "нде", "нан", "нен"),
            _after(_VOICED, "дын", "дин", "ды", "ди", "га", "ге", "да", "де", "дан", "ден", "мен", "бен"),
            _after(_VOICELESS, "тын", "тин", "ты", "ти", "ка", "ке", "та", "те", "тан", "тен", "пен"),
        ),  # cases
        (
            _after(_VOWEL, "сы", "си", "мыз", "миз", "ныз", "низ"),
            *("[ыи]мыз", "[ыи]миз", "[ыи]ныз", "[ыи]низ", "ым", "им", "ын", "ин"),
            _after(_VOICED, "лы", "ли", "ды", "ди"),
            _after(_VOICELESS, "ты", "ти"),
            _after("[^аеёиоыэюя]", "ы", "и"),
        ),  # whose; with
        (_after(_VOICED, "лар", "лер", "дар", "дер"), _after(_VOICELESS, "тар", "тер")),  # many
        (
            _after(_VOICED, "л[ыи][кг]", "д[ыи][кг]"),
            _after(_VOICELESS, "т[ыи][кг]"),
            *("шы", "ши"),
        ),  # -hood, -ly; who does
        (f"[ыи]?[лн](?:[мпб][ае])?(?:{_VERB})", f"[мпб][ае](?:{_VERB})", "[мпб][ае][йс]"),  # verbs: passive, denied
        (_VERB,),
    )
)
_HAS_VOWEL = re.compile(_VOWEL)
_LAST = {"б": "п", "г": "к"}  # кітап, кітабы; құқық, құқығы


def stem(word: str) -> str:
    """What is left of a folded word when its endings are off; the word itself if it has none."""
    for _round in range(_ROUNDS):
        for layer in _LAYERS:
            rest = layer.sub("", word)
            if len(rest) >= _SHORTEST and _HAS_VOWEL.search(rest):
                word = rest
    return word[:-1] + _LAST.get(word[-1:], word[-1:])
