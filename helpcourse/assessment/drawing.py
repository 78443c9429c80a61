"""Drawing a test from its bank: which questions, in which order."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpcourse.assessment.questions import ASKED, Question

Draw = int | Mapping[str, int]  # so many in all, or so many of each tag


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of an attempt, with the order in which its options are shown."""

    question_id: str
    options: tuple[str, ...]


def drawable(bank: Sequence[Question]) -> list[Question]:
    """The questions that a test can ask."""
    return [question for question in bank if question.kind in ASKED]


def shortages(bank: Sequence[Question], rule: Draw) -> dict[str, int]:
    """What the bank lacks for this rule: tag (empty: in all) -> how many are there."""
    wanted = {"": rule} if isinstance(rule, int) else dict(rule)
    available = {tag: sum(1 for q in drawable(bank) if not tag or tag in q.tags) for tag in wanted}
    return {tag: available[tag] for tag in wanted if available[tag] < wanted[tag]}


def draw(bank: Sequence[Question], rule: Draw, *, seed: int) -> tuple[Drawn, ...]:
    """The questions of an attempt; the same seed gives the same test. A question is drawn once at most."""
    chance = random.Random(seed)  # noqa: S311 - fairness, not secrecy: the seed itself comes from `secrets`
    if isinstance(rule, int):
        chosen = chance.sample(drawable(bank), rule)
    else:
        chosen = _draw_by_tag(drawable(bank), rule, chance)
    chance.shuffle(chosen)
    return tuple(Drawn(q.id, tuple(chance.sample(q.options, len(q.options)))) for q in chosen)


def shuffled(ids: Sequence[str], of: str) -> tuple[str, ...]:
    """Always the same order for the same question, and never the author's, which is the right one."""
    mixed = sorted(ids, key=lambda id_: hashlib.sha256(f"{of}/{id_}".encode()).digest())
    return tuple(mixed if mixed != list(ids) else [*mixed[1:], *mixed[:1]])


def _draw_by_tag(bank: Sequence[Question], rule: Mapping[str, int], chance: random.Random) -> list[Question]:
    chosen: list[Question] = []
    for tag, count in sorted(rule.items()):
        candidates = [q for q in bank if tag in q.tags and q not in chosen]
        chosen += chance.sample(candidates, count)
    return chosen
