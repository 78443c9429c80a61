"""Essays of tests: those that wait for somebody to read them, and giving their points."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.learning.counting import LONGEST_REASON
from helpcourse.learning.essays.actions import Judgement, review
from helpcourse.learning.essays.queries import Review, last_reviews
from helpcourse.learning.essays.rules import LONGEST_WORDS, may_be_given
from helpcourse.learning.queries import get_attempt
from helpcourse.tutoring.queries import ReviewedAttempt, get_reviewed_attempt, waiting_essays
from helpcourse.web import wording
from helpcourse.web.access import me
from helpcourse.web.attempt_view import asked_of, reviewed
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.outline import title_of, title_of_test
from helpcourse.web.pages import figure
from helpcourse.web.paging import page_of
from helpcourse.web.person_forms import IfAny, tidy
from helpcourse.web.question_view import ShownQuestion
from helpcourse.web.tutor.blueprint import blueprint, sight


@dataclass(frozen=True, slots=True)
class ShownEssay:
    """An essay of an attempt, as whoever reviews it sees it."""

    number: int  # of the question
    shown: ShownQuestion
    last: Review | None  # its last review, of whichever answer

    @property
    def id(self) -> str:
        return self.shown.question.id

    @property
    def out_of(self) -> float:
        return self.shown.question.points

    @property
    def seen(self) -> int:
        """How many reviews of it there are."""
        return self.last.number if self.last else 0


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A line of the queue."""

    one: ReviewedAttempt
    course_title: str
    test_title: str
    days: int  # that it has waited


class PointsField(StringField):
    """Points, with a comma or a point before the half."""

    @property
    def points(self) -> float | None:
        """None: nothing typed, or no number."""
        try:
            return float(str(self.data or "").strip().replace(",", "."))
        except ValueError:
            return None


class PointsRule:
    field_flags = {"says_optional": True}  # the page says what becomes of an answer without points

    def __init__(self, out_of: float) -> None:
        self.out_of = out_of

    def __call__(self, form: Any, field: Any) -> None:
        if field.points is None or not may_be_given(field.points, self.out_of):
            raise ValidationError(_("Give points from 0 to %(most)s, by halves.", most=figure(self.out_of)))


class EssaysForm(Form):
    """What is given for the essays of an attempt; fields for each are added by form_of()."""

    reason = TextAreaField(
        lazy_gettext("Why you correct the review"), [IfAny(), Length(max=LONGEST_REASON)], filters=[tidy]
    )

    def judged(self, essays: Sequence[ShownEssay]) -> dict[str, Judgement]:
        """Those for which points were typed."""
        found = {one.id: self._judgement(one) for one in essays}
        return {id_: judgement for id_, judgement in found.items() if judgement}

    def check(self, essays: Sequence[ShownEssay]) -> None:
        """Look for what no field can know; a form sent twice is the same as before, and no correction."""
        judged = self.judged(essays)
        if not judged:
            self.form_errors.append(_("Give points for at least one answer."))
        for one in essays:
            given, review = judged.get(one.id), one.shown.review
            if given is None or (review and (review.points, review.words) == (given.points, given.words)):
                continue
            if given.seen != one.seen:
                self[f"seen_{one.number}"].data = str(one.seen)
                self.form_errors.append(wording.conflict("reviewed_meanwhile"))
            elif review and not self.reason.data:
                self.reason.errors = [_("Say why.")]

    def _judgement(self, one: ShownEssay) -> Judgement | None:
        points = self[f"points_{one.number}"].points
        seen = str(self[f"seen_{one.number}"].data)
        if points is None:
            return None
        return Judgement(points, self[f"words_{one.number}"].data or "", int(seen) if seen.isdecimal() else -1)


def form_of(essays: Sequence[ShownEssay]) -> EssaysForm:
    fields: dict[str, Any] = {}
    for one in essays:
        fields |= _fields(one)
    form: EssaysForm = type("FormOfEssays", (EssaysForm,), fields)()
    return form


def _fields(one: ShownEssay) -> dict[str, Any]:
    given = one.shown.review
    return {
        f"points_{one.number}": PointsField(
            lazy_gettext("Points, of %(most)s", most=figure(one.out_of)),
            [Optional(), PointsRule(one.out_of)],
            default=figure(given.points) if given else "",
        ),
        f"words_{one.number}": TextAreaField(
            lazy_gettext("Words to the learner"),
            [Optional(), Length(max=LONGEST_WORDS)],
            filters=[tidy_lines],
            default=given.words if given else "",
        ),
        f"seen_{one.number}": HiddenField(default=str(one.seen)),
    }


def tidy_lines(text: str | None) -> str:
    """What was typed, its lines kept, as forms send them on any system."""
    return (text or "").replace("\r\n", "\n").strip()


@blueprint.get("/essays")
def essays() -> str:
    """What waits, the longest first."""
    listed, here = page_of(waiting_essays(db.session, sight()), request.args.get("page", 1, type=int)), now()
    return render_template(
        "tutor/essays.html",
        listed=listed,
        rows=[WaitingRow(one, *_titles(one), days=(here - one.closed_at).days) for one in listed.things],
        page_url=url_for("tutor.essays", page=""),
    )


@blueprint.route("/essays/<uuid:attempt_id>", methods=["GET", "POST"])
def essay(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Read the essays of an attempt and give points."""
    one = get_reviewed_attempt(db.session, sight(), attempt_id)
    found = _essays(one)
    form = form_of(found)
    if form.validate_on_submit():
        form.check(found)
    if form.is_submitted() and not form.errors:
        edition, by_id, reason = shelf().edition(db.session, one.edition_id), me().id, str(form.reason.data)
        begin_write(db.session)
        is_done = review(db.session, attempt_id, edition, form.judged(found), reason=reason, by_id=by_id, now=now())
        db.session.commit()
        if is_done:
            flash(_("The points are given, and the learner is told by mail."), "success")
        return redirect(url_for("tutor.essays"), 303)
    course_title, test_title = _titles(one)
    page = render_template(
        "tutor/essay.html",
        one=one,
        essays=found,
        form=form,
        has_reviews=any(each.shown.review for each in found),
        course_title=course_title,
        test_title=test_title,
    )
    return page, 422 if form.errors else 200


def _essays(one: ReviewedAttempt) -> list[ShownEssay]:
    """Those that wait, and those that were read. Raises NotFoundError if there are none."""
    attempt = get_attempt(db.session, one.person_id, one.attempt_id)
    sources_url = url_for("public.sources", course_id=attempt.course_id)
    reviews = last_reviews(db.session, one.attempt_id)
    found = [
        ShownEssay(number, shown, reviews.get(shown.question.id))
        for number, shown in reviewed(attempt, asked_of(attempt), sources_url)
        if shown.awaits_review or shown.review
    ]
    if not found:
        raise NotFoundError
    return found


def _titles(one: ReviewedAttempt) -> tuple[str, str]:
    """Of the course, and of its test."""
    edition = shelf().edition(db.session, one.edition_id)
    return title_of(edition), title_of_test(edition, one.module_id)
