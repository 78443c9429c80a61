"""What a tutor keeps for reviewing: phrases for use in reviews, and the languages in which they review."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from helpcourse.db import begin_write
from helpcourse.languages import NAMES
from helpcourse.tutoring.cases import phrases as kept
from helpcourse.tutoring.cases.phrases import LONGEST_PHRASE, phrases_of
from helpcourse.tutoring.cases.queue import languages_of
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import Form, OnceForm, SelectChoice, id_of, key_of
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.cases import tabs


class PhraseForm(OnceForm):
    text = TextAreaField(
        lazy_gettext("New phrase"), [DataRequired(lazy_gettext("Write the phrase.")), Length(max=LONGEST_PHRASE)]
    )


class LanguagesForm(Form):
    languages = SelectMultipleField(
        lazy_gettext("I review works in"),
        choices=[SelectChoice(code, name) for code, name in NAMES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


@blueprint.route("/cases/phrases", methods=["GET", "POST"])
def phrases() -> ResponseReturnValue:
    """Looks at them; keeps a new one."""
    form = PhraseForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    by_id, id_, text = me().id, key_of(form), str(form.text.data).replace("\r\n", "\n").strip()
    begin_write(db.session)
    kept.keep(db.session, by_id, id_, text, now=now())
    db.session.commit()
    flash(_("The phrase is kept."), "success")
    return redirect(url_for("tutor.phrases"), 303)


@blueprint.post("/cases/phrases/drop")
def phrase_drop() -> ResponseReturnValue:
    phrase_id, by_id = id_of(request.form.get("phrase")), me().id
    begin_write(db.session)
    kept.drop(db.session, by_id, phrase_id)
    db.session.commit()
    flash(_("The phrase is removed. Reviews in which you used it stay as they are."), "success")
    return redirect(url_for("tutor.phrases"), 303)


@blueprint.post("/cases/languages")
def review_languages() -> ResponseReturnValue:
    """In which somebody reviews; none ticked: in all."""
    chosen = [language for language in request.form.getlist("languages") if language in NAMES]
    by_id = me().id
    begin_write(db.session)
    kept.set_languages(db.session, by_id, set(chosen))
    db.session.commit()
    flash(_("Saved. Works in these languages stand first in your queue."), "success")
    return redirect(url_for("tutor.phrases"), 303)


def _page(form: PhraseForm) -> str:
    return render_template(
        "tutor/phrases.html",
        form=form,
        languages=LanguagesForm(formdata=None, languages=sorted(languages_of(db.session, me().id))),
        phrases=phrases_of(db.session, me().id),
        tabs=tabs("phrases"),
    )
