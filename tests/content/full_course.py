"""A course with every kind of block and question, of file and of link: what there is to be broken."""

from collections.abc import Mapping

from tests.content.builders import BANK_EN, BANK_KK, SETTINGS, SOURCES
from tests.content.full_lesson import LESSON_EN
from tests.content.media_samples import MP3, MP4, VTT, png

_LESSON_KK = """\
---
title: Барлығы
---

Кіріспе [Конвенцияға](source:CAT/2.2) және [сотқа](source:gafgen) сілтейді.[^why]

[^why]: Ескертпе.

## Тақырып {#table-of-it}

| Құқық | Қайда |
|-------|-------|
| өмір  | [CAT](source:CAT) |

### Ішінде {#within}

Мәтін.

::: question single

Мемлекет тыйымды тоқтата ала ма?

- Иә.
    > Ешқашан.
- Жоқ.

> Шегінуге жол жоқ.
:::

::: question pairs

Сәйкестендіріңіз.

- CAT :: 1984
- ECHR :: 1950
:::

::: question steps

Ретін табыңыз.

1. Қамау
2. Сот
3. Шағым
:::

::: question words

Кім тергейді?

= прокурор

> Немесе басқа орган.
:::

::: question amount

Қанша?

= 72 ± 0 сағат
:::

::: question gaps

Мерзімі {{он|отыз|алпыс}} күн, орган {{= сот}}.
:::

::: reflection practice

Сіз не істер едіңіз?

> Жазып қойыңыз.
:::

::: case complaint

А. мырза ұрылды.

- бұзылған құқықты анықтайды
- құралды атайды

> 3-бап.
:::

::: legal cat-2

> «Ешқандай ерекше жағдайлар …»
:::

::: national kz-law

Кім тергейді?

::: warning within-kz

Мерзімді ұмытпаңыз.
:::

Кейінгі мәтін.
:::

::: note own

Түпнұсқасы қазақша.
:::

::: media chart
alt: Шағымдар диаграммасы

> Диаграмма не көрсетеді.
:::
"""

_BANK = (
    BANK_EN
    + """
::: question order-1

Put in order.

1. Arrest
2. Trial
:::

::: question gap-1

It is {{one|two}}.

> See [article 1](source:CAT/1).
:::
"""
)

_QUIZ = "::: question quiz-1\n\nIs it *absolute*?\n\n- [x] Yes.\n- [ ] No, [article 1](source:CAT/1).\n:::\n"
_QUIZ_KK = "::: question quiz-1\n\nОл абсолютті ме?\n\n- Иә.\n- Жоқ.\n:::\n"

FULL: Mapping[str, bytes] = {
    name: text if isinstance(text, bytes) else text.encode()
    for name, text in {
        "../sources.yaml": SOURCES,
        "course.yaml": SETTINGS + "quizzes:\n  all:\n    draw: 1\n    pass_mark: 0.5\n",
        "course.en.md": (
            "---\ntitle: The ban\nsummary: On the ban.\n---\n\n"
            "## What you will learn {#learn}\n\nSee [it](source:CAT).\n\n## For whom {#whom}\n\nYou.\n"
        ),
        "course.kk.md": "---\ntitle: Тыйым\nsummary: Тыйым туралы.\n---\n\n## Нені үйренесіз {#learn}\n\nКөп нәрсе.\n",
        "course.ru.md": "---\ntitle: Запрет\n---\n",
        "glossary.en.md": (
            "torture {#torture}\n:   Severe [pain](term:pain), [article 1](source:CAT/1).\n\n    More.\n\n"
            "pain {#pain}\n:   It hurts.\n"
        ),
        "glossary.kk.md": "азаптау {#torture}\n:   Қатты [ауырсыну](term:pain).\n",
        "glossary.ru.md": "пытка {#torture}\n:   Сильная боль.\n",
        "test.en.md": _BANK,
        "test.kk.md": BANK_KK,
        "01-all/module.en.md": "---\ntitle: All\n---\n\n- to know it ([CAT](source:CAT));\n- to do it.\n",
        "01-all/module.kk.md": "---\ntitle: Барлығы\n---\n\n- оны білу;\n",
        "01-all/test.en.md": _QUIZ,
        "01-all/test.kk.md": _QUIZ_KK,
        "01-all/01-everything.en.md": LESSON_EN,
        "01-all/01-everything.kk.md": _LESSON_KK,
        "01-all/01-everything.ru.md": "---\ntitle: Всё\n---\n\nНачало.\n",
        "01-all/02-short.en.md": "---\ntitle: Short\nminutes: 5\n---\n\nSee [Gäfgen](source:gafgen/10).\n",
        "01-all/02-short.ru.md": "---\ntitle: Короткий\n---\n\nСм. [Гефгена](source:gafgen/10).\n",
        "media/chart.png": png(8, 6),
        "media/speech.mp3": MP3,
        "media/film.mp4": MP4,
        "media/film.vtt": VTT,
    }.items()
}  # fmt: skip
