"""Blocks within blocks, cases and titles of details go to translators and come back."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpcourse.content.coverage import coverage
from helpcourse.content.messages import messages
from helpcourse.content.model import walk
from tests.content.builders import write_course
from tests.content.test_intake import NO_KAZAKH, again, exported, take
from tests.content.translators import all_translated

NESTED = """\
::: details more
title: "More: the law"

Outer words.

::: example inner

Inner words.
:::

After the inner block.

::: question inner-question

Is it so?

- [x] Yes.
- [ ] No.
:::
:::

After all.

::: note holder

::: example deep

Deep words.
:::
:::

## The end {#end}

::: case facts

Facts and tasks.

1. What now?

- [4] Names the right.
- [2] Says who decides.

> A model answer.
:::
"""


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(6)))
def test_blocks_within_blocks_may_come_in_any_order(tmp_path_factory, order):
    folder = write_course(tmp_path_factory.mktemp("nested"), {**NO_KAZAKH, "02-duty/01-duty.en.md": _lesson(NESTED)})
    whole, lesson = all_translated(exported(folder)), folder / "02-duty/01-duty.kk.md"
    for number in range(1, 7):
        take(folder, [one for one in whole if one.line % 6 in order[:number]])
    assert coverage(again(folder))["kk"].percent == 100
    one_by_one = lesson.read_text()
    lesson.unlink()
    take(folder, whole)
    assert lesson.read_text() == one_by_one


def test_a_block_in_which_the_languages_own_law_stands_is_whole_without_it(tmp_path):
    law = "::: note outer\n\nOuter.\n\n::: note law\nsource_language: kk\n\n:::\n:::"
    kazakh = "::: note law\n\nЗаң.\n:::"
    folder = write_course(tmp_path, {"02-duty/01-duty.en.md": _lesson(law), "02-duty/01-duty.kk.md": _kazakh(kazakh)})
    take(folder, all_translated(exported(folder)))
    assert coverage(again(folder))["kk"].percent == 100


def _kazakh(inner):
    return f"---\ntitle: Міндет\n---\n\n::: note outer\n\nСырты.\n\n{inner}\n:::\n"


def test_a_stale_block_within_another_makes_only_its_own_words_fuzzy(tmp_path):
    folder = write_course(tmp_path, {"02-duty/01-duty.en.md": _lesson(NESTED)})
    take(folder, all_translated(exported(folder)))
    old = {"lessons/duty.kk#more": _text_of(folder, "more"), "lessons/duty.kk#inner": _text_of(folder, "inner")}
    write_course(tmp_path, {"02-duty/01-duty.en.md": _lesson(NESTED.replace("Inner words", "Other words"))})
    found = messages(again(folder), "kk", old)
    assert [(one.context, one.previous) for one in found if one.is_fuzzy] == [("lessons/duty#inner", "Inner words.")]


def _text_of(folder, block_id):
    return next(block for block in walk(again(folder).lessons[1].blocks) if block.id == block_id).texts["en"]


def _lesson(text):
    return f"---\ntitle: 'Duty: what is it'\nminutes: 15\n---\n\nSee [Gäfgen](source:gafgen).\n\n{text}\n"
