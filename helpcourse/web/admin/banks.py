"""Question banks: other people's files to our Markdown, to be committed; and ours to their formats."""

from datetime import timedelta
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, SelectField

from helpcourse.catalogue.queries import CourseRow, get_course
from helpcourse.errors import NotFoundError
from helpcourse.files.store import Store
from helpcourse.interop.banks import formats
from helpcourse.interop.banks.bank import Bank, BankError, Written
from helpcourse.interop.banks.ours import bank_of, targets
from helpcourse.interop.banks.taken import Taken, from_bytes, taken, to_bytes
from helpcourse.languages import LANGUAGES
from helpcourse.web import bank_wording, wording
from helpcourse.web.admin.blueprint import admins_only, blueprint
from helpcourse.web.admin.courses import title_of_course
from helpcourse.web.extensions import db, now, settings, shelf, store
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.fragments import KeptOnce
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of_test
from helpcourse.web.person_forms import IfAny

LARGEST_BYTES = 10_000_000
_WAITS = timedelta(days=1)  # until a bank that nobody fetched is forgotten
_KEPT = 20_000_000  # bytes of banks that were given away; one takes half a second to make

_made: KeptOnce[Written] = KeptOnce(_KEPT)


class BankForm(Form):
    """A file with questions of another system."""

    file = FileField(lazy_gettext("File with questions"), [IfAny()])
    language = SelectField(lazy_gettext("Language of the questions"), [IfAny()])
    form = SelectField(lazy_gettext("Format"), [IfAny()])
    encoding = SelectField(lazy_gettext("Encoding"), [IfAny()])
    taken: Taken

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self.language.choices = [SelectChoice(code, str(wording.LANGUAGES[code])) for code in LANGUAGES]
        by_itself = SelectChoice("", _("Told by what is in the file"))
        self.form.choices = [by_itself, *(SelectChoice(form, bank_wording.FORMATS[form]) for form in formats.READERS)]
        self.encoding.choices = [
            by_itself,
            *(SelectChoice(one, str(words)) for one, words in bank_wording.ENCODINGS.items()),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Reads the file too: what cannot be read at all is an error of the form."""
        if not super().validate(extra_validators):
            return False
        uploaded = request.files.get("file")
        content = uploaded.stream.read(LARGEST_BYTES + 1) if uploaded else b""
        if not uploaded or not content:
            return self._refuse(_("Choose a file."))
        if len(content) > LARGEST_BYTES:
            return self._refuse(_("The file is larger than 10 MB: divide it."))
        try:
            form = self.form.data or formats.guess(content)
            bank = formats.read(content, form, self.language.data, self.encoding.data)
        except BankError as error:
            return self._refuse(bank_wording.broken(error))
        self.taken = taken(bank, uploaded.filename or "", self.language.data)
        return True

    def _refuse(self, why: str) -> bool:
        self.file.errors = (*self.file.errors, why)
        return False


@blueprint.route("/banks", methods=["GET", "POST"])
@admins_only
def courses_bank() -> ResponseReturnValue:
    """Take a file in; nothing of the site changes by it."""
    form = BankForm(language=current_language())
    if not form.validate_on_submit():
        return render_template("admin/bank.html", form=form), 422 if form.errors else 200
    waiting = _waiting()
    waiting.drop_before(now() - _WAITS)
    digest = waiting.put(to_bytes(form.taken))
    return redirect(url_for("admin.courses_bank_taken", digest=digest), 303)


@blueprint.get("/banks/<digest>")
@admins_only
def courses_bank_taken(digest: str) -> str:
    """What was taken in, and what was not."""
    one = _taken(digest)
    return render_template("admin/bank_taken.html", taken=one, told=bank_wording.told(one.notes), digest=digest)


@blueprint.get("/banks/<digest>/file")
@admins_only
def courses_bank_file(digest: str) -> Response:
    """The Markdown to commit; a zip if there are pictures."""
    one = _taken(digest)
    return _download(one.file, one.name)


@blueprint.get("/courses/<course_id>/bank")
@admins_only
def course_bank(course_id: str) -> str:
    """What the bank of the current edition loses on its way, and the file."""
    row = get_course(db.session, course_id)
    form, language, module_id = _asked(row)
    edition = shelf().edition(db.session, row.current_edition_id)
    tests = ["", *(module.id for module in edition.course.modules if module.quiz)]
    return render_template(
        "admin/course_bank.html",
        course=row,
        title=title_of_course(row),
        form=form,
        into=language,
        module_id=module_id,
        languages=edition.course.languages,
        tests=[(id_, title_of_test(edition, id_)) for id_ in tests],
        formats=[(one, bank_wording.FORMATS[one]) for one in formats.WRITERS],
        written=(out := _written(row, form, language, module_id)),
        told=bank_wording.told(out.notes),
    )


@blueprint.get("/courses/<course_id>/bank/file")
@admins_only
def course_bank_file(course_id: str) -> Response:
    row = get_course(db.session, course_id)
    form, language, module_id = _asked(row)
    name = "-".join(filter(None, (course_id, module_id)))
    return _download(_written(row, form, language, module_id).content, f"{name}.{language}{formats.ENDINGS[form]}")


def _asked(row: CourseRow) -> tuple[str, str, str]:
    """Format, language and the module whose quiz it is. Raises NotFoundError if there is no such."""
    course = shelf().edition(db.session, row.current_edition_id).course
    form, language = request.args.get("format", "moodle"), request.args.get("into", course.source)
    if form not in formats.WRITERS or language not in course.languages:
        raise NotFoundError
    return form, language, request.args.get("module", "")


def _written(row: CourseRow, form: str, language: str, module_id: str) -> Written:
    """Made once for an edition."""
    site = settings().site_url.rstrip("/")
    key = (row.current_edition_id, form, language, module_id, site)
    return _made.get(key, lambda: _write(row, form, language, module_id, site))


def _write(row: CourseRow, form: str, language: str, module_id: str, site: str) -> Written:
    course = shelf().written_course(db.session, row.current_edition_id)
    paths = {name: store().find(file.digest) for name, file in course.media.items()}
    bank: Bank = bank_of(course, language, {name: path.read_bytes() for name, path in paths.items() if path}, module_id)
    page = site and site + url_for("public.course", lang=language, course_id=row.id)
    return formats.write(bank, form, targets(course, language, page))


def _waiting() -> Store:
    return Store(settings().banks)


def _taken(digest: str) -> Taken:
    """Raises NotFoundError: it was fetched long ago, or never was."""
    path = _waiting().find(digest)
    if path is None:
        raise NotFoundError
    return from_bytes(path.read_bytes())


def _download(content: bytes, name: str) -> Response:
    types = {"md": "text/markdown", "txt": "text/plain", "xml": "application/xml", "zip": "application/zip"}
    response = Response(content, mimetype=types[name.rpartition(".")[2]])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
