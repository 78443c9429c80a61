"""The forms of a review: points by criterion with feedback and decision, and a comment on a passage."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from helpcourse.content.compiled import Piece
from helpcourse.languages import beginning
from helpcourse.tutoring.cases.queries import Review
from helpcourse.tutoring.cases.rules import LONGEST_WORDS, Decision, Paragraph, Passage, is_passage
from helpcourse.web.forms import Form, OnceForm, SelectChoice
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import IfAny

_SHOWN = 60  # characters of a paragraph, in the list of paragraphs


class PointsRule:
    """A number from 0 to what the criterion gives; a comma will do."""

    def __init__(self, most: float) -> None:
        self.most = most

    def __call__(self, form: Any, field: Any) -> None:
        points = _number(field.data)
        if points is None or not 0 <= points <= self.most:
            raise ValidationError(_("Enter points from 0 to %(most)s.", most=f"{self.most:g}"))


class _DraftForm(Form):
    feedback = TextAreaField(lazy_gettext("Feedback on the whole"), [IfAny(), Length(max=LONGEST_WORDS)])
    decision = RadioField(
        lazy_gettext("Decision"),
        [IfAny(), Optional()],
        choices=[
            SelectChoice(Decision.ACCEPT.value, lazy_gettext("Accept the work")),
            SelectChoice(Decision.RETURN.value, lazy_gettext("Return it for revision")),
        ],
    )

    @property
    def criteria(self) -> list[Any]:
        """The fields for points, in order."""
        return [field for field in self if field.name.startswith("points-")]


def draft_form(review: Review | None, piece: Piece) -> Any:
    """A form with a field for the points of each criterion, filled with what the draft says."""
    fields = {
        f"points-{number}": StringField(
            _("Points, %(most)s at most", most=f"{criterion.points:g}"), [Optional(), PointsRule(criterion.points)]
        )
        for number, criterion in enumerate(piece.rubric)
    }
    kept = {
        f"points-{number}": f"{points:g}"
        for number, points in enumerate(review.points if review else ())
        if points is not None
    }
    form_class = type("DraftForm", (_DraftForm,), fields)
    decision = review.decision.value if review and review.decision else None
    return form_class(data=kept | {"feedback": review.feedback if review else "", "decision": decision})


def points_in(form: Any, piece: Piece) -> list[float | None]:
    """What a valid form gives, by criterion."""
    return [_number(form[f"points-{number}"].data) for number in range(len(piece.rubric))]


def most_points(piece: Piece) -> list[float]:
    return [criterion.points for criterion in piece.rubric]


class CommentForm(OnceForm):
    paragraph = SelectField(lazy_gettext("Paragraph"), [InputRequired()], coerce=int)
    begins = HiddenField()
    ends = HiddenField()
    text = TextAreaField(
        lazy_gettext("Comment"), [DataRequired(lazy_gettext("Write the comment.")), Length(max=LONGEST_WORDS)]
    )
    keep = BooleanField(lazy_gettext("Keep these words among my phrases"))

    def offer(self, words: Sequence[Paragraph]) -> "CommentForm":
        """The paragraphs of the work."""
        self._words = words
        self.paragraph.choices = [
            SelectChoice(one.number, f"{one.number}. {beginning(one.text, _SHOWN)}") for one in words
        ]
        return self

    def validate_paragraph(self, _field: Any) -> None:
        if not is_passage(self.passage, self._words):
            raise ValidationError(_("Choose a passage of the work."))

    @property
    def passage(self) -> Passage:
        """What the script has told of the selection; without it the whole paragraph."""
        begins, ends = _place(self.begins.data), _place(self.ends.data)
        return Passage(int(self.paragraph.data or 0), begins, ends)

    @property
    def words(self) -> str:
        return str(self.text.data).replace("\r\n", "\n").strip()


def _place(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0


def _number(text: str | None) -> float | None:
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return None
