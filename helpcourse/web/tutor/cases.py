"""A tutor's queue of case studies over all cohorts, and one work: taken, commented on, reviewed, given back."""

import uuid
from datetime import datetime
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import Piece
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.cases import reviewing
from helpcourse.tutoring.cases.phrases import keep, phrases_of
from helpcourse.tutoring.cases.queries import Review
from helpcourse.tutoring.cases.queue import OpenedWork, QueuedWork, open_work, reviewed
from helpcourse.tutoring.cases.queue import queue as waiting_works
from helpcourse.tutoring.cases.rules import Decision, is_ready, paragraphs
from helpcourse.tutoring.ordering import REVIEWED, WORKS, in_order
from helpcourse.web.access import me
from helpcourse.web.case_view import piece_of, send_work_file, shown_work, title_of_lesson
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.forms import id_of, key_of
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.paging import page_of
from helpcourse.web.sent import seen, wants_json
from helpcourse.web.tutor.blueprint import blueprint, sight
from helpcourse.web.tutor.review_forms import CommentForm, draft_form, most_points, points_in
from helpcourse.web.wording import LANGUAGES

_WORK = "/cases/<uuid:hand_in_id>"


@blueprint.get("/cases")
def cases() -> str:
    """What waits, in the order in which it should be taken or as it is asked for; what one has taken stands above."""
    order = request.args.get("sort", "")
    found = in_order(waiting_works(db.session, sight(), me().id), WORKS, order)
    mine = [row for row in found if row.mine(me().id) and row.waits_for(me().id)]
    free = [row for row in found if row.mine(me().id) is None and row.is_free]
    return render_template(
        "tutor/cases.html",
        mine=mine,
        waiting=page_of(free, request.args.get("page", 1, type=int)),
        with_others=[row for row in found if not row.waits_for(me().id)],
        tabs=tabs("cases", sum(row.waits_for(me().id) for row in found)),
        page_url=url_for("tutor.cases", sort=order or None, page=""),
        order=order,
        **_words_of_rows(found),
    )


@blueprint.get("/cases/reviewed")
def cases_reviewed() -> str:
    """What was given back last."""
    order = request.args.get("sort", "-reviewed")
    found = in_order(reviewed(db.session, sight()), REVIEWED, order)
    return render_template(
        "tutor/cases_reviewed.html", works=found, tabs=tabs("cases_reviewed"), order=order, **_words_of_rows(found)
    )


@blueprint.get(_WORK)
def case(hand_in_id: uuid.UUID) -> str:
    return _page(open_work(db.session, sight(), hand_in_id))


@blueprint.post(f"{_WORK}/begin")
def case_begin(hand_in_id: uuid.UUID) -> ResponseReturnValue:
    """Take the work; the learner cannot take it back any more."""
    open_work(db.session, sight(), hand_in_id)
    by_id = me().id
    begin_write(db.session)
    reviewing.begin(db.session, hand_in_id, by_id, now=now())
    db.session.commit()
    return _back(hand_in_id)


@blueprint.post(f"{_WORK}/leave")
def case_leave(hand_in_id: uuid.UUID) -> ResponseReturnValue:
    """Put it back into the queue."""
    open_work(db.session, sight(), hand_in_id)
    by_id = me().id
    begin_write(db.session)
    reviewing.leave(db.session, hand_in_id, by_id)
    db.session.commit()
    flash(_("The work waits in the queue again, for you or another tutor."), "success")
    return redirect(url_for("tutor.cases"), 303)


@blueprint.post(f"{_WORK}/draft")
def case_draft(hand_in_id: uuid.UUID) -> ResponseReturnValue:
    """Keep the review as it is; the script does so by itself."""
    opened = open_work(db.session, sight(), hand_in_id)
    form = draft_form(opened.one.review_of(me().id), piece := _piece(opened))
    if not form.validate_on_submit():
        if wants_json():
            return jsonify(said=_("Not saved: look at the points.")), 422
        return _page(opened, form), 422
    by_id, most = me().id, most_points(piece)
    begin_write(db.session)
    revision = reviewing.save_draft(
        db.session,
        hand_in_id,
        by_id,
        points_in(form, piece),
        str(form.feedback.data or "").replace("\r\n", "\n"),
        Decision(form.decision.data) if form.decision.data else None,
        most=most,
        seen=seen(),
        now=now(),
    )
    db.session.commit()
    if wants_json():
        return jsonify(revision=revision, said=_("Saved: %(time)s", time=calendar().clock(now())))
    if request.form.get("then") == "give":
        return redirect(url_for("tutor.case_give", hand_in_id=hand_in_id), 303)
    return _back(hand_in_id, "review")


@blueprint.post(f"{_WORK}/comment")
def case_comment(hand_in_id: uuid.UUID) -> ResponseReturnValue:
    """Say something of a passage; a ticked box keeps the words as a phrase."""
    opened = open_work(db.session, sight(), hand_in_id)
    form = CommentForm().offer(paragraphs(opened.one.text))
    if not form.validate_on_submit():
        return _page(opened, comment=form), 422
    by_id, id_, text = me().id, key_of(form), form.words
    begin_write(db.session)
    reviewing.comment(db.session, hand_in_id, by_id, id_, form.passage, text, now=now())
    if form.keep.data:
        keep(db.session, by_id, uuid.uuid5(id_, "phrase"), text, now=now())
    db.session.commit()
    return _back(hand_in_id, f"p{form.passage.paragraph}-{opened.one.number}")


