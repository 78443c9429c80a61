"""The lesson of the course with everything: each kind of block, question, link and list."""

_WORDS = """\
---
title: "Everything: a lesson"
minutes: 20
---

The opening cites [the Convention](source:CAT/2.2), [a judgment](source:gafgen), [pain](term:pain) and
[a page](https://example.org/a?b=c&d=e "Its title"), see [below](#table-of-it) or <https://example.org/>.[^why]

[^why]: A footnote that cites [article 1](source:CAT/1).

    Its second paragraph.

*[ECHR]: European Court of Human Rights

## A heading with *emphasis* {#table-of-it}

| Right | Where | When |
|:------|:-----:|-----:|
| life  | [CAT](source:CAT) | `always` |
| **no torture** | ECHR \\| CAT | 1984 |

Term
:   Its definition, with [a term](term:torture).

### Within {#within}

1. One
2. Two
    - a
    - b
        > quoted

~~~ python
print("::: not a block")
~~~

"""

_BLOCKS = """\
::: question single
points: 2
tags: [ban, art-3]

May a state *suspend* the ban?

- [ ] Yes, in war.
    > Never from this one.
- [x] No.

> No derogation is allowed, [article 2](source:CAT/2.2).
:::

::: question several
credit: proportional

Who is bound?

- [x] Police officers.
- [x] Guards.
- [ ] Nobody.
:::

::: question pairs
type: matching

Match them.

- CAT :: 1984
- ECHR :: 1950
:::

::: question steps

Put in order.

1. Arrest
2. Trial
3. Appeal
:::

::: question words
exact_letters: false

Who investigates?

= prosecutor
= the prosecutor

> Or another body.
:::

::: question amount

How long?

= 72 ± 0 hours
:::

::: question gaps

The term is {{ten|thirty|sixty}} days, the body is {{= court | a court}}.
:::

::: question essay
points: 10

Why?
:::

::: reflection practice

What would you do?

> Write it down.
>
> Then act.
:::

::: case complaint

Mr A. was beaten on 3 May.

1. Which right?
2. Which remedy?

- [4] identifies the right violated
- [0.5] names
  the remedy

> Article 3.
:::

::: legal cat-2
source: CAT/2.2

> “No exceptional circumstances whatsoever …”
:::

::: national kz-law
country: KZ
as_of: 2026-10-01
review_by: 2027-10-01
checked_by: A. B.

Who investigates?

::: warning within-kz

Mind the term.
:::

Prose after it.
:::

::: note outer

::: details inner
title: How it was *counted*

::: example innermost

Day by day.
:::
:::

After the inner one.
:::

::: note own
source_language: kk

:::

::: media chart
file: chart.png
alt: A chart of complaints

> What the chart shows.
:::

::: media speech
file: speech.mp3
alt: A speech

> Good morning.
:::

::: media film
file: film.mp4
alt: A film
captions: film.vtt

> Good morning.
:::

::: keypoints key

- It is absolute.
:::
"""

LESSON_EN = _WORDS + _BLOCKS
