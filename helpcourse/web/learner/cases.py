"""A learner's work on a case study: looked through and handed in, taken back, its review read and answered."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import Piece
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.files.uploads import ENDINGS
from helpcourse.languages import NAMES
from helpcourse.learning.lesson_state import SavedWords, lesson_state
from helpcourse.tutoring.cases import handing_in
from helpcourse.tutoring.cases.handing_in import CasePlace, Shown, Terms
from helpcourse.tutoring.cases.queries import Work, file_of, find_work
from helpcourse.tutoring.cases.rules import (
    LONGEST_WORDS,
    MOST_FILES,
    WorkState,
    is_late,
    may_hand_in,
    may_take_back,
    paragraphs,
)
from helpcourse.tutoring.cases.standing import running_cohort
from helpcourse.tutoring.schedule.queries import deadline_of
from helpcourse.tutoring.schedule.rules import Deadline, case_item
from helpcourse.web.access import me
from helpcourse.web.case_view import piece_of, received_file, send_work_file, shown_work, title_of_lesson
from helpcourse.web.extensions import db, now, shelf, works_store
from helpcourse.web.forms import OnceForm, SelectChoice, id_of, key_of
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import title_of
from helpcourse.web.public import edition_for_me
from helpcourse.web.schedule_wording import wall
from helpcourse.web.sent import seen

_CASE = "/courses/<course_id>/<lesson_id>/cases/<block_id>"


@dataclass(frozen=True, slots=True)
class MyCase:
    """A case study of the learner's course, and what they have done of it."""

    edition: ServedEdition
    place: CasePlace
    cohort_id: uuid.UUID | None  # None: theirs is closed, or they have left it
    deadline: Deadline | None  # None: there is none
    work: Work
    words: SavedWords | None  # None: nothing is written

    @property
    def due_at(self) -> datetime | None:
        return self.deadline.at if self.deadline else None

    @property
    def may_hand_in(self) -> bool:
        return self.cohort_id is not None and may_hand_in(self.work.state)

    @property
    def is_empty(self) -> bool:
        return not self.work.files and not (self.words and self.words.text.strip())

    @property
    def is_late(self) -> bool:
        was_in_time = any(not one.is_late for one in self.work.reviewed)
        return is_late(self.due_at, was_in_time=was_in_time, now=now())

    @property
    def may_take_back(self) -> bool:
        waiting = self.work.waiting
        if waiting is None:
            return False
        return may_take_back(self.work.state, is_begun=bool(waiting.reviews), due_at=self.due_at, now=now())


class HandInForm(OnceForm):
    seen = HiddenField()
    files = HiddenField()
    language = RadioField(
        lazy_gettext("The work is written in"),
        [InputRequired()],
        choices=[SelectChoice(code, name) for code, name in NAMES.items()],
    )


class AnswerForm(OnceForm):
    text = TextAreaField(
        lazy_gettext("Your answer"),
        [DataRequired(lazy_gettext("Write your answer.")), Length(max=LONGEST_WORDS)],
    )


@blueprint.get(_CASE)
def case(course_id: str, lesson_id: str, block_id: str) -> str:
    """What will be handed in, where it is, what was said of it."""
    mine = _my_case(course_id, lesson_id, block_id)
    return _page(mine)


@blueprint.post(f"{_CASE}/hand-in")
def case_hand_in(course_id: str, lesson_id: str, block_id: str) -> ResponseReturnValue:
    mine = _my_case(course_id, lesson_id, block_id)
    form = HandInForm()
    if mine.cohort_id is None:
        raise ConflictError("no_running_cohort")
    if not form.validate_on_submit():
        return _page(mine, form), 422
    shown = Shown(seen(), frozenset(_ids(form.files.data)))
    course = mine.edition.course
    terms = Terms(mine.edition.id, course.case_reviewers, form.language.data, mine.due_at)
    id_ = key_of(form)
    begin_write(db.session)
    handing_in.hand_in(db.session, mine.place, id_, shown, terms, now=now())
    db.session.commit()
    flash(_("Handed in. You get a mail when it is reviewed."), "success")
    return _back(course_id, lesson_id, block_id)


@blueprint.post(f"{_CASE}/take-back")
def case_take_back(course_id: str, lesson_id: str, block_id: str) -> ResponseReturnValue:
    mine = _my_case(course_id, lesson_id, block_id)
    id_ = id_of(request.form.get("hand_in"))
    begin_write(db.session)
    handing_in.take_back(db.session, mine.place, id_, mine.due_at, now=now())
    db.session.commit()
    flash(_("Taken back: your tutors do not see it any more. Hand it in again when it is ready."), "success")
    return _back(course_id, lesson_id, block_id)