@blueprint.post(f"{_WORK}/comment/remove")
def case_comment_remove(hand_in_id: uuid.UUID) -> ResponseReturnValue:
    open_work(db.session, sight(), hand_in_id)
    by_id, comment_id = me().id, id_of(request.form.get("comment"))
    begin_write(db.session)
    reviewing.remove_comment(db.session, hand_in_id, by_id, comment_id)
    db.session.commit()
    flash(_("The comment is removed."), "success")
    return _back(hand_in_id)


@blueprint.route(f"{_WORK}/give", methods=["GET", "POST"])
def case_give(hand_in_id: uuid.UUID) -> ResponseReturnValue:
    """Looks at the review once more, then ends it."""
    opened = open_work(db.session, sight(), hand_in_id)
    mine = opened.one.review_of(me().id)
    if mine is None or mine.given_at:
        return _back(hand_in_id)
    if request.method == "GET":
        return render_template("tutor/case_give.html", **_words(opened), **_last_look(opened, mine))
    by_id, edition = me().id, shelf().read_by(db.session, opened.course_id, opened.reading_id)
    begin_write(db.session)
    reviewing.give(db.session, hand_in_id, by_id, edition, now=now())
    db.session.commit()
    flash(_("Your review is given."), "success")
    return redirect(url_for("tutor.cases"), 303)


@blueprint.get(f"{_WORK}/files/<uuid:file_id>")
def case_file(hand_in_id: uuid.UUID, file_id: uuid.UUID) -> Response:
    """A file that was handed in with the work, now or before."""
    opened = open_work(db.session, sight(), hand_in_id)
    handed_in = (file for one in opened.work.hand_ins if not one.taken_back_at for file in one.files)
    file = next((file for file in handed_in if file.id == file_id), None)
    if file is None:
        raise NotFoundError
    return send_work_file(file)


def tabs(current: str, waiting: int | None = None) -> list[tuple[str, str, bool]]:
    count = "" if waiting is None else f": {waiting}"
    pages = {"cases": _("Waiting") + count, "cases_reviewed": _("Reviewed"), "phrases": _("Phrases and languages")}
    return [(name, url_for(f"tutor.{page}"), page == current) for page, name in pages.items()]


def _page(opened: OpenedWork, form: Any = None, comment: CommentForm | None = None) -> str:
    mine, piece = opened.one.review_of(me().id), _piece(opened)
    words = paragraphs(opened.one.text)
    is_draft = mine is not None and mine.given_at is None
    seen_reviews = opened.one.reviews if opened.one.released_at else [mine] if mine else []
    return render_template(
        "tutor/case.html",
        **_words(opened),
        shown=shown_work(opened.one, piece, seen_reviews),
        mine=mine,
        is_draft=is_draft,
        may_begin=mine is None
        and not opened.one.released_at
        and opened.person_id != me().id
        and len(opened.one.reviews) < opened.one.reviewers,
        form=form or (draft_form(mine, piece) if mine else None),
        comment=comment or CommentForm(formdata=None).offer(words),
        phrases=phrases_of(db.session, me().id) if is_draft else [],
        earlier=[
            shown_work(one, _piece(opened, one.edition_id), one.reviews)
            for one in opened.work.reviewed
            if one.id != opened.one.id and one.number < opened.one.number
        ],
    )


def _last_look(opened: OpenedWork, mine: Review) -> dict[str, Any]:
    has_words = bool(mine.feedback.strip() or mine.comments)
    return {
        "mine": mine,
        "shown": shown_work(opened.one, _piece(opened), [mine]),
        "is_ready": is_ready(mine.decision, mine.points, has_words=has_words),
        "waits_for_others": sum(bool(each.given_at) for each in opened.one.reviews) + 1 < opened.one.reviewers,
    }


def _words(opened: OpenedWork) -> dict[str, Any]:
    edition = _edition(opened.one.edition_id)
    return {
        "opened": opened,
        "course_title": title_of(edition),
        "lesson_title": title_of_lesson(edition, opened.lesson_id),
        "languages": LANGUAGES,
        "case_url": url_for("tutor.case", hand_in_id=opened.one.id),
    }


def _words_of_rows(found: list[QueuedWork]) -> dict[str, Any]:
    return {
        "titles": {row.hand_in_id: title_of_lesson(_edition(row.edition_id), row.lesson_id) for row in found},
        "course_titles": {row.hand_in_id: title_of(_edition(row.edition_id)) for row in found},
        "languages": LANGUAGES,
        "days_since": _days_since,
    }


def _days_since(moment: datetime) -> int:
    return (now() - moment).days


def _edition(edition_id: int) -> ServedEdition:
    return shelf().edition(db.session, edition_id)


def _piece(opened: OpenedWork, edition_id: int | None = None) -> Piece:
    return piece_of(_edition(edition_id or opened.one.edition_id), opened.lesson_id, opened.block_id)


def _back(hand_in_id: uuid.UUID, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("tutor.case", hand_in_id=hand_in_id, _anchor=anchor), 303)
