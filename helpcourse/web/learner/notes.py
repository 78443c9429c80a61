"""What a learner marks and notes in lessons: made, changed, listed, taken away as Markdown."""

import uuid
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import Piece
from helpcourse.content.passages import even, paragraphs, with_numbers
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.interop.own_notes import NotedLesson, WrittenNote, notes_markdown
from helpcourse.languages import beginning, in_language
from helpcourse.learning.notes import actions
from helpcourse.learning.notes.actions import LONGEST_WORDS, Passage
from helpcourse.learning.notes.models import OwnNote
from helpcourse.learning.notes.queries import course_of, get_note, notes_of
from helpcourse.learning.queries import Progress
from helpcourse.web.access import me
from helpcourse.web.citation import name_of, whole_url
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.forms import Form, OnceForm, SelectChoice, key_of
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import title_of
from helpcourse.web.pace import hold_back
from helpcourse.web.public import edition_for_me
from helpcourse.web.sent import number

_SHOWN = 80  # characters of a paragraph in a list to choose from


class NoteForm(Form):
    text = TextAreaField(lazy_gettext("Your note"), [Length(max=LONGEST_WORDS)])

    @property
    def words(self) -> str:
        return str(self.text.data or "").replace("\r\n", "\n").strip()


class NewNoteForm(OnceForm, NoteForm):
    paragraph = SelectField(lazy_gettext("What the note is about"), coerce=int, default=0, validate_choice=False)

    def offer(self, found: dict[int, str]) -> None:
        """The block as a whole, or a paragraph of it."""
        whole = SelectChoice(0, _("The whole part"))
        self.paragraph.choices = [whole, *(SelectChoice(n, beginning(words, _SHOWN)) for n, words in found.items())]


@dataclass(frozen=True, slots=True)
class ListedNote:
    note: OwnNote
    part: str  # what the block is called; empty: it has left the course
    url: str


@dataclass(frozen=True, slots=True)
class LessonNotes:
    """What was noted in one lesson, in the order of its text."""

    title: str
    notes: list[ListedNote]


@blueprint.route("/courses/<course_id>/<lesson_id>/notes/<block_id>", methods=["GET", "POST"])
def note_at(course_id: str, lesson_id: str, block_id: str) -> ResponseReturnValue:
    """Note something at a part of a lesson; a script sends what was selected in it."""
    edition, progress = _enrolled(course_id)
    piece = _piece(edition, progress, lesson_id, block_id)
    found = paragraphs(with_numbers(piece.html, piece.id))
    form = NewNoteForm()
    form.offer(found)
    quote = even(request.form.get("quote", "")) or found.get(form.paragraph.data or 0, "")
    if not form.validate_on_submit() or not (form.words or quote):
        status = 422 if form.is_submitted() else 200
        return _new_note_page(form, edition, lesson_id, piece), status
    passage = Passage(lesson_id, block_id, piece.language, quote[: actions.LONGEST_QUOTE], number("occurrence"))
    note_id = key_of(form)
    begin_write(db.session)
    actions.keep(db.session, progress.enrolment_id, note_id, passage, form.words, now=now())
    db.session.commit()
    if request.form.get("then") == "write":
        return redirect(url_for("learner.note", note_id=note_id), 303)
    return redirect(url_for("public.lesson", course_id=course_id, lesson_id=lesson_id, _anchor=block_id), 303)


@blueprint.route("/my/note/<uuid:note_id>", methods=["GET", "POST"])
def note(note_id: uuid.UUID) -> ResponseReturnValue:
    """Change what one wrote."""
    known = get_note(db.session, me().id, note_id)
    listed = ListedNote(known, "", _url(course_of(db.session, known), known))
    form = NoteForm(data={"text": known.words})
    if not form.validate_on_submit():
        page = render_template("learner/note.html", form=form, listed=listed, course_id=course_of(db.session, known))
        return page, 422 if form.is_submitted() else 200
    begin_write(db.session)
    actions.reword(db.session, me().id, note_id, form.words)
    db.session.commit()
    return redirect(listed.url, 303)