@blueprint.post(f"{_CASE}/files")
def case_file_add(course_id: str, lesson_id: str, block_id: str) -> ResponseReturnValue:
    mine = _my_case(course_id, lesson_id, block_id)
    if not mine.may_hand_in:
        raise ConflictError("work_handed_in")
    upload, fault = received_file(works_store())
    if upload is None:
        return _page(mine, file_error=fault), 422
    begin_write(db.session)
    handing_in.add_file(db.session, mine.place, upload, now=now())
    db.session.commit()
    flash(_("The file is added: %(name)s", name=upload.name), "success")
    return _back(course_id, lesson_id, block_id, "files")


@blueprint.post(f"{_CASE}/files/remove")
def case_file_remove(course_id: str, lesson_id: str, block_id: str) -> ResponseReturnValue:
    mine = _my_case(course_id, lesson_id, block_id)
    file_id = id_of(request.form.get("file"))
    begin_write(db.session)
    handing_in.remove_file(db.session, mine.place, file_id, now=now())
    db.session.commit()
    flash(_("The file is not handed in with the work any more."), "success")
    return _back(course_id, lesson_id, block_id, "files")


@blueprint.post(f"{_CASE}/answer")
def case_answer(course_id: str, lesson_id: str, block_id: str) -> ResponseReturnValue:
    """Answer the review of one handing in."""
    mine = _my_case(course_id, lesson_id, block_id)
    form, hand_in_id = AnswerForm(), id_of(request.form.get("hand_in"))
    if not form.validate_on_submit():
        return _page(mine, answer=form), 422
    id_, text = key_of(form), str(form.text.data).replace("\r\n", "\n")
    begin_write(db.session)
    handing_in.reply(db.session, mine.place, hand_in_id, id_, text, now=now())
    db.session.commit()
    flash(_("Your answer is with your tutor."), "success")
    return _back(course_id, lesson_id, block_id, "reviews")


@blueprint.get("/works/files/<uuid:file_id>")
def work_file(file_id: uuid.UUID) -> Response:
    """One's own."""
    file = file_of(db.session, me().id, file_id)
    if file is None:
        raise NotFoundError
    return send_work_file(file)


def _page(
    mine: MyCase, form: HandInForm | None = None, *, answer: AnswerForm | None = None, file_error: str = ""
) -> str:
    place, edition = mine.place, mine.edition
    piece = piece_of(edition, place.lesson_id, place.block_id)
    reviewed = [
        shown_work(one, _piece_then(one.edition_id, place), [each for each in one.reviews if each.given_at])
        for one in mine.work.reviewed
    ]
    return render_template(
        "learner/case.html",
        mine=mine,
        piece=piece,
        course_title=title_of(edition),
        lesson_title=title_of_lesson(edition, place.lesson_id),
        case_url=url_for(
            "learner.case", course_id=edition.course.id, lesson_id=place.lesson_id, block_id=place.block_id
        ),
        words=paragraphs(mine.words.text) if mine.words else [],
        form=form or HandInForm(language=current_language()),
        answer=answer or AnswerForm(formdata=None),
        file_error=file_error,
        file_ids=" ".join(str(file.id) for file in mine.work.files),
        endings=",".join(ENDINGS),
        most_files=MOST_FILES,
        reviewed=reviewed,
        due=wall(mine.deadline.time) if mine.deadline else None,
        is_accepted=mine.work.state is WorkState.ACCEPTED,
        language_names=NAMES,
    )


def _my_case(course_id: str, lesson_id: str, block_id: str) -> MyCase:
    """Raises NotAllowedError for who is not enrolled or learns alone, NotFoundError if there is no such case."""
    edition, progress = edition_for_me(course_id)
    if progress is None:
        raise NotAllowedError
    lesson = edition.find_lesson(lesson_id)
    if lesson is None or lesson.find_case(block_id) is None:
        raise NotFoundError
    place = CasePlace(progress.enrolment_id, lesson_id, block_id)
    cohort_id = running_cohort(db.session, place.enrolment_id)
    work = find_work(db.session, place.enrolment_id, lesson_id, block_id)
    if cohort_id is None and not work.hand_ins:
        raise NotAllowedError
    words = lesson_state(db.session, place.enrolment_id, lesson).reflections.get(block_id)
    return MyCase(edition, place, cohort_id, _deadline(place, cohort_id), work, words)


def _deadline(place: CasePlace, cohort_id: uuid.UUID | None) -> Deadline | None:
    """With the learner's own extensions."""
    if cohort_id is None:
        return None
    return deadline_of(db.session, cohort_id, place.enrolment_id, case_item(place.lesson_id, place.block_id))


def _piece_then(edition_id: int, place: CasePlace) -> Piece:
    return piece_of(shelf().edition(db.session, edition_id), place.lesson_id, place.block_id)


def _ids(text: str | None) -> list[uuid.UUID]:
    return [id_of(part) for part in (text or "").split()]


def _back(course_id: str, lesson_id: str, block_id: str, anchor: str | None = None) -> ResponseReturnValue:
    where = url_for("learner.case", course_id=course_id, lesson_id=lesson_id, block_id=block_id, _anchor=anchor)
    return redirect(where, 303)
