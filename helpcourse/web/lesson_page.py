"""A lesson's page put together: its shell is the same for many readers, a few parts are each reader's own."""

from itertools import chain

from flask import Response, render_template, request
from markupsafe import Markup

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import LessonOutline, LessonPage
from helpcourse.learning.queries import Progress
from helpcourse.web import frame
from helpcourse.web.article import Reading, apparatus, article
from helpcourse.web.choices import languages_beside
from helpcourse.web.citation import citation, name_of_paragraph
from helpcourse.web.display import chosen
from helpcourse.web.fragments import TOKEN, Cut, Kept, cut, page_with_token
from helpcourse.web.i18n import gettext
from helpcourse.web.lesson_view import Mine
from helpcourse.web.outline import outline_of

_SHELLS_KEPT = 8_000_000  # bytes: some 1,500 lessons, each by language

# These stand in a kept shell for what differs; none can occur in a text.
_BAR = Markup("\x00bar\x00")
_NOTICES = Markup("\x00notices\x00")
_OUTLINE = Markup("\x00outline\x00")
_KEEPER = Markup("\x00keeper\x00")
_ARTICLE = Markup("\x00article\x00")
_APPARATUS = Markup("\x00apparatus\x00")

_shells: Kept[Cut] = Kept(_SHELLS_KEPT)


def lesson_page(
    edition: ServedEdition,
    progress: Progress | None,
    lesson: LessonOutline,
    page: LessonPage,
    mine: Mine,
    reading: Reading,
) -> Response:
    """The whole page for this reader."""
    shell = _shells.get(
        (reading, request.full_path, chosen()), lambda: _draw_shell(edition, progress, lesson, page, reading)
    )
    own = {
        _BAR.encode(): cut(frame.bar_html("my" if progress else "courses")),
        _NOTICES.encode(): cut(frame.notices()),
        _OUTLINE.encode(): cut(frame.outline(edition, progress, lesson.id)),
        _KEEPER.encode(): cut(str(progress.enrolment_id) if progress else ""),  # whose unsent answers the browser keeps
        _ARTICLE.encode(): article(lesson, page, mine, reading),
        _APPARATUS.encode(): apparatus(lesson, page, reading),
    }
    return page_with_token(chain.from_iterable(own.get(piece, (piece,)) for piece in shell))


def _draw_shell(
    edition: ServedEdition, progress: Progress | None, lesson: LessonOutline, page: LessonPage, reading: Reading
) -> Cut:
    outline = outline_of(edition, progress, gettext("Final test"), standings={}, now_at=lesson.id)
    where = outline.where(lesson.id)
    html = render_template(
        "public/lesson.html",
        edition=edition,
        lesson=lesson,
        page=page,
        reading=reading,
        languages=languages_beside(edition.course),
        course_url=outline.url,
        where=where,
        citation=citation(edition, where.title, "{url}", part="{part}", today=reading.today),
        name_of_paragraph=name_of_paragraph,
        page_bar=lambda _section: _BAR,
        page_notices=lambda: _NOTICES,
        draw_outline=lambda *_whose: _OUTLINE,
        article=_ARTICLE,
        apparatus=_APPARATUS,
        keeper=_KEEPER,
        csrf_token=lambda: TOKEN,
    )
    return cut(html)
