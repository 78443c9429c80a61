"""GIFT to a bank of ours."""

import re
from collections.abc import Sequence
from dataclasses import replace

from helpcourse.assessment.questions import Credit, QuestionKind
from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import Bank, BankError, BankQuestion, Option
from helpcourse.interop.banks.decoding import decoded
from helpcourse.interop.banks.gap_words import GapWords, put_in, stand_in
from helpcourse.interop.banks.gift.pieces import Answer, Piece, amount, answers_in, pieces_of, plain, said
from helpcourse.interop.banks.gift.pieces import answer as answer_of
from helpcourse.interop.banks.intake import Intake, Item, TextForm
from helpcourse.interop.banks.limits import look_at_count
from helpcourse.interop.banks.marks import unmarked
from helpcourse.interop.banks.naming import slug
from helpcourse.interop.banks.truth import TRUE_FALSE
from helpcourse.interop.banks.weights import choice_of

_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_ORDERING = re.compile(r">\s*(\d+)?\s*(\w+)?\s*(\w+)?\s*(\w+)?")


def read(content: bytes, language: str, encoding: str = "") -> Bank:
    """Raises BankError if the file cannot be read at all."""
    pieces = look_at_count(pieces_of(decoded(content, encoding)))
    if not pieces:
        raise BankError(1, phrase("there is no question in it"))
    categories = {piece.category for piece in pieces if piece.category}
    title = categories.pop() if len(categories) == 1 else ""
    reader = _Reader(Intake(language), language)
    questions: list[BankQuestion] = []
    tag = ""
    for piece in pieces:
        if piece.category:
            tag = "" if title else slug(piece.category)
        elif found := reader.question(piece):
            questions.append(replace(found, tags=tuple(dict.fromkeys([*found.tags, *([tag] if tag else [])]))))
    return Bank(tuple(questions), title, "", reader.intake.pictures, tuple(reader.intake.notes))


