"""The small course, broken in as many ways at once as fit into it."""

from collections.abc import Iterable, Mapping

from tests.content.builders import LESSON_EN, LESSON_KK, SOURCES


def _questions(texts: Iterable[str]) -> str:
    return "\n".join(f"::: question asked-{number}\n{text}\n:::\n" for number, text in enumerate(texts, 1))


_SETTINGS = """\
source: fr
languages: [en, kk, ru]
hours: long
open: perhaps
instruments: CAT
countries: [Kazakhstan]
weight: 1
test:
  draw: some
  pass_mark: 2
  attempts: -1
  review: never
completion:
  lessons: some
"""

_QUESTIONS = _questions(
    (
        "Which?\n\n- [x] This.\n- [x] That.\n- [ ] Neither.",
        "Which?\n\n- [ ] This.\n- [ ] That.",
        "Which?\n\n- [x] This.",
        "Which?\n\n- [x] This.\n- [x] This.\n- [?] That.",
        "- [x] This.\n- [ ] That.",
        "type: number\n\nWhich?\n\n- [x] This.\n- [ ] That.",
        "credit: proportional\n\nWhich?\n\n- [x] This.\n- [ ] That.",
        "Which?\n\n- term :: match\n- half a pair",
        "Which?\n\n1. A step.",
        "How many?\n\n= thirty ± x days",
        "Fill in {{this one.",
        "Fill in {{this|}} one.",
        "exact_letters: true\n\nWhich?\n\n- [x] This.\n- [ ] That.",
    )
)

_LESSON = """\
See [nothing](source:nothing), [no word](term:no-word), [here](#nowhere), [there](x:y), [away](other.md).

# One mark

## No id

<b>Bold</b>, <!-- a comment -->, *words*{onclick=go}, ![](media/none.png)

::: poem verse

:::

::: media sound
sound: none.mp3
:::

::: case study
Facts.

- [many] criterion
- [4]
:::

::: national law
country: Kazakhstan
as_of: yesterday
review_by: 2026-13-01

What?
:::
"""

_TRANSLATION = """
::: question other
points: 2

Қайсысы?

- [x] Мынау.
- [ ] Анау.
:::
"""

BROKEN: Mapping[str, str | bytes | None] = {
    "../sources.yaml": f"{SOURCES}bad key:\n  kind: judgment\n  titel: {{en: X}}\n",
    "course.yaml": _SETTINGS,
    "course.ru.md": b"\xff\xfe",
    "glossary.en.md": "## A heading\n\n:   A definition.\n\npain\n:   It hurts.\n\ncruelty {#pain}\n",
    "test.en.md": f"Words outside.\n\n{_QUESTIONS}",
    "notes.txt": "What is this?",
    "01-ban/01-why.en.md": LESSON_EN + _QUESTIONS,
    "01-ban/01-why.kk.md": LESSON_KK.replace("- Жоқ.\n    > Дұрыс.\n", "").replace("Ескертпе.\n", "") + _TRANSLATION,
    "02-duty/module.en.md": "---\ntitel: The duty\n---\n\n::: note aside\nMore.\n:::\n",
    "02-duty/01-duty.en.md": f"---\ntitle: The duty\nminutes: soon\n---\n\n{_LESSON}",
    "02-duty/01-again.en.md": "---\ntitle: [The duty\n---\n\nWords.\n",
    "03-empty/module.en.md": "No front matter.\n",
}
