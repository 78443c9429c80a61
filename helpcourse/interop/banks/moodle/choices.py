"""Questions of Moodle XML in which options, pairs and steps are chosen and ordered."""

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import BankQuestion, Option
from helpcourse.interop.banks.intake import Item
from helpcourse.interop.banks.moodle import fields
from helpcourse.interop.banks.truth import TRUE_FALSE
from helpcourse.interop.banks.weights import choice_of
from helpcourse.interop.banks.xml_tree import Element

_NO_CREDIT = "ALL_OR_NOTHING"
_BY_PLACE = "ABSOLUTE_POSITION"
_GRADINGS = {"-1": _NO_CREDIT, "0": _BY_PLACE}


def multichoice(element: Element, item: Item, _language: str) -> BankQuestion | None:
    answers = element.all("answer")
    weights = [fields.fraction(answer) for answer in answers]
    is_single = element.words("single") not in ("false", "0")
    choice = choice_of(weights, is_single=is_single, item=item)
    if choice is None:
        return None
    options = _options(answers, [weight > 0 for weight in choice.weights], item)
    return _choice(element, item, choice.kind, options, choice.credit)


def all_or_nothing(element: Element, item: Item, _language: str) -> BankQuestion | None:
    """The plug-in `multichoiceset`."""
    answers = element.all("answer")
    rights = [fields.fraction(answer) > 0 for answer in answers]
    if not any(rights) or len(answers) < 2:
        item.tell(phrase("left out: it has no right answer, or fewer than two options"))
        return None
    return _choice(element, item, QuestionKind.MULTIPLE, _options(answers, rights, item), Credit.EXACT)


def truefalse(element: Element, item: Item, language: str) -> BankQuestion:
    answers = {answer.words("text").lower(): answer for answer in element.all("answer")}
    options = []
    for word, shown in zip(("true", "false"), TRUE_FALSE[language], strict=True):
        answer = answers.get(word)
        is_right = answer is not None and fields.fraction(answer) > 0
        options.append(Option(shown, is_right, feedback=_feedback(answer, item)))
    return _choice(element, item, QuestionKind.SINGLE, options, Credit.EXACT)


def matching(element: Element, item: Item, _language: str) -> BankQuestion | None:
    pairs = [(fields.said(one), fields.said(one.find("answer"))) for one in element.all("subquestion")]
    if extra := [match for term, match in pairs if not term and match]:
        item.tell(phrase("matches that belong to no term are left out: %(count)s", count=len(extra)))
    options = [Option(item.line_of(term), match=item.line_of(match)) for term, match in pairs if term]
    matches = [option.match for option in options]
    if len(options) < 2 or len(set(matches)) < len(matches):
        item.tell(phrase("left out: fewer than two pairs, or one match for several terms"))
        return None
    return _choice(element, item, QuestionKind.MATCHING, options, Credit.PROPORTIONAL)


def ordering(element: Element, item: Item, _language: str) -> BankQuestion | None:
    steps = [Option(item.line_of(fields.said(one)), feedback=_feedback(one, item)) for one in element.all("answer")]
    if len(steps) < 2:
        item.tell(phrase("left out: fewer than two steps to put in order"))
        return None
    if element.words("selecttype") not in ("ALL", "", "0"):
        item.tell(phrase("some of the steps are drawn in Moodle: all of them are put in order now"))
    given = element.words("gradingtype")
    grading = _GRADINGS.get(given, given)
    if grading not in (_NO_CREDIT, _BY_PLACE, ""):
        item.tell(phrase("graded in another way (`%(way)s`): now by the places that are right", way=grading))
    credit = Credit.EXACT if grading == _NO_CREDIT else Credit.PROPORTIONAL
    return _choice(element, item, QuestionKind.ORDERING, steps, credit)


def _choice(element: Element, item: Item, kind: QuestionKind, options: list[Option], credit: Credit) -> BankQuestion:
    return BankQuestion(
        id=item.id,
        kind=kind,
        prompt=fields.prompt(element, item),
        options=tuple(options),
        points=fields.points(element, item),
        credit=credit,
        line=element.line,
    )


def _options(answers: list[Element], rights: list[bool], item: Item) -> list[Option]:
    return [
        Option(item.line_of(fields.said(answer)), is_right, feedback=_feedback(answer, item))
        for answer, is_right in zip(answers, rights, strict=True)
    ]


def _feedback(answer: Element | None, item: Item) -> str:
    return item.blocks(fields.said(answer.find("feedback"))) if answer else ""