class _Reader:
    def __init__(self, intake: Intake, language: str) -> None:
        self.intake, self._language = intake, language

    def question(self, piece: Piece) -> BankQuestion | None:
        item, text = self.intake.item(piece.id or piece.name, piece.line), piece.text
        start, end = text.find("{"), text.find("}")
        if start < 0 and end < 0:
            item.tell(phrase("left out: a text that asks nothing"))
            return None
        if start < 0 or end < start:
            item.tell(phrase("left out: a brace without its other half; `\\{` and `\\}` are plain ones"))
            return None
        found = self._asked(text[:start], text[start + 1 : end], text[end + 1 :], item)
        if found is None:
            return None
        tags, marked = unmarked(piece.tags, found, item)
        return replace(marked, tags=tags)

    def _asked(self, before: str, answers: str, after: str, item: Item) -> BankQuestion | None:
        body, hashes, feedback = answers.partition("####")
        form = said(before, TextForm.AUTO).form
        body = body.strip()
        question = BankQuestion(
            id=item.id,
            kind=QuestionKind.ESSAY,
            prompt="" if after.strip() else item.prompt(said(before, form)),
            feedback=item.blocks(said(feedback, form)) if hashes else "",
            line=item.line,
        )
        if after.strip():
            return self._missing_word(question, f"{before}{stand_in(0)}{after}", answers_in(body), form, item)
        if not body:
            return question
        if body.startswith(">"):
            return self._steps(question, body, form, item)
        if body.startswith("#"):
            return self._number(question, body[1:], form, item)
        return self._listed(question, body, form, item)

    def _listed(self, question: BankQuestion, body: str, form: TextForm, item: Item) -> BankQuestion | None:
        word, *feedback = body.split("#")
        if word.strip().upper() in _TRUTH:
            return self._truth(question, _TRUTH[word.strip().upper()], feedback, form, item)
        answers = answers_in(body)
        if not answers:
            item.tell(phrase("left out: its answers are not understood; each begins with `=` or `~`"))
            return None
        if any(not answer.is_equal for answer in answers):
            return self._choice(question, answers, form, item)
        if all("->" in answer.text for answer in answers):
            return self._pairs(question, answers, form, item)
        return self._typed(question, answers, form, item)

    def _truth(
        self, question: BankQuestion, is_true: bool, feedback: Sequence[str], form: TextForm, item: Item
    ) -> BankQuestion:
        """Feedback to a wrong answer stands first, then that to a right one."""
        wrong, right = (item.blocks(said(text, form)) for text in (*feedback, "", "")[:2])
        options = [
            Option(words, is_right, feedback=right if is_right else wrong)
            for words, is_right in zip(TRUE_FALSE[self._language], (is_true, not is_true), strict=True)
        ]
        return replace(question, kind=QuestionKind.SINGLE, options=tuple(options))

    def _choice(
        self, question: BankQuestion, answers: Sequence[Answer], form: TextForm, item: Item
    ) -> BankQuestion | None:
        is_single = any(answer.is_equal for answer in answers)
        weights = [answer.weight for answer in answers]
        choice = choice_of(weights, is_single=is_single, item=item)
        if choice is None:
            return None
        options = [
            Option(item.line_of(said(answer.text, form)), weight > 0, feedback=item.blocks(said(answer.feedback, form)))
            for answer, weight in zip(answers, choice.weights, strict=True)
        ]
        return replace(question, kind=choice.kind, options=tuple(options), credit=choice.credit)

    def _pairs(
        self, question: BankQuestion, answers: Sequence[Answer], form: TextForm, item: Item
    ) -> BankQuestion | None:
        cut = [answer.text.partition("->") for answer in answers]
        options = [
            Option(item.line_of(said(term, form)), match=item.line_of(said(match, form))) for term, _arrow, match in cut
        ]
        good = [option for option in options if option.text and option.match]
        if len(good) < len(options):
            item.tell(phrase("matches that belong to no term are left out: %(count)s", count=len(options) - len(good)))
        if len(good) < 2 or len({option.match for option in good}) < len(good):
            item.tell(phrase("left out: fewer than two pairs, or one match for several terms"))
            return None
        return replace(question, kind=QuestionKind.MATCHING, options=tuple(good), credit=Credit.PROPORTIONAL)

    def _typed(
        self, question: BankQuestion, answers: Sequence[Answer], form: TextForm, item: Item
    ) -> BankQuestion | None:
        options = []
        for answer in answers:
            words = item.plain(said(answer.text, form))
            if answer.weight < 100:
                item.tell(phrase("an answer that is not wholly right is left out: `%(words)s`", words=words))
            else:
                options.append(Option(words, feedback=item.blocks(said(answer.feedback, form))))
        if not options:
            item.tell(phrase("left out: no answer that is wholly right"))
            return None
        return replace(question, kind=QuestionKind.TEXT, options=tuple(options))

    def _number(self, question: BankQuestion, body: str, form: TextForm, item: Item) -> BankQuestion | None:
        answers = answers_in(body) or [answer_of(body, is_equal=True)]
        right = [answer for answer in answers if answer.weight >= 100]
        for answer in answers:
            if answer not in right[:1]:
                words = plain(answer.text)
                item.tell(phrase("a number has one right value: the answer `%(words)s` is left out", words=words))
        written = amount(plain(right[0].text)) if right else ""
        if not written:
            item.tell(phrase("left out: no number that we can have (`%(words)s`)", words=plain(body)[:80]))
            return None
        option = Option(written, feedback=item.blocks(said(right[0].feedback, form)))
        return replace(question, kind=QuestionKind.NUMBER, options=(option,))

    def _steps(self, question: BankQuestion, body: str, form: TextForm, item: Item) -> BankQuestion | None:
        head, *lines = body.split("\n")
        way = _ORDERING.match(head)
        steps = [Option(item.line_of(said(line, form))) for line in lines if line.strip()]
        if len(steps) < 2:
            item.tell(phrase("left out: fewer than two steps to put in order"))
            return None
        grading = (way[4] if way else "") or "ABSOLUTE_POSITION"
        if grading not in ("ALL_OR_NOTHING", "ABSOLUTE_POSITION", "ALL", "ABSOLUTE"):
            item.tell(phrase("graded in another way (`%(way)s`): now by the places that are right", way=grading))
        credit = Credit.EXACT if grading.startswith("ALL") else Credit.PROPORTIONAL
        return replace(question, kind=QuestionKind.ORDERING, options=tuple(steps), credit=credit)

    def _missing_word(
        self, question: BankQuestion, text: str, answers: Sequence[Answer], form: TextForm, item: Item
    ) -> BankQuestion | None:
        words = [item.plain(said(answer.text, form)) for answer in answers]
        right = [word for word, answer in zip(words, answers, strict=True) if answer.weight >= 100]
        is_typed = all(answer.is_equal for answer in answers)
        gap = GapWords(tuple(dict.fromkeys(right if is_typed else [*right[:1], *words])), is_typed)
        if not right or not gap.is_good:
            item.tell(phrase("left out: a gap that we cannot have"))
            return None
        if any(answer.feedback for answer in answers):
            item.tell(phrase("feedback at the answers in a gap is left out"))
        return replace(question, kind=QuestionKind.GAPS, prompt=put_in(item.prompt(said(text, form)), [gap]))