@blueprint.post("/my/note/<uuid:note_id>/remove")
def note_remove(note_id: uuid.UUID) -> ResponseReturnValue:
    known = get_note(db.session, me().id, note_id)
    url = _url(course_of(db.session, known), known)
    begin_write(db.session)
    actions.remove(db.session, me().id, note_id)
    db.session.commit()
    flash(_("The note is removed."), "success")
    return redirect(url, 303)


@blueprint.get("/my/notes/<course_id>")
def notes(course_id: str) -> str:
    edition, progress = _enrolled(course_id)
    lessons = _by_lesson(edition, notes_of(db.session, progress.enrolment_id))
    course_url = url_for("public.course", course_id=course_id)
    return render_template(
        "learner/notes.html", edition=edition, course_title=title_of(edition), course_url=course_url, lessons=lessons
    )


@blueprint.get("/my/notes/<course_id>.md")
def notes_file(course_id: str) -> Response:
    """All of them as Markdown, with links to their places."""
    edition, progress = _enrolled(course_id)
    lessons = [
        NotedLesson(lesson.title, tuple(map(_written, lesson.notes)))
        for lesson in _by_lesson(edition, notes_of(db.session, progress.enrolment_id))
    ]
    title = _("My notes: %(course)s", course=title_of(edition))
    response = Response(notes_markdown(title, lessons), mimetype="text/markdown")
    response.headers["Content-Disposition"] = f'attachment; filename="{course_id}-notes.md"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _enrolled(course_id: str) -> tuple[ServedEdition, Progress]:
    edition, progress = edition_for_me(course_id)
    if progress is None:
        raise NotAllowedError
    return edition, progress


def _piece(edition: ServedEdition, progress: Progress, lesson_id: str, block_id: str) -> Piece:
    if edition.find_lesson(lesson_id) is None:
        raise NotFoundError
    hold_back(edition, progress, lesson_id)
    piece = shelf().lesson_page(db.session, edition, lesson_id, current_language()).find_piece(block_id)
    if piece is None:
        raise ConflictError("question_changed") if request.method == "POST" else NotFoundError
    return piece


def _new_note_page(form: NewNoteForm, edition: ServedEdition, lesson_id: str, piece: Piece) -> str:
    lesson_url = url_for("public.lesson", course_id=edition.course.id, lesson_id=lesson_id)
    return render_template(
        "learner/note_at.html",
        form=form,
        piece=piece,
        part=name_of(piece),
        course_title=title_of(edition),
        course_url=url_for("public.course", course_id=edition.course.id),
        lesson_title=_title(edition, lesson_id),
        lesson_url=lesson_url,
        is_empty=form.is_submitted() and not form.errors,
    )


def _by_lesson(edition: ServedEdition, made: list[OwnNote]) -> list[LessonNotes]:
    """In the course's order; of lessons that have left it, last."""
    ids = [lesson.id for lesson in edition.lessons]
    ids += sorted({one.lesson_id for one in made} - set(ids))
    return [_lesson_notes(edition, id_, mine) for id_ in ids if (mine := [one for one in made if one.lesson_id == id_])]


def _lesson_notes(edition: ServedEdition, lesson_id: str, made: list[OwnNote]) -> LessonNotes:
    if edition.find_lesson(lesson_id) is None:
        title, pieces = lesson_id, {}
    else:
        page = shelf().lesson_page(db.session, edition, lesson_id, current_language())
        title, pieces = _title(edition, lesson_id), {one.id: page.find_piece(one.block_id) for one in made}
    return LessonNotes(title, [_listed(edition, one, pieces.get(one.id)) for one in made])


def _listed(edition: ServedEdition, one: OwnNote, piece: Piece | None) -> ListedNote:
    return ListedNote(one, name_of(piece) if piece else "", _url(edition.course.id, one) if piece else "")


def _url(course_id: str, one: OwnNote) -> str:
    return url_for("public.lesson", course_id=course_id, lesson_id=one.lesson_id, _anchor=one.block_id)


def _written(listed: ListedNote) -> WrittenNote:
    link = whole_url(listed.url) if listed.url else ""
    made_on = calendar().short_date(listed.note.made_at)
    return WrittenNote(listed.part, link, listed.note.quote, listed.note.words, made_on)


def _title(edition: ServedEdition, lesson_id: str) -> str:
    titles = {lesson.id: lesson.titles for lesson in edition.lessons}
    return in_language(titles[lesson_id], current_language(), edition.course.source)[0]
