"""A bank with questions of every kind, in two languages."""

BANK_EN = """\
::: question ban-1
tags: [ban]

Is the ban absolute?

- [x] Yes.
- [ ] No.
:::

::: question duty-1
tags: [duty]
points: 1.5

Who investigates?

- [ ] The police.
- [x] An independent body.
- [ ] The prison.
- [ ] Nobody.
:::

::: question rights
credit: proportional
points: 0.7

Which rights does a detained person have?

- [x] A lawyer.
- [x] A doctor.
- [ ] A journalist.
- [x] A call.
- [ ] A witness.
:::

::: question whole-rights
points: 2

Which of these bind the state?

- [x] The Convention.
- [ ] A resolution.
- [x] The Covenant.
:::

::: question terms
points: 0.1

Which term belongs to which act?

- arrest :: 48 hours
- custody :: 72 hours
- appeal :: 15 days
:::

::: question whole-terms
credit: exact

Which body watches which treaty?

- CAT :: the Committee
- OPCAT :: the Subcommittee
:::

::: question steps
credit: proportional
points: 3.25

Put the steps in order.

1. Arrest.
2. Record.
3. Call.
4. Lawyer.
5. Judge.
:::

::: question whole-steps
points: 2

Put them in order, too.

1. Complaint.
2. Inquiry.
3. Trial.
:::

::: question refoulement
points: 0.25

What is forbidden by article 3?

= non-refoulement
= sending back
= "Art. 3-5"
:::

::: question letters
exact_letters: true

How is the Committee abbreviated?

= CAT
:::

::: question hours

After how many hours?

= 1000.5 ± 0.25 hours | hour
:::

::: question degrees
points: 4

How cold was the cell?

= -5 ± 0 degrees
:::

::: question term
points: 1

The {{judge|police|prison}} decides within {{= thirty | 30}} days, {{in public|in secret}}, of {{= legal aid}}.
:::

::: question whole-term
credit: exact
exact_letters: true

It is the {{= Committee}} {{against|for}} torture.
:::

::: question essay
points: 5

Why is the ban absolute?
:::
"""

BANK_KK = """\
::: question refoulement

3-бап нені тыйым салады?

= қайтармау
= кері қайтару
:::

::: question letters

Комитет қалай қысқартылады?

= АҚК
:::

::: question hours

Неше сағаттан кейін?

= 1000,5 ± 0,25 сағат
:::

::: question degrees

Камера қаншалықты суық еді?

= -5 ± 0 градус
:::

::: question term

{{Судья|Полиция|Түрме}} {{= отыз}} күнде {{ашық|жабық}} {{= заң көмегі}} туралы шешеді.
:::
"""
