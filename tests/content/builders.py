"""A small course that is right, and ways to change a file of it."""

from collections.abc import Mapping
from pathlib import Path

from helpcourse.content.load import CourseMistakes, load
from helpcourse.content.model import Course

SOURCES = """\
CAT:
  kind: treaty
  title: {en: Convention against Torture and Others, kk: Азаптауларға қарсы конвенция, ru: Конвенция против пыток}
  short: {en: Convention against Torture, kk: Азаптауларға қарсы конвенция, ru: Конвенция против пыток}
  date: 1984-12-10
  url: {en: "https://example.org/cat", kk: "https://example.org/kaz/cat"}
gafgen:
  kind: judgment
  title: {en: Gäfgen v. Germany, kk: Гефген Германияға қарсы, ru: Гефген против Германии}
  number: 22978/05
  body: echr
  date: 2010-06-01
unused:
  kind: document
  title: {en: Unused, kk: Қолданылмаған, ru: Лишний}
"""

SETTINGS = """\
source: en
languages: [en, kk, ru]
hours: 1.5
open: true
instruments: [CAT]
countries: [KZ]
test:
  draw: {ban: 1, duty: 1}
  pass_mark: 0.5
completion:
  lessons: all
  test: true
"""

LESSON_EN = """\
---
title: Why the ban is absolute
minutes: 20
---

The words before the first heading cite [the Convention](source:CAT/2.2).

## No exception {#no-exception}

A section about [torture](term:torture).

::: question war
points: 2
tags: [ban]

May a state suspend the ban?

- [ ] Yes, in war.
    > Never from this one.
- [x] No.
    > Right.

> No derogation is allowed.
:::

More prose after the question.

::: reflection practice

What would you do?

> Write it down.
>
> Then act.
:::

::: legal cat-2
source: CAT/2.2

> “No exceptional circumstances whatsoever …”
:::

::: national kz-law
country: KZ
as_of: 2026-10-01
review_by: 2027-10-01

Who investigates?
:::

::: note aside

An aside.
:::

::: keypoints key

- It is absolute.
:::
"""

LESSON_KK = """\
---
title: Тыйым неге абсолютті
---

Бірінші тақырыпқа дейінгі сөздер [Конвенцияға](source:CAT/2.2) сілтейді.

## Ерекшелік жоқ {#no-exception}

[Азаптау](term:torture) туралы бөлім.

::: question war

Мемлекет тыйымды тоқтата ала ма?

- Иә, соғыста.
    > Бұдан ешқашан.
- Жоқ.
    > Дұрыс.

> Шегінуге жол жоқ.
:::

Сұрақтан кейінгі мәтін.

::: reflection practice

Сіз не істер едіңіз?

> Жазып қойыңыз.
>
> Содан кейін әрекет етіңіз.
:::

::: legal cat-2

> «Ешқандай ерекше жағдайлар …»
:::

::: national kz-law

Кім тергейді?
:::

::: note aside

Ескертпе.
:::

::: keypoints key

- Ол абсолютті.
:::
"""

LESSON_RU = """\
---
title: Почему запрет абсолютен
---

Слова до первого заголовка ссылаются на [Конвенцию](source:CAT/2.2).

## Без исключений {#no-exception}

Раздел о [пытке](term:torture).
"""

SECOND_LESSON = """\
---
title: The duty to investigate
minutes: 15
---

See [Gäfgen](source:gafgen).
"""

BANK_EN = """\
::: question ban-1
tags: [ban]

Is the ban absolute?

- [x] Yes.
- [ ] No.
:::

::: question duty-1
tags: [duty]
credit: proportional

What is an investigation?

- [x] Prompt.
- [ ] Secret.
- [x] Impartial.
:::
"""

BANK_KK = """\
::: question ban-1

Тыйым абсолютті ме?

- Иә.
- Жоқ.
:::
"""

FILES: Mapping[str, str] = {
    "course.yaml": SETTINGS,
    "course.en.md": "---\ntitle: The ban\nsummary: On the ban.\n---\n\n## What you will learn {#learn}\n\nMuch.\n",
    "course.kk.md": "---\ntitle: Тыйым\n---\n\n## Нені үйренесіз {#learn}\n\nКөп нәрсе.\n",
    "glossary.en.md": (
        "torture {#torture}\n:   Severe [pain](term:pain), [article 1](source:CAT/1).\n\npain {#pain}\n:   It hurts.\n"
    ),
    "glossary.kk.md": "азаптау {#torture}\n:   Қатты [ауырсыну](term:pain).\n",
    "test.en.md": BANK_EN,
    "test.kk.md": BANK_KK,
    "01-ban/module.en.md": "---\ntitle: The ban\n---\n\n- to know it;\n",
    "01-ban/module.kk.md": "---\ntitle: Тыйым\n---\n\n- оны білу;\n",
    "01-ban/01-why.en.md": LESSON_EN,
    "01-ban/01-why.kk.md": LESSON_KK,
    "01-ban/01-why.ru.md": LESSON_RU,
    "02-duty/module.en.md": "---\ntitle: The duty\n---\n\n- to do it;\n",
    "02-duty/01-duty.en.md": SECOND_LESSON,
}


def write_course(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The small course with some files changed, or left out (None); its `sources.yaml` lies beside it."""
    files: dict[str, str | bytes | None] = {"../sources.yaml": SOURCES, **FILES, **(changes or {})}
    course = folder / "courses" / "ban"
    for name, content in files.items():
        path = course / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return course


def load_course(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Course:
    course = write_course(folder, changes)
    return load(course, course.parent / "sources.yaml")


def mistakes_in(folder: Path, changes: Mapping[str, str | bytes | None]) -> list[str]:
    """What is told of the course with these changes, without the remedies."""
    try:
        load_course(folder, changes)
    except CourseMistakes as error:
        return [f"{mistake.file}:{mistake.line}: {mistake.what}" for mistake in error.mistakes]
    return []


def added(english: str, kazakh: str = "") -> dict[str, str | bytes | None]:
    """More at the end of the first lesson."""
    return {"01-ban/01-why.en.md": f"{LESSON_EN}\n{english}", "01-ban/01-why.kk.md": f"{LESSON_KK}\n{kazakh}"}


def replaced(file: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """The change of one passage in one file."""
    before = {"../sources.yaml": SOURCES, **FILES}[file]
    assert old in before
    return {file: before.replace(old, new, 1)}
