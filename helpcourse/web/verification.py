"""Verify a paper, for everybody: what was printed, whether it is valid, whether a file is exactly it."""

import hashlib
import io
import json
from datetime import timedelta
from typing import Any, cast

from flask import Response, jsonify, redirect, render_template, request, send_file, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import ValidationError

from helpcourse.accounts.rules import Limit
from helpcourse.certification.beside.actions import files_beside
from helpcourse.certification.credentials.examine import Examined, Finding, examine, examine_token
from helpcourse.certification.credentials.square import PARAMETER, square_claims
from helpcourse.certification.printed import columns
from helpcourse.certification.queries import Paper, events_of, find_code_of_file, find_paper, find_pdf
from helpcourse.certification.rules import CODE_LENGTH, is_code, normal_code
from helpcourse.certification.templates.queries import find_logo
from helpcourse.certification.wording import grouped
from helpcourse.errors import NotFoundError
from helpcourse.web import paper_wording
from helpcourse.web.credentials import public_keys
from helpcourse.web.extensions import calendar, db, now, today
from helpcourse.web.forms import Form
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.limits import count_try_here
from helpcourse.web.public import blueprint

_YEAR_S = 31_536_000
COMPARED = "compared"  # of the session: the code of a paper, and what the file just sent was found to be
LARGEST_FILE = 10 * 1024 * 1024  # bytes; ours have some 100,000
FILES = Limit("verify_address", 100, timedelta(minutes=15))  # a bar checks a pile of papers from one address


class FileForm(Form):
    file = FileField(
        lazy_gettext("File of the paper"), [FileRequired(lazy_gettext("Choose the file that you were given."))]
    )

    def validate_file(self, field: FileField) -> None:
        if _size(field.data) > LARGEST_FILE:
            raise ValidationError(_("The file is too large: a paper of ours has less than 10 MB."))

    def content(self) -> bytes:
        self.file.data.stream.seek(0)
        return cast(bytes, self.file.data.stream.read())


def _size(file: FileStorage) -> int:
    return file.stream.seek(0, io.SEEK_END)


@blueprint.get("/verify/<code>")
def verify_printed(code: str) -> ResponseReturnValue:
    """The address on the paper, which knows no language: to the reader's own."""
    signed = request.args.get(PARAMETER)  # None: the address was typed
    url = url_for("public.verified", lang=current_language(), code=normal_code(code) or code, s=signed)
    return redirect(url, 302)


@blueprint.get("/<language:lang>/verify")
def verify() -> ResponseReturnValue:
    typed = request.args.get("code")
    if typed is None:
        return render_template("public/verify.html", form=FileForm(), typed="", error="")
    if code := normal_code(typed):
        return redirect(url_for("public.verified", code=code), 302)
    error = _("Type the code that stands on the paper.")
    return render_template("public/verify.html", form=FileForm(), typed=typed, error=error), 422


@blueprint.post("/<language:lang>/verify")
def find_file() -> ResponseReturnValue:
    """The page of the paper that is exactly this file, or of which its signature speaks."""
    form = FileForm()
    if not form.validate_on_submit():
        return render_template("public/verify.html", form=form, typed="", error=""), 422
    count_try_here(FILES)
    content = form.content()
    if code := find_code_of_file(db.session, _sha256(content)):
        return _compared(code, Finding.EXACT)
    examined = examine(content, public_keys())
    if find_paper(db.session, examined.code, today=today()):
        return _compared(examined.code, examined.finding)
    if examined.finding is not Finding.NOTHING:
        return _unregistered(examined)
    form.file.errors = [
        _("This file is no paper that was issued here, or it was altered. Type the code that stands on it.")
    ]
    return render_template("public/verify.html", form=form, typed="", error=""), 422


@blueprint.get("/<language:lang>/verify/<code>")
def verified(code: str) -> ResponseReturnValue:
    """Everything printed, in all languages of the paper, and what became of it."""
    paper = find_paper(db.session, normal_code(code), today=today())
    if paper:
        return _page(paper, FileForm(), 200)
    examined = examine_token(request.args.get(PARAMETER, ""), public_keys())
    return _unregistered(examined) if examined.finding is Finding.GENUINE else _unknown(code)


