"""One QTI item to a question of ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.amounts import amount_text, plain_number
from helpcourse.interop.banks.bank import BankQuestion, Option
from helpcourse.interop.banks.gap_words import GapWords, put_in, stand_in
from helpcourse.interop.banks.intake import Item
from helpcourse.interop.banks.marks import as_points
from helpcourse.interop.banks.qti.declared import Response, has, points_of, responses
from helpcourse.interop.banks.qti.words import Words
from helpcourse.interop.banks.weights import choice_of
from helpcourse.interop.banks.xml_tree import Element

_IN_A_LINE = ("inlineChoiceInteraction", "textEntryInteraction")


@dataclass(frozen=True, slots=True)
class QtiItem:
    """An item with the names of QTI 2."""

    root: Element
    item: Item
    files: Mapping[str, bytes]  # of its package, by their addresses from it


def read_item(one: QtiItem) -> BankQuestion | None:
    """None: it cannot be a question of ours; why is told."""
    body = one.root.find("itemBody")
    interactions = [found for found in body.walk() if found.tag.endswith("Interaction")] if body else []
    if one.root.all("templateDeclaration"):
        one.item.tell(phrase("left out: its words are drawn anew each time (a template)"))
        return None
    if body is None or not interactions:
        one.item.tell(phrase("left out: a text that asks nothing"))
        return None
    return _Reader(one, body, interactions).question()


class _Reader:
    def __init__(self, one: QtiItem, body: Element, interactions: list[Element]) -> None:
        self._root, self._item, self._body, self._interactions = one.root, one.item, body, interactions
        self._responses = responses(one.root)
        self._words = Words(one.root, one.item, one.files)

    def question(self) -> BankQuestion | None:
        kinds = {interaction.tag for interaction in self._interactions}
        if kinds <= set(_IN_A_LINE):
            return self._typed() if self._stands_alone() else self._gaps()
        reader = _READERS.get(self._interactions[0].tag)
        if reader is None or len(self._interactions) > 1:
            known = {"kinds": ", ".join(sorted(kinds))}
            self._item.tell(phrase("left out: a question of a kind that we do not have (`%(kinds)s`)", **known))
            return None
        return reader(self, self._interactions[0], self._response(self._interactions[0]))

    def _response(self, interaction: Element) -> Response:
        return self._responses.get(interaction.get("responseIdentifier"), Response())

    def _made(
        self, kind: QuestionKind, options: list[Option], credit: Credit = Credit.EXACT, *, is_exact: bool = False
    ) -> BankQuestion:
        self._words.look_for_rest()
        return BankQuestion(
            id=self._item.id,
            kind=kind,
            prompt=self._words.prompt(self._body),
            options=tuple(options),
            feedback=self._words.feedback(),
            points=as_points(points_of(self._root)) or 1.0,
            credit=credit,
            exact_letters=is_exact,
            line=self._item.line,
        )

    def _choice(self, interaction: Element, response: Response) -> BankQuestion | None:
        choices = interaction.all("simpleChoice")
        names = [choice.get("identifier") for choice in choices]
        is_single = response.cardinality == "single"
        if response.mapped and has(self._root, "mapResponse", "map_response"):
            best = sum(value for value in response.mapped.values() if value > 0) or 1
            best = max(response.mapped.values()) or 1 if is_single else best
            weights = [100 * response.mapped.get(name, 0) / best for name in names]
        else:
            weights = [100.0 * (name in response.correct) for name in names]
            if not is_single and any(weights) and len(names) > 1:
                return self._made(QuestionKind.MULTIPLE, self._options(choices, [weight > 0 for weight in weights]))
        choice = choice_of(weights, is_single=is_single, item=self._item)
        if choice is None:
            return None
        return self._made(choice.kind, self._options(choices, [weight > 0 for weight in choice.weights]), choice.credit)

    def _options(self, choices: list[Element], rights: list[bool]) -> list[Option]:
        return [
            Option(self._words.line(choice), is_right, feedback=self._words.feedback_to(choice))
            for choice, is_right in zip(choices, rights, strict=True)
        ]

    def _pairs(self, interaction: Element, response: Response) -> BankQuestion | None:
        sets = [one.all("simpleAssociableChoice") for one in interaction.all("simpleMatchSet")]
        named = {choice.get("identifier"): choice for choices in sets for choice in choices}
        options: list[Option] = []
        for pair in response.correct:
            term, match = ([*pair.split(), "", ""])[:2]
            if term in named and match in named:
                feedback = self._words.feedback_to(named[term])
                options.append(
                    Option(self._words.line(named[term]), match=self._words.line(named[match]), feedback=feedback)
                )
        left = len(named) - 2 * len(options)
        if len(options) < 2 or len({option.match for option in options}) < len(options):
            self._item.tell(phrase("left out: fewer than two pairs, or one match for several terms"))
            return None
        if left > 0:
            self._item.tell(phrase("matches that belong to no term are left out: %(count)s", count=left))
        return self._made(QuestionKind.MATCHING, options, self._credit())

    def _steps(self, interaction: Element, response: Response) -> BankQuestion | None:
        named = {choice.get("identifier"): choice for choice in interaction.all("simpleChoice")}
        steps = [named[name] for name in response.correct if name in named]
        if len(steps) < 2 or len(steps) < len(named):
            self._item.tell(phrase("left out: fewer than two steps to put in order"))
            return None
        options = [Option(self._words.line(step), feedback=self._words.feedback_to(step)) for step in steps]
        return self._made(QuestionKind.ORDERING, options, self._credit())

    def _essay(self, _interaction: Element, _response: Response) -> BankQuestion:
        return self._made(QuestionKind.ESSAY, [])

    def _credit(self) -> Credit:
        return Credit.PROPORTIONAL if has(self._root, "mapResponse", "sum", "map_response") else Credit.EXACT

    def _stands_alone(self) -> bool:
        """Whether one field stands in a paragraph of its own, but for a unit."""
        if [one.tag for one in self._interactions] != ["textEntryInteraction"]:
            return False
        around = next(one for one in self._body.walk() if self._interactions[0] in list(one))
        rest = [child for child in around.children if isinstance(child, str) and child.strip()]
        others = [child for child in around if child is not self._interactions[0] and child.get("class") != "unit"]
        return around is not self._body and not rest and not others

    def _typed(self) -> BankQuestion | None:
        interaction = self._interactions[0]
        response = self._response(interaction)
        if response.is_number:
            return self._number(response)
        words = [word for word, value in response.words() if value >= 1]
        for word, value in response.words():
            if value < 1:
                self._item.tell(phrase("an answer that is not wholly right is left out: `%(words)s`", words=word))
        if not words:
            self._item.tell(phrase("left out: no answer that is wholly right"))
            return None
        options = [
            Option(" ".join(word.split()), feedback=self._words.feedback_named(f"answer-{number}"))
            for number, word in enumerate(words, 1)
        ]
        return self._made(QuestionKind.TEXT, options, is_exact=response.is_exact)

    def _number(self, response: Response) -> BankQuestion | None:
        unit = next((one.words() for one in self._body.walk() if one.get("class") == "unit"), "")
        value = response.correct[0] if response.correct else ""
        written = amount_text(value, _tolerance(self._root, value, self._item), unit)
        if not written:
            self._item.tell(phrase("left out: no number that we can have (`%(words)s`)", words=value))
            return None
        return self._made(QuestionKind.NUMBER, [Option(written, feedback=self._words.feedback_named("answer-1"))])

    def _gaps(self) -> BankQuestion | None:
        gaps = [self._gap(interaction) for interaction in self._interactions]
        if any(not gap.is_good for gap in gaps):
            self._item.tell(phrase("left out: a gap that we cannot have"))
            return None
        self._words.put(dict(zip(map(id, self._interactions), map(stand_in, range(len(gaps))), strict=True)))
        exact = any(self._response(one).is_exact for one in self._interactions)
        is_partly = len(gaps) > 1 and has(self._root, "sum", "map_response")
        made = self._made(QuestionKind.GAPS, [], Credit.PROPORTIONAL if is_partly else Credit.EXACT, is_exact=exact)
        return replace(made, prompt=put_in(made.prompt, gaps))

    def _gap(self, interaction: Element) -> GapWords:
        response = self._response(interaction)
        if interaction.tag == "textEntryInteraction":
            words = [word for word, value in response.words() if value >= 1]
            if response.is_number and has(self._root, "equal"):
                self._item.tell(phrase("a number in a gap has no tolerance any more: it is typed as it stands"))
            return GapWords(tuple(" ".join(word.split()) for word in words), is_typed=True)
        named = {one.get("identifier"): one.words() for one in interaction.all("inlineChoice")}
        right = [named[name] for name in response.correct if name in named][:1]
        return GapWords(tuple(dict.fromkeys([*right, *named.values()])) if right else ())


_READERS: Mapping[str, Callable[[_Reader, Element, Response], BankQuestion | None]] = {
    "choiceInteraction": _Reader._choice,
    "matchInteraction": _Reader._pairs,
    "orderInteraction": _Reader._steps,
    "extendedTextInteraction": _Reader._essay,
}


def _tolerance(root: Element, value: str, item: Item) -> str:
    """To both sides, in the same unit."""
    equal = next((one for one in root.walk() if one.tag == "equal"), None)
    bounds = [plain_number(bound) for bound in equal.get("tolerance").split()] if equal else []
    if not bounds or not all(bounds) or not plain_number(value):
        return "0"
    if len(set(bounds)) > 1:
        item.tell(phrase("a tolerance that differs to both sides: the smaller one is kept"))
    smallest = min(map(float, bounds))
    is_relative = equal is not None and equal.get("toleranceMode") == "relative"
    return f"{abs(float(plain_number(value))) * smallest / 100:.6f}" if is_relative else f"{smallest:.6f}"
