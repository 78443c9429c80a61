"""Grading again by another key: what was changed so far, whom a change concerns, and the change itself."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from helpcourse.catalogue.queries import get_course
from helpcourse.db import begin_write
from helpcourse.languages import has_words
from helpcourse.learning.regrading.actions import regrade
from helpcourse.learning.regrading.effects import Effect
from helpcourse.learning.regrading.queries import ToldChange, told_changes
from helpcourse.learning.regrading.rules import LONGEST_REASON
from helpcourse.reporting.regrading import doubtful_papers, valid_papers
from helpcourse.web import paper_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import admins_only, blueprint, reach
from helpcourse.web.admin.courses import title_of_course
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext, ngettext
from helpcourse.web.outline import title_of_test
from helpcourse.web.paging import page_of
from helpcourse.web.person_forms import tidy
from helpcourse.web.regrade_view import Regrade, effects_of, filters_of, served, sides, wanted


class RegradeForm(Form):
    test = HiddenField()
    edition = HiddenField()
    key = HiddenField()
    results = HiddenField()
    seen = HiddenField()
    reason = TextAreaField(
        lazy_gettext("Reason"),
        [DataRequired(lazy_gettext("Say why.")), Length(max=LONGEST_REASON)],
        filters=[tidy],
    )


@blueprint.get("/courses/<course_id>/regrades")
def course_regrades(course_id: str) -> str:
    """What was graded again, and whose papers want a look."""
    row, changes = get_course(db.session, course_id), told_changes(db.session, course_id)
    return render_template(
        "admin/course_regrades.html",
        course=row,
        title=title_of_course(row),
        changes=[(one, _title_of_test(one)) for one in changes],
        papers=doubtful_papers(db.session, course_id, countries=reach()),
        kind_names=paper_wording.KINDS,
    )


@blueprint.route("/courses/<course_id>/regrades/<question_id>", methods=["GET", "POST"])
@admins_only
def course_regrade(course_id: str, question_id: str) -> ResponseReturnValue:
    """Choose the key and see what becomes of whom; then grade again."""
    asked = wanted(course_id, question_id, request.values)
    form = RegradeForm(**asked.query, seen=str(asked.seen))
    if form.is_submitted() and not asked.key:
        form.form_errors.append(_("Choose what is right."))
    if not form.validate_on_submit() or form.form_errors:
        return _page(asked, form), 422 if form.is_submitted() else 200
    edition, by_id = served(asked.edition), me().id
    source = served(asked.source) if asked.source else None
    begin_write(db.session)
    count = regrade(
        db.session,
        edition,
        asked.module_id,
        question_id,
        source,
        only_improves=asked.only_improves,
        reason=str(form.reason.data),
        seen=request.form.get("seen", asked.seen, type=int),
        by_id=by_id,
        now=now(),
    )
    db.session.commit()
    flash(ngettext("Graded again: %(num)s result changed.", "Graded again: %(num)s results changed.", num=count),
          "success")  # fmt: skip
    return redirect(url_for("admin.course_regrades", course_id=course_id), 303)


def _title_of_test(one: ToldChange) -> str:
    """Empty if its edition cannot be shown any more."""
    edition = shelf().find_edition(db.session, one.edition_id)
    return title_of_test(edition, one.module_id) if edition else ""


def _page(asked: Regrade, form: RegradeForm) -> str:
    text = request.args.get("text", "").strip()
    found = effects_of(asked) if asked.key else []
    changed = [one for one in found if one.is_changed]
    listed = [one for one in changed if has_words(one.name, text)]
    here: dict[str, Any] = {"course_id": asked.course.id, "question_id": asked.question.id, **asked.query}
    return render_template(
        "admin/course_regrade.html",
        asked=asked,
        title=title_of_course(asked.course),
        test_title=title_of_test(served(asked.edition), asked.module_id),
        form=form,
        filters=filters_of(asked),
        sides=sides(asked),
        counts=_counts(found),
        changed=changed,
        listed=page_of(listed, request.args.get("page", 1, type=int)),
        papers=valid_papers(db.session, asked.course.id) if changed else {},
        kind_names=paper_wording.KINDS,
        text=text,
        page_url=url_for("admin.course_regrade", **here, text=text or None, page=""),
    )


def _counts(found: Sequence[Effect]) -> Counter[str]:
    """Of the attempts: how many were asked, how many change and how."""
    return Counter(what for one in found for what in _of(one))


def _of(one: Effect) -> list[str]:
    what = ["asked"]
    if one.is_changed:
        what += ["changed", "more" if one.after.points > one.before.points else "fewer"]
    if one.is_passed != one.was_passed:
        what.append("passes" if one.is_passed else "fails")
    return what
