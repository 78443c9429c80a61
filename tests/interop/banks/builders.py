"""A bank with every kind of question, in two languages, and ways to send it out and take it in."""

from helpcourse.interop.banks import formats
from helpcourse.interop.banks.bank import Bank
from helpcourse.interop.banks.ours import bank_of, targets
from helpcourse.interop.banks.written import written
from tests.content.builders import load_course, replaced

SETTINGS = replaced("course.yaml", "{ban: 1, duty: 1}", "1")
EVERY_KIND = """\
---
title: A bank of every kind
---

::: question single
points: 2
tags: [ban, war]

May a *state* suspend the ban? See [article 2](source:CAT/2.2) on [torture](term:torture).

It is `1 < 2` & 3 * 4.

- [ ] Yes, in war.
    > Never from this one.
    >
    > In no war.
- [x] No \\[sic\\].
    > Right.

> No derogation is allowed:
>
> - neither in war;
> - nor in peace.
:::

::: question multiple
points: 1
credit: proportional

What is an investigation?

- [x] Prompt.
- [ ] Secret.
- [x] Impartial.
:::

::: question all-or-nothing
points: 0.5
credit: exact

What is it not?

- [x] Late.
- [ ] Open.
- [x] Partial.
:::

::: question truth
points: 1

It is **absolute**.

- [x] True
- [ ] False
:::

::: question pairs
points: 1

Which term is which?

- arrest :: 48 hours
- custody :: 72 hours
:::

::: question exact-pairs
points: 1
credit: exact

Which is which?

- one :: first
- two :: second
:::

::: question steps
points: 1

What comes first?

1. First: *the law*.
2. Second.
3. Third.
:::

::: question places
points: 1
credit: proportional

And now?

1. One.
2. Two.
:::

::: question word
points: 1

Who decides?

= judge
    > He does.
= the judge
:::

::: question exact-word
points: 1
exact_letters: true

Which key?

= A*b~{=}
:::

::: question number
points: 1

How long?

= 30 ± 0.5 days | day
    > Count them.
:::

::: question bare-number
points: 1

How many?

= -2 ± 0
:::

::: question gap
points: 1
credit: exact

The term is {{ten|thirty|sixty}} days.
:::

::: question typed-gaps
points: 1
exact_letters: true

It is {{= judge | the judge}} who decides in {{ten|thirty}} days.
:::

::: question exact-gaps
points: 1
credit: exact

In {{ten|two}} or {{= 3~4 | "four"}} days.
:::

::: question essay
points: 5
tags: [ban]

Give *reasons*:

1. for the ban;
2. against it.

Write a page.

> Think of war.
:::
"""
KAZAKH = """\
---
title: Барлық түрі
---

::: question single

Мемлекет тыйымды тоқтата ала ма? [Азаптау](term:torture), [2-бап](source:CAT/2.2).

Бұл – `1 < 2`.

- Иә, соғыста.
    > Бұдан ешқашан.
- Жоқ.
    > Дұрыс.

> Шегінуге жол жоқ.
:::

::: question number

Қанша?

= 30 ± 0,5 күн
    > Санаңыз.
:::

::: question gap

Мерзімі – {{он|отыз|алпыс}} күн.
:::
"""


def every_kind(folder, language="en", bank=EVERY_KIND, kazakh=KAZAKH, media=None):
    """The bank of the small course, with these questions and pictures."""
    files = {f"media/{name}": content for name, content in (media or {}).items()}
    course = load_course(folder, {**SETTINGS, "test.en.md": bank, "test.kk.md": kazakh, **files})
    return bank_of(course, language, media or {}), targets(course, language, "https://example.org/en/courses/ban")


def there_and_back(bank: Bank, target, form, language="en"):
    """As it comes back from a file of this format."""
    out = formats.write(bank, form, target)
    return formats.read(out.content, form, language), out


def text_of(bank: Bank, *, is_translation=False):
    return written(bank, is_translation=is_translation)
