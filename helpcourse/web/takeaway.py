"""A course or one of its lessons to print or to take away as a file: for whoever may read it on the site."""

import hashlib
from collections.abc import Callable, Mapping
from urllib.parse import quote

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotFoundError
from helpcourse.interop.book import Book, course_book, lesson_book
from helpcourse.interop.epub import epub
from helpcourse.interop.html_file import contents, html_file, text
from helpcourse.languages import in_language
from helpcourse.web.book_wording import book_words, edition_line
from helpcourse.web.extensions import db, settings, shelf
from helpcourse.web.fragments import KeptOnce
from helpcourse.web.i18n import current_language, speaking
from helpcourse.web.outline import title_of
from helpcourse.web.pace import hold_back
from helpcourse.web.public import blueprint, edition_for_me, turned_away

_KEPT = 8_000_000  # bytes; a course of nine lessons has 80 kB as EPUB, 280 kB as HTML, and takes half a second
_TYPES = {"epub": "application/epub+zip", "html": "text/html"}
_NO_FILE_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|\r\n\t', " "))

_made: KeptOnce[bytes] = KeptOnce(_KEPT)


def _printed(book: Book) -> bytes:
    return f"{contents(book)}{text(book)}".encode()


_WRITERS: Mapping[str, Callable[[Book], bytes]] = {"epub": epub, "html": html_file, "print": _printed}


@blueprint.get("/<language:lang>/take/<course_id>")
@blueprint.get("/<language:lang>/take/<course_id>/<lesson_id>")
def take(course_id: str, lesson_id: str = "") -> ResponseReturnValue:
    """What can be had, of the lesson and of the whole course."""
    edition, progress = edition_for_me(course_id)
    if away := turned_away(edition, progress):
        return away
    return render_template(
        "public/take.html",
        edition=edition,
        course_title=title_of(edition),
        lesson_id=lesson_id,
        lesson_title=_title(edition, lesson_id) if lesson_id else "",
        edition_line=edition_line(edition),
    )


@blueprint.get("/<language:lang>/take/<course_id>.<any(epub, html):form>")
@blueprint.get("/<language:lang>/take/<course_id>/<lesson_id>.<any(epub, html):form>")
def taken(course_id: str, form: str, lesson_id: str = "") -> ResponseReturnValue:
    """The file itself."""
    edition, progress = edition_for_me(course_id)
    if away := turned_away(edition, progress):
        return away
    title = _title(edition, lesson_id) if lesson_id else title_of(edition)
    hold_back(edition, progress, lesson_id)
    plain_name = "-".join(filter(None, (course_id, lesson_id, current_language())))
    response = Response(_content(edition, lesson_id, form), mimetype=_TYPES[form])
    response.headers.set(
        "Content-Disposition",
        f"attachment; filename=\"{plain_name}.{form}\"; filename*=UTF-8''{quote(_file_name(title))}.{form}",
    )
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest())
    response.make_conditional(request)
    return response


@blueprint.get("/<language:lang>/print/<course_id>")
def print_course(course_id: str) -> ResponseReturnValue:
    """The whole course on one page, which the browser prints."""
    edition, progress = edition_for_me(course_id)
    if away := turned_away(edition, progress):
        return away
    hold_back(edition, progress)
    article = Markup(_content(edition, "", "print").decode())  # noqa: S704 - drawn by interop, which escapes
    return render_template(
        "public/print.html",
        edition=edition,
        course_title=title_of(edition),
        article=article,
        article_language=_language_of(edition),
    )


def _content(edition: ServedEdition, lesson_id: str, form: str) -> bytes:
    """Made once for an edition and a language, whoever asks."""
    course = edition.course
    key = (course.id, course.digest, edition.published_at, edition.number, lesson_id, _language_of(edition), form)
    return _made.get(key, lambda: _WRITERS[form](_book(edition, lesson_id)))


def _book(edition: ServedEdition, lesson_id: str) -> Book:
    """All in one language: a course that does not speak the page's is in its own, with the words around it."""
    course, language, made_at = edition.course, _language_of(edition), edition.published_at
    ids = [lesson_id] if lesson_id else [lesson.id for lesson in edition.lessons]
    pages = [shelf().lesson_page(db.session, edition, id_, language) for id_ in ids]
    about = shelf().course_page(db.session, edition, language)
    site = settings().site_url.rstrip("/")
    with speaking(language):
        address = site and site + url_for("public.course", lang=language, course_id=course.id)
        words = book_words(edition, address=address)
        if lesson_id:
            return lesson_book(course, about, pages[0], words, published_at=made_at)
        return course_book(course, about, pages, words, published_at=made_at)


def _language_of(edition: ServedEdition) -> str:
    course, language = edition.course, current_language()
    return language if language in course.languages else course.source


def _title(edition: ServedEdition, lesson_id: str) -> str:
    """Of a lesson. Raises NotFoundError."""
    lesson = edition.find_lesson(lesson_id)
    if lesson is None:
        raise NotFoundError
    return in_language(lesson.titles, current_language(), edition.course.source)[0]


def _file_name(title: str) -> str:
    return " ".join(title.translate(_NO_FILE_NAME).split())
