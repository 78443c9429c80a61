"""How the papers of an institution's cohorts look: prepared, looked at, taken into use, and out of it."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts.queries.kept_institutions import KeptInstitution, get_kept_institution
from helpcourse.certification.draw import draw, draw_picture
from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.rules import issuer_of
from helpcourse.certification.templates import actions
from helpcourse.certification.templates.queries import find_logo, find_template, get_template, is_prefix_free
from helpcourse.certification.templates.rules import KINDS, Details, Template, Texts, issuer_by, normal_prefix
from helpcourse.certification.templates.sample import sample
from helpcourse.certification.wording import WORDS
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.languages import LANGUAGES
from helpcourse.web import paper_wording, wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import Question, ask, blueprint, reach
from helpcourse.web.admin.institution_forms import DetailsForm, LogoForm, WordsForm, details_form, words_form
from helpcourse.web.extensions import db, now, settings, today
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _

_PAPER = "/institutions/<int:institution_id>/paper"
_KIND = f"<any({', '.join(KINDS)}):kind>"


@blueprint.get(_PAPER)
def institution_paper(institution_id: int) -> str:
    """As it is set, with a paper of each level as it would be printed."""
    kept = _kept(institution_id)
    return render_template(
        "admin/institution_paper.html",
        institution=kept,
        name=_name(kept),
        template=find_template(db.session, institution_id),
        kinds=KINDS,
        words=paper_wording,
    )


@blueprint.route(f"{_PAPER}/edit", methods=["GET", "POST"])
def institution_paper_edit(institution_id: int) -> ResponseReturnValue:
    kept, template = _kept(institution_id), find_template(db.session, institution_id)
    form = details_form(template.details, template.version) if template else details_form(_proposed(kept), "")
    if not (form.validate_on_submit() and _is_free(institution_id, form)):
        return _edit_page(kept, template, form), 422 if form.errors else 200
    details, seen, by_id = form.details, form.seen.data, me().id
    begin_write(db.session)
    try:
        actions.keep(db.session, institution_id, details, seen=seen, by_id=by_id, now=now())
    except ConflictError as refusal:
        return _edit_page(kept, _as_it_is_now(institution_id, form), form, refusal), 409
    db.session.commit()
    return _saved(institution_id)


def _edit_page(
    kept: KeptInstitution, template: Template | None, form: DetailsForm, refusal: ConflictError | None = None
) -> str:
    return render_template(
        "admin/institution_paper_edit.html", institution=kept, name=_name(kept), form=form, template=template,
        languages=LANGUAGES, texts=tuple(paper_wording.DETAILS), year=today().year, refused=_words_of(refusal),
    )  # fmt: skip


def _as_it_is_now(institution_id: int, form: DetailsForm | WordsForm) -> Template | None:
    """What somebody else has set meanwhile; whoever sends the form again has seen that there is something."""
    db.session.rollback()
    template = find_template(db.session, institution_id)
    form.seen.data = template.version if template else ""
    return template


def _words_of(refusal: ConflictError | None) -> str:
    return wording.conflict(refusal.code) if refusal else ""


def _is_free(institution_id: int, form: DetailsForm) -> bool:
    prefix = form.details.number_prefix
    if prefix != normal_prefix(settings().number_prefix) and is_prefix_free(db.session, institution_id, prefix):
        return True
    form.number_prefix.errors = (_("Numbers of another issuer begin so. Choose another prefix."),)
    return False


def _proposed(kept: KeptInstitution) -> Details:
    """The institution's own names, in the languages of the site's papers."""
    named = kept.name_on(today())
    texts: dict[str, Texts] = {code: Texts(named.in_language(code), "", "", "") for code in LANGUAGES}
    return Details(issuer_of(settings()).languages, "", texts)


@blueprint.route(f"{_PAPER}/words/{_KIND}", methods=["GET", "POST"])
def institution_paper_words(institution_id: int, kind: str) -> ResponseReturnValue:
    kept, template, of = _kept(institution_id), get_template(db.session, institution_id), PaperKind(kind)
    form = words_form(template.details.languages, template.words.get(of, {}), template.version)
    if not form.validate_on_submit():
        return _words_page(kept, template, form, of), 422 if form.errors else 200
    words, seen, by_id = form.words(template.details.languages), form.seen.data, me().id
    begin_write(db.session)
    try:
        actions.keep_words(db.session, institution_id, of, words, seen=seen, by_id=by_id, now=now())
    except ConflictError as refusal:
        return _words_page(kept, _as_it_is_now(institution_id, form) or template, form, of, refusal), 409
    db.session.commit()
    return _saved(institution_id)


def _words_page(
    kept: KeptInstitution, template: Template, form: WordsForm, kind: PaperKind, refusal: ConflictError | None = None
) -> str:
    return render_template(
        "admin/institution_paper_words.html", institution=kept, name=_name(kept), form=form, kind=kind,
        languages=template.details.languages, usual=WORDS, words=paper_wording, refused=_words_of(refusal),
    )  # fmt: skip


@blueprint.route(f"{_PAPER}/logo", methods=["GET", "POST"])
def institution_paper_logo(institution_id: int) -> ResponseReturnValue:
    kept, template, form = _kept(institution_id), get_template(db.session, institution_id), LogoForm()
    if not form.validate_on_submit():
        page = render_template(
            "admin/institution_paper_logo.html", institution=kept, name=_name(kept), form=form, template=template
        )
        return page, 422 if form.errors else 200
    by_id = me().id
    begin_write(db.session)
    actions.keep_logo(db.session, institution_id, form.logo, by_id=by_id, now=now())
    db.session.commit()
    return _saved(institution_id)


@blueprint.post(f"{_PAPER}/logo/remove")
def institution_paper_logo_remove(institution_id: int) -> ResponseReturnValue:
    """Papers that were issued keep theirs."""
    _kept(institution_id)
    by_id = me().id
    begin_write(db.session)
    actions.keep_logo(db.session, institution_id, None, by_id=by_id, now=now())
    db.session.commit()
    return _saved(institution_id)


@blueprint.get(f"{_PAPER}/{_KIND}.pdf")
def institution_paper_pdf(institution_id: int, kind: str) -> Response:
    """A sample, as it would be printed."""
    record = _sample(institution_id, kind)
    response = Response(draw(record, logo=_logo_of(record)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="sample.pdf"'
    return response


@blueprint.get(f"{_PAPER}/{_KIND}.png")
def institution_paper_picture(institution_id: int, kind: str) -> Response:
    record = _sample(institution_id, kind)
    response = Response(draw_picture(record, _logo_of(record)), mimetype="image/png")
    response.headers["Cache-Control"] = "private, no-store"  # it is looked at after each change
    return response


def _sample(institution_id: int, kind: str) -> Record:
    _kept(institution_id)
    template = get_template(db.session, institution_id)
    return sample(issuer_by(template, issuer_of(settings())), PaperKind(kind), today=today())


def _logo_of(record: Record) -> bytes:
    return find_logo(db.session, record.logo) or b""


@blueprint.route(f"{_PAPER}/use", methods=["GET", "POST"])
def institution_paper_use(institution_id: int) -> ResponseReturnValue:
    kept, template = _kept(institution_id), get_template(db.session, institution_id)
    if request.method == "GET":
        points = [
            _("Papers of cohorts with this partner institution look this way from now on."),
            _("Their registration numbers begin with: %(prefix)s", prefix=template.details.number_prefix),
            _("Papers that were issued before do not change."),
        ]
        return _ask(kept, _("Issue papers in the institution's name?"), points, _("Issue papers this way"))
    by_id = me().id
    begin_write(db.session)
    actions.use(db.session, institution_id, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Papers are issued in the institution's name from now on."), "success")
    return redirect(url_for("admin.institution_paper", institution_id=institution_id), 303)


@blueprint.route(f"{_PAPER}/stop", methods=["GET", "POST"])
def institution_paper_stop(institution_id: int) -> ResponseReturnValue:
    kept = _kept(institution_id)
    get_template(db.session, institution_id)
    if request.method == "GET":
        points = [
            _("Papers of cohorts with this partner institution are those of this site from now on."),
            _("What you have set here is kept."),
            _("Papers that were issued before do not change."),
        ]
        return _ask(kept, _("Issue papers in the name of this site again?"), points, _("Issue the site's papers"))
    by_id = me().id
    begin_write(db.session)
    actions.stop(db.session, institution_id, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Papers are issued in the name of this site from now on."), "success")
    return redirect(url_for("admin.institution_paper", institution_id=institution_id), 303)


def _ask(kept: KeptInstitution, title: str, points: list[str], button: str) -> str:
    back = url_for("admin.institution_paper", institution_id=kept.id)
    return ask(Question(title, points, button, back, [_name(kept)], is_danger=False))


def _kept(institution_id: int) -> KeptInstitution:
    """Raises NotFoundError for one of another country."""
    return get_kept_institution(db.session, institution_id, countries=reach(), today=today())


def _name(kept: KeptInstitution) -> str:
    return kept.name_on(today()).in_language(current_language())


def _saved(institution_id: int) -> ResponseReturnValue:
    flash(_("Saved. Look at the papers as they would be printed now."), "success")
    return redirect(url_for("admin.institution_paper", institution_id=institution_id), 303)
