"""A list of people, by file or pasted: first a dry run with everything that would happen, then done."""

import secrets
import time
import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, TextAreaField

from helpcourse.accounts.models import Country, Profession
from helpcourse.accounts.passwords import hash_password
from helpcourse.certification.draw import unprintable
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.languages import LANGUAGES, folded
from helpcourse.tutoring import actions
from helpcourse.tutoring.member_list import Entry, ListError, ListFault, Vocabulary, decoded, read
from helpcourse.tutoring.planning import Outcome, plan
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web import cohort_wording, wording
from helpcourse.web.admin.blueprint import blueprint, reach, sight
from helpcourse.web.admin.cohorts import edition_of
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import Form
from helpcourse.web.i18n import current_language, lazy_gettext, ngettext, speaking
from helpcourse.web.i18n import gettext as _
from helpcourse.web.person_forms import IfAny

LARGEST_BYTES = 400 * 1024  # comes back in a form field, of which 1 MB may be sent
AT_ONCE = 10  # lines a write: everybody else's answers wait while it lasts, and a line takes five milliseconds
PAUSE_S = 0.01  # between two: the lock has no queue, so whoever waits needs a moment in which it is free


class ListForm(Form):
    """A file, or lines copied from a spreadsheet."""

    file = FileField(lazy_gettext("File (CSV)"), [IfAny()])
    lines = TextAreaField(lazy_gettext("Or paste the lines, with their headings"), [IfAny()])
    entries: list[Entry]
    text: str

    def validate(self, extra_validators: Any = None) -> bool:
        """Reads the list too: what cannot be read at all is an error of the form."""
        if not super().validate(extra_validators):
            return False
        try:
            self.text = self._text()
            self.entries = read(self.text, vocabulary())
        except ListError as error:
            field = self.file if request.files.get("file") else self.lines
            field.errors = (*field.errors, cohort_wording.LIST_FAULTS[error.fault])
            return False
        return True

    def _text(self) -> str:
        uploaded = request.files.get("file")
        if not uploaded:
            return self.lines.data or ""
        content = uploaded.stream.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise ListError(ListFault.TOO_LONG)
        return decoded(content)


@blueprint.route("/cohorts/<uuid:cohort_id>/list", methods=["GET", "POST"])
def cohort_list(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Take a list and show what would happen, line by line; nothing is done yet."""
    row = get_cohort(db.session, sight(), cohort_id)
    form = ListForm()
    if not form.validate_on_submit():
        page = render_template("admin/cohort_list.html", cohort=row, form=form, sample=_sample())
        return page, 422 if form.errors else 200
    lines = plan(db.session, row, form.entries, countries=reach())
    return render_template(
        "admin/cohort_list_plan.html",
        cohort=row,
        lines=lines,
        text=form.text,
        good=[line for line in lines if line.outcome is not Outcome.LEFT_OUT],
        left_out=[line for line in lines if line.outcome is Outcome.LEFT_OUT],
        new_accounts=sum(line.outcome is Outcome.NEW_ACCOUNT for line in lines),
        outcomes=cohort_wording.OUTCOMES,
        problem_words=cohort_wording.problem,
    )


def _sample() -> str:
    """Two lines of a list in the language of the page."""
    head = _("e-mail;surname;name;patronymic;country;profession;language")
    codes = (wording.COUNTRIES[Country.KZ], wording.PROFESSIONS[Profession.ADVOCATE], wording.LANGUAGES["kk"])
    cells = ["aigerim@example.kz", "Серікова", "Айгерім", "Нұрланқызы", *(str(code) for code in codes)]
    return f"{head}\n{';'.join(cells)}"


@blueprint.post("/cohorts/<uuid:cohort_id>/list/add")
def cohort_list_add(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Do what the dry run showed, planned anew: what has changed since is seen."""
    row = get_cohort(db.session, sight(), cohort_id)
    try:
        entries = read(request.form.get("text", ""), vocabulary())
    except ListError as error:
        raise ConflictError("form_used") from error
    taken = _take_in(row, entries)
    flash(_words_of(taken), "success")
    return redirect(url_for("admin.cohort", cohort_id=cohort_id), 303)


def _take_in(row: CohortRow, entries: list[Entry]) -> actions.Taken:
    """A slice and a commit at a time. Should it end half-way, the same list again takes in the rest."""
    titles = edition_of(row).course.titles
    within = reach()
    nobodys = hash_password(secrets.token_urlsafe(32))  # slow, so before the write
    taken = actions.Taken(0, 0)
    for start in range(0, len(entries), AT_ONCE):
        begin_write(db.session)
        taken += actions.take_in(
            db.session,
            row.id,
            plan(db.session, row, entries[start : start + AT_ONCE], countries=within),
            titles=titles,
            links=_links(row.course_id),
            language=current_language(),
            password_hash=nobodys,
            now=now(),
        )
        db.session.commit()
        time.sleep(PAUSE_S)
    return taken


def _links(course_id: str) -> actions.Links:
    return actions.Links(
        course=lambda language: url_for("public.course", lang=language, course_id=course_id),
        set_password=lambda language, token: url_for("auth.new_password", lang=language, token=token),
    )


def _words_of(taken: actions.Taken) -> str:
    added = ngettext("%(num)s person is added and told by mail.", "%(num)s people are added and told by mail.",
                     num=taken.added)  # fmt: skip
    if not taken.new_accounts:
        return added
    made = ngettext("%(num)s account was made: the mail has a link to set a password.",
                    "%(num)s accounts were made: the mails have a link to set a password.",
                    num=taken.new_accounts)  # fmt: skip
    return f"{added} {made}"


def vocabulary() -> Vocabulary:
    """The words of the lists in all languages, and the codes themselves."""
    countries = {folded(code.value): code.value for code in wording.COUNTRIES}
    professions = {folded(code.value): code.value for code in wording.PROFESSIONS}
    for language in LANGUAGES:
        with speaking(language):
            countries |= {folded(str(name)): code.value for code, name in wording.COUNTRIES.items()}
            professions |= {folded(str(name)): code.value for code, name in wording.PROFESSIONS.items()}
    return Vocabulary(countries, professions, unprintable)
