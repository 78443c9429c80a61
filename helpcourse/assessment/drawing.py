"""Drawing a test from its bank: which questions, in which order."""

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpcourse.assessment.questions import CHOICES, Question, QuestionKind

Draw = int | Mapping[str, int]  # so many in all, or so many of each tag


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of an attempt, with the order in which what belongs to it is shown."""

    question_id: str
    order: tuple[str, ...]  # as _order() says


def shortages(bank: Sequence[Question], rule: Draw) -> dict[str, int]:
    """What the bank lacks for this rule: tag (empty: in all) -> how many are there."""
    wanted = {"": rule} if isinstance(rule, int) else dict(rule)
    available = {tag: sum(1 for q in bank if not tag or tag in q.tags) for tag in wanted}
    return {tag: available[tag] for tag in wanted if available[tag] < wanted[tag]}


def draw(bank: Sequence[Question], rule: Draw, *, shuffle: bool = True, seed: int) -> tuple[Drawn, ...]:
    """The questions of an attempt; the same seed gives the same test. A question is drawn once at most.

    Not shuffled, questions and the options of choices stand as they are written.
    """
    chance = random.Random(seed)  # noqa: S311 - fairness, not secrecy: the seed itself comes from `secrets`
    if isinstance(rule, int):
        chosen = chance.sample(bank, rule)
    else:
        chosen = _draw_by_tag(bank, rule, chance)
    chance.shuffle(chosen)
    if shuffle:
        return tuple(Drawn(q.id, _mixed(q, chance)) for q in chosen)
    in_order = [question for question in bank if question in chosen]
    return tuple(Drawn(q.id, q.options if q.kind in CHOICES else _mixed(q, chance)) for q in in_order)


def _mixed(question: Question, chance: random.Random) -> tuple[str, ...]:
    return _order(question, lambda ids, _of: chance.sample(ids, len(ids)))


def steady_order(question: Question) -> tuple[str, ...]:
    """The order in which a knowledge check shows what belongs to it: the same for everybody, at any time.

    Options stand as their author wrote them; steps, matches and the words for a gap are written in the right order.
    """
    if question.kind in CHOICES:
        return question.options
    mixed = _order(question, _by_hash)
    if question.kind is QuestionKind.ORDERING and mixed == question.options and len(mixed) > 2:
        return (*mixed[1:], *mixed[:1])  # nothing would be left to do; of two steps this would tell which is first
    return mixed


def choices_of(order: Sequence[str], gap: str) -> tuple[str, ...]:
    """What one gap can be filled with, in the order shown; none if it is typed."""
    return tuple(one.partition(".")[2] for one in order if one.partition(".")[0] == gap)


def _order(question: Question, mixed: Callable[[Sequence[str], str], Sequence[str]]) -> tuple[str, ...]:
    """Ids of options, matches or steps; for each choice of a gap, `gap.choice`; nothing for what is typed."""
    choices = [
        f"{gap}.{choice}"
        for gap, one in enumerate(question.gaps, 1)
        for choice in mixed([str(number) for number in range(1, one.choices + 1)], f"{question.id}/{gap}")
    ]
    return (*mixed(question.options, question.id), *choices)


def _by_hash(ids: Sequence[str], of: str) -> Sequence[str]:
    return sorted(ids, key=lambda id_: hashlib.sha256(f"{of}/{id_}".encode()).digest())


def _draw_by_tag(bank: Sequence[Question], rule: Mapping[str, int], chance: random.Random) -> list[Question]:
    chosen: list[Question] = []
    for tag, count in sorted(rule.items()):
        candidates = [q for q in bank if tag in q.tags and q not in chosen]
        chosen += chance.sample(candidates, count)
    return chosen
