"""What a QTI item declares: right answers, weights, points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from helpcourse.interop.banks.xml_tree import Element


@dataclass(frozen=True, slots=True)
class Response:
    cardinality: str = "single"
    base_type: str = "identifier"
    correct: tuple[str, ...] = ()
    mapped: Mapping[str, float] = field(default_factory=dict)
    is_exact: bool = False  # whether capital letters matter

    @property
    def is_number(self) -> bool:
        return self.base_type in ("float", "integer")

    def words(self) -> Iterator[tuple[str, float]]:
        """Accepted words with their share of the best."""
        best = max(self.mapped.values(), default=0)
        if best <= 0:
            yield from ((word, 1.0) for word in self.correct)
        else:
            yield from ((word, value / best) for word, value in self.mapped.items() if value > 0)


def responses(root: Element) -> dict[str, Response]:
    return {one.get("identifier"): _response(one) for one in root.all("responseDeclaration")}


def _response(one: Element) -> Response:
    entries = [entry for mapping in one.all("mapping") for entry in mapping.all("mapEntry")]
    correct = [value.words() for given in one.all("correctResponse") for value in given.all("value")]
    return Response(
        one.get("cardinality", "single"),
        one.get("baseType", "identifier"),
        tuple(correct),
        {entry.get("mapKey"): _number(entry.get("mappedValue")) for entry in entries},
        any(entry.get("caseSensitive") == "true" for entry in entries),
    )


def points_of(root: Element) -> str:
    """As the item says it; empty if it does not."""
    outcomes = {one.get("identifier"): one for one in root.all("outcomeDeclaration")}
    if "MAXSCORE" in outcomes:
        return outcomes["MAXSCORE"].words("defaultValue", "value")
    if "SCORE" in outcomes and outcomes["SCORE"].get("normalMaximum"):
        return outcomes["SCORE"].get("normalMaximum")
    mappings = [mapping for one in root.all("responseDeclaration") for mapping in one.all("mapping")]
    if len(mappings) == 1 and mappings[0].get("upperBound"):
        return mappings[0].get("upperBound")
    return ""


def has(root: Element, *names: str) -> bool:
    """Whether the answer is processed by one of these, as an element or as a template."""
    processing = root.find("responseProcessing")
    if processing is None:
        return False
    is_template = processing.get("template").rpartition("/")[2].removesuffix(".xml") in names
    return is_template or any(one.tag in names for one in processing.walk())


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
