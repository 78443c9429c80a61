"""Papers: search, one paper with its history, revoke, replace; and a cohort's certificates, from who may to issued."""

import uuid
from collections.abc import Mapping
from typing import Any, TypedDict

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from helpcourse.accounts.queries.kept_institutions import kept_institutions
from helpcourse.certification import actions
from helpcourse.certification.beside.actions import files_beside
from helpcourse.certification.models import ReplaceCause
from helpcourse.certification.queries import Paper, events_of, find_pdf, get_paper, search_papers
from helpcourse.certification.record import PaperKind
from helpcourse.certification.rules import LONGEST_REASON, PaperStatus, issuer_of
from helpcourse.certification.templates.queries import templates_used
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.web import paper_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import Question, blueprint, reach
from helpcourse.web.extensions import db, now, settings, shelf, today
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.person_forms import tidy, typed
from helpcourse.web.tables.asked import asked_table
from helpcourse.web.tables.kinds import PAPERS


class ReasonForm(Form):
    reason = TextAreaField(
        lazy_gettext("Reason"),
        [DataRequired(lazy_gettext("Say why.")), Length(max=LONGEST_REASON)],
        filters=[tidy],
    )


class ReplaceForm(Form):
    cause = RadioField(
        lazy_gettext("Why"),
        [InputRequired(lazy_gettext("Say why."))],
        choices=[SelectChoice(cause.value, words) for cause, words in paper_wording.CAUSES.items()],
    )
    reason = TextAreaField(lazy_gettext("More about it"), [Optional(), Length(max=LONGEST_REASON)], filters=[tidy])

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself; then that another reason is said."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.cause.data == ReplaceCause.OTHER and not typed(self.reason):
            self.reason.errors = (_("Say why."),)
            return False
        return is_valid


@blueprint.get("/certificates")
def certificates() -> ResponseReturnValue:
    table = asked_table(PAPERS, "-issued")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    issuers = issuers_of_papers()
    asked = asked_papers(issuers)
    page = request.args.get("page", 1, type=int)
    found = search_papers(db.session, **asked, order=table.order, page=page, today=today())
    return render_template(
        "admin/certificates.html",
        found=found,
        text=asked["text"],
        kind=asked["kind"],
        issuer=asked["institution_id"],
        issuers=issuers,
        state=asked["state"],
        table=table,
    )


class Asked(TypedDict):
    """Which papers an address asks for, among those that one may see."""

    text: str
    countries: frozenset[str] | None
    kind: PaperKind | None
    institution_id: int | None
    state: PaperStatus | None


def asked_papers(issuers: Mapping[int, str]) -> Asked:
    return {
        "text": request.args.get("text", "").strip(),
        "countries": reach(),
        "kind": request.args.get("kind", type=PaperKind),
        "institution_id": _issuer_among(issuers),
        "state": request.args.get("state", type=PaperStatus),
    }


def issuers_of_papers() -> Mapping[int, str]:
    """Institutions that issue papers of their own, or have: by their names today."""
    kept = kept_institutions(db.session, current_language(), countries=reach(), today=today())
    own = templates_used(db.session)
    return {one.id: one.name_on(today()).in_language(current_language()) for one in kept if one.id in own}


def _issuer_among(issuers: Mapping[int, str]) -> int | None:
    """None: any; so is one that the list does not offer, as with the other filters."""
    asked = request.args.get("issuer", type=int)
    return asked if asked in issuers else None


@blueprint.get("/certificates/<uuid:certificate_id>")
def certificate(certificate_id: uuid.UUID) -> str:
    """What was printed, and what became of it."""
    paper = get_paper(db.session, certificate_id, countries=reach(), today=today())
    return render_template(
        "admin/certificate.html",
        paper=paper,
        events=events_of(db.session, certificate_id),
        files=files_beside(db.session, certificate_id),
    )


@blueprint.get("/certificates/<uuid:certificate_id>/paper.pdf")
def certificate_pdf(certificate_id: uuid.UUID) -> Response:
    """The bytes as they were stored."""
    paper = get_paper(db.session, certificate_id, countries=reach(), today=today())
    pdf = find_pdf(db.session, paper.code)
    if pdf is None:
        raise NotFoundError
    response = Response(pdf.content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{pdf.number}.pdf"'
    return response


@blueprint.route("/certificates/<uuid:certificate_id>/revoke", methods=["GET", "POST"])
def certificate_revoke(certificate_id: uuid.UUID) -> ResponseReturnValue:
    paper = get_paper(db.session, certificate_id, countries=reach(), today=today())
    if not paper.is_valid:
        return _to_ended(paper)
    points = [
        _("The verification page calls the paper revoked from this moment on, with the reason that you write."),
        _("The person is told by mail, with the reason."),
        _("This cannot be undone: a new paper would have a new number."),
    ]
    question = Question(_("Revoke the paper?"), points, _("Revoke"), _page_of(paper), _names(paper))
    form = ReasonForm()
    if not form.validate_on_submit():
        return _reason_page(form, question)
    by_id = me().id
    begin_write(db.session)
    is_done = actions.revoke(db.session, certificate_id, by_id=by_id, reason=_reason(form), now=now())
    db.session.commit()
    if not is_done:
        return _to_ended(paper)
    flash(_("The paper is revoked."), "success")
    return redirect(_page_of(paper), 303)


@blueprint.route("/certificates/<uuid:certificate_id>/replace", methods=["GET", "POST"])
def certificate_replace(certificate_id: uuid.UUID) -> ResponseReturnValue:
    """A new paper with the name as it is spelled now."""
    paper = get_paper(db.session, certificate_id, countries=reach(), today=today())
    if not paper.is_valid:
        return _to_ended(paper)
    points = [
        _("A new paper is issued with the name as it stands in the account now, under a new number."),
        _("It looks as papers that are issued today: issuer, signature, logo and words may have changed since."),
        _("The verification page of the old paper says that it was replaced, with the reason that you write."),
        _("This cannot be undone."),
    ]
    question = Question(_("Replace the paper?"), points, _("Replace"), _page_of(paper), _names(paper))
    form = ReplaceForm()
    if not form.validate_on_submit():
        return _reason_page(form, question)
    by_id, issuer, cause = me().id, issuer_of(settings()), ReplaceCause(form.cause.data)
    begin_write(db.session)
    new_id = actions.replace(
        db.session, shelf(), certificate_id, issuer, cause=cause, by_id=by_id, reason=typed(form.reason), now=now()
    )
    db.session.commit()
    flash(_("The new paper is issued; its PDF will be ready in a moment."), "success")
    return redirect(url_for("admin.certificate", certificate_id=new_id), 303)


def _reason_page(form: ReasonForm | ReplaceForm, question: Question) -> ResponseReturnValue:
    return render_template("admin/ask_reason.html", form=form, question=question), 422 if form.errors else 200


def _reason(form: ReasonForm) -> str:
    return str(form.reason.data)


def _to_ended(paper: Paper) -> ResponseReturnValue:
    flash(_("This paper had ended before."), "info")
    return redirect(_page_of(paper), 303)


def _page_of(paper: Paper) -> str:
    return url_for("admin.certificate", certificate_id=paper.id)


def _names(paper: Paper) -> list[str]:
    record = paper.record
    return [record.names[record.languages[0]], record.number]


@blueprint.context_processor
def _words_of_papers() -> dict[str, object]:
    return {
        "kind_names": paper_wording.KINDS,
        "status_names": paper_wording.STATUSES,
        "event_names": paper_wording.EVENTS,
        "why": paper_wording.why,
    }
