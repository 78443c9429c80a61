"""Refreshing what was learnt: ask for it, answer a few questions, change how often it writes, end it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired

from helpcourse.assessment.drawing import steady_order
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.errors import NotAllowedError, NotFoundError
from helpcourse.languages import in_language
from helpcourse.learning.checks import Place, tries_of
from helpcourse.learning.lesson_state import lesson_state
from helpcourse.learning.queries import Progress, enrolments_of
from helpcourse.learning.refresher import actions, rules
from helpcourse.learning.refresher.models import Refresher
from helpcourse.learning.refresher.queries import find_refresher, refreshers_of
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.learner.lessons import keep_check
from helpcourse.web.lesson_view import QuestionCard, card_of
from helpcourse.web.public import edition_for_me
from helpcourse.web.question_view import asked

NEVER = "0"
HOW_OFTEN = [
    SelectChoice("7", lazy_gettext("Once a week")),
    SelectChoice("14", lazy_gettext("Every two weeks")),
    SelectChoice("30", lazy_gettext("Once a month")),
    SelectChoice(NEVER, lazy_gettext("No letters: I look here myself")),
]


class RefresherForm(Form):
    every = RadioField(
        lazy_gettext("How often shall we write to you?"), [InputRequired()], choices=HOW_OFTEN, default="14"
    )

    @property
    def every_days(self) -> int | None:
        """None: no letters."""
        return int(self.every.data) or None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A finished course, and what waits in it if it is being refreshed."""

    edition: ServedEdition
    refresher: Refresher | None  # None: it is not
    waiting: int = 0
    next_due: datetime | None = None  # None: nothing is to come


@blueprint.get("/my/refresher")
def refreshers() -> str:
    running = refreshers_of(db.session, me().id)
    finished = [enrolment for enrolment in enrolments_of(db.session, me().id) if enrolment.finished_at]
    courses = []
    for enrolment in finished:
        try:
            edition = shelf().read_by(db.session, enrolment.course_id, enrolment.edition_id)
        except NotFoundError:
            continue  # withdrawn
        courses.append(_refreshed(edition, running.get(enrolment.id)))
    return render_template("learner/refreshers.html", courses=courses)


def _refreshed(edition: ServedEdition, refresher: Refresher | None) -> Refreshed:
    if refresher is None:
        return Refreshed(edition, None)
    tries = tries_of(db.session, shelf(), refresher.enrolment_id, edition)
    ahead = rules.outlook(tries, now=now())
    return Refreshed(edition, refresher, len(ahead.waiting), ahead.next_due)


@blueprint.route("/my/refresher/<course_id>/settings", methods=["GET", "POST"])
def refresher_settings(course_id: str) -> ResponseReturnValue:
    """Begin, or change how often it writes."""
    progress, edition = _finished(course_id)
    known = find_refresher(db.session, progress.enrolment_id)
    form = RefresherForm(data={"every": str(known.every_days or NEVER)} if known else None)
    if not form.validate_on_submit():
        page = render_template("learner/refresher_settings.html", form=form, edition=edition, refresher=known)
        return page, 422 if form.is_submitted() else 200
    is_new = known is None
    begin_write(db.session)
    actions.ask(db.session, progress.enrolment_id, form.every_days, token=secrets.token_urlsafe(24), now=now())
    db.session.commit()
    if is_new:
        flash(_("From now on you are asked again. You can answer the first questions at once."), "success")
        return redirect(url_for("learner.refresh", course_id=course_id), 303)
    flash(_("Saved: how often we write to you."), "success")
    return redirect(url_for("learner.refreshers"), 303)


@blueprint.post("/my/refresher/<course_id>/end")
def end_refresher(course_id: str) -> ResponseReturnValue:
    progress, _edition = _finished(course_id)
    begin_write(db.session)
    actions.end(db.session, progress.enrolment_id, now=now())
    db.session.commit()
    flash(_("Ended: no more questions of this course and no more letters. Your answers stay."), "info")
    return redirect(url_for("learner.refreshers"), 303)


@blueprint.get("/my/refresher/<course_id>")
def refresh(course_id: str) -> ResponseReturnValue:
    """The next question that waits, or the news that none does."""
    progress, edition = _finished(course_id)
    refresher = find_refresher(db.session, progress.enrolment_id)
    if refresher is None:
        return redirect(url_for("learner.refresher_settings", course_id=course_id), 303)
    waiting = rules.outlook(tries_of(db.session, shelf(), progress.enrolment_id, edition), now=now()).waiting
    if not waiting:
        return render_template("learner/refresher_done.html", one=_refreshed(edition, refresher))
    return _question_page(progress, edition, waiting[0], len(waiting), is_answered=False)


@blueprint.post("/my/refresher/<course_id>/<lesson_id>")
def answer_again(course_id: str, lesson_id: str) -> ResponseReturnValue:
    """One more try at a knowledge check."""
    _finished(course_id)
    question_id = keep_check(course_id, lesson_id)
    return redirect(
        url_for("learner.refreshed", course_id=course_id, lesson_id=lesson_id, question_id=question_id), 303
    )


@blueprint.get("/my/refresher/<course_id>/<lesson_id>/<question_id>")
def refreshed(course_id: str, lesson_id: str, question_id: str) -> str:
    """A question that was answered, with its feedback and the way on."""
    progress, edition = _finished(course_id)
    tries = tries_of(db.session, shelf(), progress.enrolment_id, edition)
    place = (lesson_id, question_id)
    if place not in tries:
        raise NotFoundError
    return _question_page(progress, edition, place, len(rules.outlook(tries, now=now()).waiting), is_answered=True)


def _finished(course_id: str) -> tuple[Progress, ServedEdition]:
    """Raises NotAllowedError if this person has not finished the course."""
    edition, progress = edition_for_me(course_id)
    if progress is None or progress.finished_at is None:
        raise NotAllowedError
    return progress, edition


def _question_page(progress: Progress, edition: ServedEdition, place: Place, waiting: int, *, is_answered: bool) -> str:
    lesson_id, question_id = place
    lesson = edition.find_lesson(lesson_id)
    words = shelf().lesson_page(db.session, edition, lesson_id, current_language()).find_words(question_id)
    question = next((one for one in lesson.questions if one.id == question_id), None) if lesson else None
    if lesson is None or words is None or question is None:
        raise NotFoundError
    card = card_of(question, words, lesson_state(db.session, progress.enrolment_id, lesson))
    if not is_answered:  # what was answered last time would tell too much
        card = QuestionCard(asked(question, words, steady_order(question), {}), card.tries)
    title, title_language = in_language(lesson.titles, current_language(), edition.course.source)
    return render_template(
        "learner/refresher_question.html",
        edition=edition,
        lesson_id=lesson_id,
        lesson_title=title,
        title_language=title_language,
        card=card,
        waiting=waiting,
    )
