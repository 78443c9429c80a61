"""What of a published course is translated: by language, by file, and the blocks that are stale or missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for

from helpcourse.catalogue.queries import find_translations, get_course
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.coverage import Coverage, Row, by_document, summed
from helpcourse.content.model import Freshness
from helpcourse.errors import NotFoundError
from helpcourse.languages import in_language
from helpcourse.web.admin.blueprint import admins_only, blueprint
from helpcourse.web.admin.courses import title_of_course
from helpcourse.web.extensions import db, shelf
from helpcourse.web.i18n import current_language, lazy_gettext

_STATES = {
    Freshness.CURRENT: lazy_gettext("Current translation"),
    Freshness.STALE: lazy_gettext("Stale translation"),
    Freshness.MISSING: lazy_gettext("No translation"),
}
_NAMES = {
    "course": lazy_gettext("About the course"),
    "glossary": lazy_gettext("Glossary"),
    "test": lazy_gettext("The question bank of the final test"),
}
_OF_MODULES = {
    "modules": lazy_gettext("Module: %(title)s"),
    "tests": lazy_gettext("Quiz of the module: %(title)s"),
}


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """A file of the course in one language."""

    document: str
    title: str
    url: str  # of the page that shows it, in that language; empty: none does
    coverage: Coverage
    work: tuple[Row, ...]  # blocks that are stale or missing


@blueprint.get("/courses/<course_id>/translations")
@admins_only
def course_translations(course_id: str) -> str:
    """The current edition, in the language asked for with `into`, else in the first."""
    row = get_course(db.session, course_id)
    edition = shelf().edition(db.session, row.current_edition_id)
    languages = list(edition.course.translated)
    into = request.args.get("into", next(iter(languages), ""))
    if languages and into not in languages:
        raise NotFoundError
    rows = find_translations(db.session, edition.id, into) if languages else None
    return render_template(
        "admin/course_translations.html",
        course=row,
        title=title_of_course(row),
        edition=edition,
        into=into,
        files=_files(edition, into, rows or ()),
        states=_STATES,
    )


def _files(edition: ServedEdition, into: str, rows: Sequence[Row]) -> list[TranslatedFile]:
    return [
        TranslatedFile(
            document,
            _title(edition, document),
            _url(edition, document, into),
            summed(of_document),
            tuple(row for row in of_document if row.freshness is not Freshness.CURRENT),
        )
        for document, of_document in by_document(rows).items()
    ]


def _title(edition: ServedEdition, document: str) -> str:
    kind, _slash, id_ = document.partition("/")
    listed = edition.lessons if kind == "lessons" else edition.course.modules if kind in _OF_MODULES else ()
    titles = next((one.titles for one in listed if one.id == id_), None)
    if titles is None:
        return str(_NAMES.get(kind, document))
    title, _spoken = in_language(titles, current_language(), edition.course.source)
    return _OF_MODULES[kind] % {"title": title} if kind in _OF_MODULES else title


def _url(edition: ServedEdition, document: str, into: str) -> str:
    kind, _slash, id_ = document.partition("/")
    course_id = edition.course.id
    if kind == "lessons":
        return url_for("public.lesson", lang=into, course_id=course_id, lesson_id=id_)
    if kind == "glossary":
        return url_for("public.glossary", lang=into, course_id=course_id)
    return "" if kind in ("test", "tests") else url_for("public.course", lang=into, course_id=course_id)
