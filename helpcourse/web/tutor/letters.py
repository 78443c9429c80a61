"""Letters to learners: written to the ticked, looked at, sent; and what was sent before."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField
from wtforms.validators import Length, Optional

from helpcourse.accounts.queries import get_account_of
from helpcourse.db import begin_write
from helpcourse.languages import LANGUAGES
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.letters import actions
from helpcourse.tutoring.letters.queries import get_sent_letter, readers_among, sent_letters
from helpcourse.tutoring.letters.rules import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    Reader,
    Words,
    each_once,
    language_for,
)
from helpcourse.tutoring.ordering import LETTERS, in_order
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.tutoring.queries import learners_of_cohorts
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.forms import OnceForm, key_of
from helpcourse.web.i18n import current_language, lazy_gettext, ngettext, speaking
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails import mail_words
from helpcourse.web.mails.message import MailWords
from helpcourse.web.person_forms import tidy
from helpcourse.web.tutor.blueprint import blueprint, sight
from helpcourse.web.tutor.desk import tabs
from helpcourse.web.tutor.listing import ticked, wanted
from helpcourse.web.wording import LANGUAGES as LANGUAGE_WORDS


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _subject(label: Any) -> StringField:
    return StringField(label, [Optional(), Length(max=LONGEST_SUBJECT)], filters=[tidy])


def _text(label: Any) -> TextAreaField:
    return TextAreaField(label, [Optional(), Length(max=LONGEST_TEXT)], filters=[_lines])


class LetterForm(OnceForm):
    """A letter in each language that anybody of its readers has; one will do."""

    subject_kk, text_kk = _subject(lazy_gettext("Subject in Kazakh")), _text(lazy_gettext("Letter in Kazakh"))
    subject_ru, text_ru = _subject(lazy_gettext("Subject in Russian")), _text(lazy_gettext("Letter in Russian"))
    subject_en, text_en = _subject(lazy_gettext("Subject in English")), _text(lazy_gettext("Letter in English"))

    @property
    def written(self) -> dict[str, Words]:
        """By language; of those in which anything is written."""
        found = {code: Words(self[f"subject_{code}"].data or "", self[f"text_{code}"].data or "") for code in LANGUAGES}
        return {code: words for code, words in found.items() if words.subject or words.text}

    def validate(self, extra_validators: Any = None) -> bool:
        """Each language that is begun has both, and there is one."""
        is_valid = bool(super().validate(extra_validators))
        for code, words in self.written.items():
            if not words.subject:
                self[f"subject_{code}"].errors = [_("Enter the subject.")]
            if not words.text:
                self[f"text_{code}"].errors = [_("Write the letter.")]
            is_valid = is_valid and bool(words.subject and words.text)
        if not self.written:
            self.form_errors.append(_("Write the letter in one language at least."))
        return is_valid and bool(self.written)


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail as its readers will get it, and how many they are."""

    language: str  # of the readers' mails
    written_in: str
    count: int
    words: MailWords


@blueprint.get("/letters")
def letters() -> str:
    """What was sent to learners of the cohorts that are seen."""
    order = request.args.get("sort", "-sent")
    found = in_order(sent_letters(db.session, _cohort_ids()), LETTERS, order)
    return render_template("tutor/letters.html", letters=found, order=order, words_of=words_of, tabs=tabs("letters"))


@blueprint.get("/letters/<uuid:letter_id>")
def letter(letter_id: uuid.UUID) -> str:
    one, readers = get_sent_letter(db.session, _cohort_ids(), letter_id)
    subject = words_of(one.words).subject or _("Letter")
    return render_template("tutor/letter.html", one=one, subject=subject, readers=readers, languages=LANGUAGE_WORDS)


@blueprint.route("/letters/write", methods=["GET", "POST"])
def letter_write() -> ResponseReturnValue:
    """Write to the ticked; with `look`, shows the mails; with `sure`, sends them."""
    chosen = _chosen()
    readers = [one for one in chosen if one.is_reachable]
    if not readers:
        flash(_("Tick the learners first."), "warning")
        return redirect(url_for("tutor.desk"), 303)
    is_written = "look" in request.form or "sure" in request.form
    form = LetterForm() if is_written or "change" in request.form else LetterForm(formdata=None)
    if not is_written or not form.validate_on_submit():
        return _form_page(form, chosen), 422 if form.errors else 200
    if "look" in request.form:
        return render_template(
            "tutor/letter_look.html",
            form=form,
            readers=readers,
            previews=_previews(readers, form.written),
            languages=LANGUAGE_WORDS,
        )
    return _send(form, readers)


def _send(form: LetterForm, readers: Sequence[Reader]) -> ResponseReturnValue:
    letter_id, by_id, written = key_of(form), me().id, form.written
    begin_write(db.session)
    is_ours = actions.send(
        db.session,
        letter_id,
        by_id,
        written,
        readers,
        link=lambda language: url_for("learner.letter", letter_id=letter_id, lang=language),
        now=now(),
    )
    db.session.commit()
    if is_ours:
        count = len(each_once(readers))
        flash(
            ngettext("The letter goes to %(num)s learner.", "The letter goes to %(num)s learners.", num=count),
            "success",
        )
    return redirect(url_for("tutor.letter", letter_id=letter_id), 303)


def words_of(words: Mapping[str, Words]) -> Words:
    """A letter in the language of the page, or in one that there is; without words if they are gone."""
    return words.get(current_language()) or next(iter(words.values()), Words("", ""))


def _form_page(form: LetterForm, chosen: Sequence[Reader]) -> str:
    readers = [one for one in chosen if one.is_reachable]
    counts = {code: sum(one.language == code for one in each_once(readers)) for code in LANGUAGES}
    return render_template(
        "tutor/letter_write.html",
        form=form,
        readers=readers,
        left_out=len(chosen) - len(readers),
        counts=counts,
        own=[code for code in LANGUAGES if counts[code]],
        others=[code for code in LANGUAGES if not counts[code]],
        languages=LANGUAGE_WORDS,
    )


def _previews(readers: Sequence[Reader], written: Mapping[str, Words]) -> list[Preview]:
    """One a language of readers."""
    once = each_once(readers)
    of = {code: [one for one in once if one.language == code] for code in LANGUAGES}
    by = get_account_of(db.session, me().id).full_name
    return [
        Preview(code, language_for(code, written), len(theirs), _mail(theirs[0], written, by))
        for code, theirs in of.items()
        if theirs
    ]


def _mail(reader: Reader, written: Mapping[str, Words], by: str) -> MailWords:
    with speaking(reader.language):
        return mail_words(MailKind.TUTOR_WROTE, actions.mail_values(reader, written, by, ""))


def _chosen() -> list[Reader]:
    """Whom the request names, as far as they are learners of cohorts that are seen."""
    rows = seen_cohorts(db.session, sight())
    ids = ticked()
    if "everybody" in request.form:
        asked = wanted()
        ours = [row for row in rows if asked.cohort == str(row.id) or (not asked.cohort and row.closed_at is None)]
        courses = {row.id: shelf().edition(db.session, row.edition_id).course for row in ours}
        ids = {one.enrolment_id for one in asked.choose(learners_of_cohorts(db.session, courses, now=now()))}
    return readers_among(db.session, [row.id for row in rows], ids)


def _cohort_ids() -> list[uuid.UUID]:
    return [row.id for row in seen_cohorts(db.session, sight())]
