"""A lesson's page put together: its shell is the same for many readers, a few parts are each reader's own."""

from flask import render_template, request
from markupsafe import Markup

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import LessonOutline, LessonPage
from helpcourse.learning.queries import LessonState
from helpcourse.web import frame
from helpcourse.web.article import Reading, article
from helpcourse.web.fragments import TOKEN, Kept, with_token
from helpcourse.web.outline import Outline

_SHELLS_KEPT = 600  # lessons × languages; some 4 kB each

# These stand in a kept shell for what differs; none can occur in a text.
_BAR = Markup("\x00bar\x00")
_NOTICES = Markup("\x00notices\x00")
_OUTLINE = Markup("\x00outline\x00")
_KEEPER = Markup("\x00keeper\x00")
_ARTICLE = Markup("\x00article\x00")

_shells: Kept[str] = Kept(_SHELLS_KEPT)


def lesson_page(
    edition: ServedEdition,
    lesson: LessonOutline,
    page: LessonPage,
    state: LessonState,
    outline: Outline,
    reading: Reading,
    *,
    keeper: str,
) -> Markup:
    """The whole page for this reader; `keeper` tells whose unsent answers a browser keeps (the enrolment's id)."""
    shell = _shells.get((reading, request.full_path), lambda: _draw_shell(edition, lesson, page, outline, reading))
    html = (
        shell.replace(_BAR, frame.bar("my" if reading.is_enrolled else "courses"))
        .replace(_NOTICES, frame.notices())
        .replace(_OUTLINE, frame.outline(outline, with_progress=reading.is_enrolled))
        .replace(_ARTICLE, article(lesson, page, state, reading))
        .replace(_KEEPER, keeper)
    )
    return with_token(html)


def _draw_shell(
    edition: ServedEdition, lesson: LessonOutline, page: LessonPage, outline: Outline, reading: Reading
) -> str:
    return render_template(
        "public/lesson.html",
        edition=edition,
        lesson=lesson,
        page=page,
        reading=reading,
        outline=outline,
        where=outline.where(lesson.id),
        page_bar=lambda _section: _BAR,
        page_notices=lambda: _NOTICES,
        draw_outline=lambda _outline, **_kwargs: _OUTLINE,
        article=_ARTICLE,
        keeper=_KEEPER,
        csrf_token=lambda: TOKEN,
    )
