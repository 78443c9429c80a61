"""What tutors have written to the reader."""

import uuid

from flask import render_template

from helpcourse.tutoring.letters.queries import get_own_letter, own_letters
from helpcourse.web.access import me
from helpcourse.web.extensions import db
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint


@blueprint.get("/my/letters")
def letters() -> str:
    return render_template("learner/letters.html", letters=own_letters(db.session, me().id))


@blueprint.get("/my/letters/<uuid:letter_id>")
def letter(letter_id: uuid.UUID) -> str:
    one = get_own_letter(db.session, me().id, letter_id)
    return render_template("learner/letter.html", one=one, subject=one.words.subject or _("Letter"))