@blueprint.post("/<language:lang>/verify/<code>")
def compare_file(code: str) -> ResponseReturnValue:
    """Whether a file is this paper, to the last byte; else what its signature is worth."""
    paper, form = find_paper(db.session, normal_code(code), today=today()), FileForm()
    if paper is None:
        return _unknown(code)
    if not form.validate_on_submit():
        return _page(paper, form, 422)
    count_try_here(FILES)
    content = form.content()
    if issued_as := find_code_of_file(db.session, _sha256(content)):
        return _compared(paper.code, Finding.EXACT if issued_as == paper.code else Finding.ALTERED)
    examined = examine(content, public_keys())
    is_another = examined.finding is Finding.GENUINE and examined.code != paper.code
    return _compared(paper.code, Finding.ALTERED if is_another else examined.finding)


@blueprint.get("/certificates/<code>.pdf")
def paper_pdf(code: str) -> Response:
    """The stored bytes; whoever has the code may have them."""
    stored = find_pdf(db.session, normal_code(code))
    if stored is None:
        raise NotFoundError
    response = send_file(
        io.BytesIO(stored.content),
        "application/pdf",
        as_attachment=True,
        download_name=f"{stored.number}.pdf",
        etag=stored.sha256,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return _unlisted(response)


@blueprint.get("/certificates/logos/<digest>.png")
def paper_logo(digest: str) -> Response:
    """A logo that is printed on papers, or will be: whoever asks has its hash from one."""
    content = find_logo(db.session, digest)
    if content is None:
        raise NotFoundError
    response = send_file(io.BytesIO(content), "image/png", etag=digest, max_age=_YEAR_S)
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@blueprint.get("/certificates/<code>.json")
def paper_json(code: str) -> Response:
    """The same as the page, for machines."""
    paper = find_paper(db.session, normal_code(code), today=today())
    if paper is None:
        raise NotFoundError
    return _unlisted(jsonify(_as_json(paper)))


def _as_json(paper: Paper) -> dict[str, Any]:
    return {
        "record": json.loads(paper.record.to_json()),
        "status": paper.status.value,
        "issued_at": paper.issued_at.isoformat(),
        "ended_at": paper.ended_at.isoformat() if paper.ended_at else None,
        "reason": paper.reason,
        "cause": paper.cause.value if paper.cause else None,
        "replaced_by": paper.replaced_by,
        "pdf_sha256": paper.sha256,
    }


def _page(paper: Paper, form: FileForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "public/verified.html",
        paper=paper,
        columns=columns(paper.record),
        verdict=paper_wording.verdict(paper),
        file_verdict=_file_verdict(paper.code) or _square_verdict(paper),
        code=grouped(paper.code),
        replaced_by=grouped(paper.replaced_by or ""),
        events=events_of(db.session, paper.id),
        files=files_beside(db.session, paper.id),
        words=paper_wording,
        form=form,
        looked_at=calendar().moment(now()),
    )
    return _unlisted(Response(page, status))


def _unknown(code: str) -> ResponseReturnValue:
    """No dead end: what may have gone wrong, and the form again with what was typed."""
    typed = normal_code(code)
    shown = grouped(typed) if len(typed) == CODE_LENGTH else code
    page = render_template("public/verify_unknown.html", typed=shown, is_mistyped=not is_code(typed))
    return _unlisted(Response(page, 404))


def _unregistered(examined: Examined) -> ResponseReturnValue:
    """A signature that speaks of no paper in the register: what it is worth, and what is signed if it is ours."""
    page = render_template(
        "public/verify_unregistered.html",
        verdict=paper_wording.unregistered_verdict(examined.finding),
        facts=paper_wording.signed_facts(examined) if examined.finding is Finding.GENUINE else (),
    )
    return _unlisted(Response(page, 404))


def _compared(code: str, finding: Finding) -> ResponseReturnValue:
    """To the paper's page, which tells the result once; it is kept in the session, so no link can claim one."""
    session[COMPARED] = [code, finding.value]
    return redirect(url_for("public.verified", code=code), 303)


def _file_verdict(code: str) -> paper_wording.Verdict | None:
    """What the last comparison found, if it was with this paper."""
    of_code, finding = session.pop(COMPARED, ["", ""])
    return paper_wording.file_verdict(Finding(finding)) if of_code == code else None


def _square_verdict(paper: Paper) -> paper_wording.Verdict | None:
    """Of the square code that led here; None: it was not a square code."""
    token = request.args.get(PARAMETER)
    if not token:
        return None
    said = examine_token(token, public_keys()).said
    return paper_wording.square_verdict(agrees=said == square_claims(paper.record))


def _sha256(content: bytes) -> str:
    """Of the whole file: a signature inside a PDF leaves bytes of it uncovered."""
    return hashlib.sha256(content).hexdigest()


def _unlisted(response: Response) -> Response:
    """People's names do not belong into search engines."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
