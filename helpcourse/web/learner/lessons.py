"""What a learner does in a lesson: enrol, answer, reflect, finish, be remembered."""

import uuid

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.assessment.drawing import steady_order
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import LessonOutline
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotAllowedError
from helpcourse.learning import actions
from helpcourse.learning.rules import first_unfinished, quiz_after
from helpcourse.learning.standing import may_take
from helpcourse.web.access import me
from helpcourse.web.answer_form import sent_answer
from helpcourse.web.extensions import calendar, db, now, shelf, today
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import test_url
from helpcourse.web.pace import hold_back
from helpcourse.web.public import edition_for_me
from helpcourse.web.sent import number, seen, wants_json

LONGEST_ANCHOR = 80


@blueprint.post("/courses/<course_id>/enrol")
def enrol(course_id: str) -> ResponseReturnValue:
    shelf().current(db.session, course_id)  # one that is withdrawn takes nobody in
    begin_write(db.session)
    actions.enrol(db.session, me().id, course_id, now=now())
    db.session.commit()
    flash(_("You are enrolled. Your answers and your progress are kept from now on."), "success")
    edition, _progress = edition_for_me(course_id)  # who was in a cohort before reads its edition
    wanted = edition.find_lesson(request.form.get("lesson", "")) or edition.lessons[0]
    return redirect(url_for("public.lesson", course_id=course_id, lesson_id=wanted.id), 303)


@blueprint.post("/courses/<course_id>/<lesson_id>/check")
def check(course_id: str, lesson_id: str) -> ResponseReturnValue:
    """Answer a knowledge check; its feedback stands at the options of the page that follows."""
    question_id = keep_check(course_id, lesson_id)
    return _onward(_place_in(course_id, lesson_id, f"question-{question_id}"))


def keep_check(course_id: str, lesson_id: str) -> str:
    """Keep the answer that a form brings; the id of its question. The reader is told if there is no answer in it."""
    enrolment_id, edition, lesson = _my_lesson(course_id, lesson_id)
    question = next((q for q in lesson.questions if q.id == request.form.get("question")), None)
    if question is None or not _is_as_read(edition, lesson_id, question.id):
        raise ConflictError("question_changed")
    given = sent_answer(question, steady_order(question))
    if not given:
        flash(_("Give an answer first."), "error")
        return question.id
    begin_write(db.session)
    actions.answer_check(
        db.session,
        enrolment_id,
        lesson_id,
        question,
        given,
        seen=seen(),
        edition_id=edition.id,
        language=current_language(),
        now=now(),
    )
    db.session.commit()
    return question.id


@blueprint.post("/courses/<course_id>/<lesson_id>/reflect")
def reflect(course_id: str, lesson_id: str) -> ResponseReturnValue:
    """Keep a private note, or the words of a work; a script asks for JSON and tells the time of saving."""
    enrolment_id, _edition, lesson = _my_lesson(course_id, lesson_id)
    block_id = request.form.get("block", "")
    if block_id not in lesson.reflections:
        raise ConflictError("question_changed")
    begin_write(db.session)
    revision = actions.keep_reflection(
        db.session,
        enrolment_id,
        lesson_id,
        block_id,
        request.form.get("text", "").replace("\r\n", "\n"),
        seen=seen(),
        now=now(),
    )
    db.session.commit()
    target = _place_in(course_id, lesson_id, block_id)
    if request.form.get("then") == "hand-in":
        target = url_for("learner.case", course_id=course_id, lesson_id=lesson_id, block_id=block_id)
    return _onward(target, revision=revision, said=_("Saved: %(time)s", time=calendar().clock(now())))


@blueprint.post("/courses/<course_id>/<lesson_id>/complete")
def complete(course_id: str, lesson_id: str) -> ResponseReturnValue:
    """Finish the lesson and go on: to the quiz of its module, the next lesson, the test, or what is still missing."""
    enrolment_id, edition, _lesson = _my_lesson(course_id, lesson_id)
    begin_write(db.session)
    is_complete = actions.finish_lesson(db.session, enrolment_id, lesson_id, edition.course, now=now())
    db.session.commit()
    if quiz := _quiz_next(edition, enrolment_id, lesson_id):
        return _onward(test_url(course_id, quiz))
    ids = [each.id for each in edition.lessons]
    if following := ids[ids.index(lesson_id) + 1 :]:
        return _onward(_place_in(course_id, following[0]))
    is_test_next = edition.course.test and not is_complete and _all_are_read(course_id)
    return _onward(url_for("learner.test" if is_test_next else "public.course", course_id=course_id))


@blueprint.post("/courses/<course_id>/<lesson_id>/place")
def place(course_id: str, lesson_id: str) -> ResponseReturnValue:
    """The script tells where the reader is and how long they have read."""
    enrolment_id, _edition, _lesson = _my_lesson(course_id, lesson_id)
    anchor = request.form.get("anchor", "")[:LONGEST_ANCHOR] or None
    begin_write(db.session)
    actions.keep_place(db.session, enrolment_id, lesson_id, anchor, number("seconds"), day=today(), now=now())
    db.session.commit()
    return "", 204


def _my_lesson(course_id: str, lesson_id: str) -> tuple[uuid.UUID, ServedEdition, LessonOutline]:
    """The learner's enrolment, edition and lesson. Raises NotAllowedError if they are not enrolled."""
    edition, progress = edition_for_me(course_id)
    if progress is None:
        raise NotAllowedError
    lesson = edition.find_lesson(lesson_id)
    if lesson is None:
        raise ConflictError("lesson_gone")
    hold_back(edition, progress, lesson_id)
    return progress.enrolment_id, edition, lesson


def _is_as_read(edition: ServedEdition, lesson_id: str, question_id: str) -> bool:
    """Whether the question still is what the page had shown: a new edition may have come since."""
    read_id = number("edition") or edition.id
    return shelf().has_same_question(db.session, edition, read_id, lesson_id, question_id)


def _quiz_next(edition: ServedEdition, enrolment_id: uuid.UUID, lesson_id: str) -> str | None:
    """The module whose quiz comes after this lesson, if it can be taken now."""
    module_id = quiz_after(edition.course, lesson_id)
    if module_id and may_take(db.session, enrolment_id, edition.course, module_id, now=now()):
        return module_id
    return None


def _all_are_read(course_id: str) -> bool:
    edition, progress = edition_for_me(course_id)
    return progress is not None and first_unfinished(edition.course, progress.done) is None


def _place_in(course_id: str, lesson_id: str, anchor: str | None = None) -> str:
    return url_for("public.lesson", course_id=course_id, lesson_id=lesson_id, _anchor=anchor)


def _onward(target: str, **kept: object) -> ResponseReturnValue:
    """On to a page; a script that sends is told what was kept, and the way."""
    return jsonify(onward=target, **kept) if wants_json() else redirect(target, 303)
