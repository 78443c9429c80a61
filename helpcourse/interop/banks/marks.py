"""What other standards have no field for, kept in tags, so that it comes back: `helpcourse:credit=exact`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import BankQuestion
from helpcourse.interop.banks.intake import Item, distinct
from helpcourse.interop.banks.naming import slug

_OURS = "helpcourse:"


def mark(name: str, value: object) -> str:
    return f"{_OURS}{name}={value}"


def unmarked(tags: Iterable[str], question: BankQuestion, item: Item) -> tuple[tuple[str, ...], BankQuestion]:
    """The tags that are tags, and the question as the others say."""
    given = [tag.strip() for tag in tags]
    said = dict(tag.removeprefix(_OURS).split("=", 1) for tag in given if tag.startswith(_OURS) and "=" in tag)
    plain = [tag for tag in given if tag and not tag.startswith(_OURS)]
    for tag in plain:
        if slug(tag) != tag:
            item.tell(phrase("the tag `%(tag)s` is `%(slug)s` now", tag=tag, slug=slug(tag) or "…"))
    return tuple(distinct(map(slug, plain))), _with(question, said)


def _with(question: BankQuestion, said: Mapping[str, str]) -> BankQuestion:
    if said.get("credit") in list(Credit):
        question = replace(question, credit=Credit(said["credit"]))
    if said.get("exact_letters") == "true":
        question = replace(question, exact_letters=True)
    if said.get("unit") and question.kind is QuestionKind.NUMBER:
        number = question.options[0]
        bare = " ".join(number.text.split()[:3])  # `30 ± 0`
        question = replace(question, options=(replace(number, text=f"{bare} {said['unit']}"),))
    if points := as_points(said.get("points", "")):
        question = replace(question, points=points)
    return question


def as_points(text: str) -> float:
    """Points as we have them, more than 0 and 100 at most; else 0."""
    try:
        points = round(float(text.replace(",", ".")), 6)
    except ValueError:
        return 0
    return points if 0 < points <= 100 else 0
