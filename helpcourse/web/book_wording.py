"""What a course says besides its own words where it is printed or taken away."""

from collections.abc import Mapping
from typing import Any

from helpcourse.accounts.models import Country
from helpcourse.assessment.questions import QuestionKind
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import Piece
from helpcourse.content.media_types import MediaKind
from helpcourse.content.model import BlockKind
from helpcourse.interop.pieces import Words
from helpcourse.web.extensions import calendar
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.pages import figure
from helpcourse.web.wording import COUNTRIES, SOURCE_KINDS

TAGS: Mapping[BlockKind, Any] = {
    BlockKind.QUESTION: lazy_gettext("Knowledge check"),
    BlockKind.REFLECTION: lazy_gettext("Reflection"),
    BlockKind.CASE: lazy_gettext("Case study"),
    BlockKind.KEYPOINTS: lazy_gettext("Key points"),
    BlockKind.NOTE: lazy_gettext("Note"),
    BlockKind.WARNING: lazy_gettext("Important"),
    BlockKind.EXAMPLE: lazy_gettext("Example"),
}

HOW_TO_ANSWER: Mapping[QuestionKind, Any] = {
    QuestionKind.MULTIPLE: lazy_gettext("Several answers may be right."),
    QuestionKind.MATCHING: lazy_gettext("Find what belongs to each."),
    QuestionKind.ORDERING: lazy_gettext("Put them in the right order: give each its number."),
    QuestionKind.TEXT: lazy_gettext("Answer in a few words."),
    QuestionKind.NUMBER: lazy_gettext("Answer with a number."),
    QuestionKind.GAPS: lazy_gettext("Fill in the gaps."),
    QuestionKind.ESSAY: lazy_gettext("Answer in your own words."),
}


def book_words(edition: ServedEdition, *, address: str) -> Words:
    """In the language that is spoken."""
    return Words(
        language=current_language(),
        tags={kind: str(tag) for kind, tag in TAGS.items()},
        how_to_answer={kind: str(how) for kind, how in HOW_TO_ANSWER.items()},
        model_answers=_("Model answers"),
        criterion=_("Assessment criterion"),
        points=_("Points"),
        stale=_("The original has changed, the translation may be out of date."),
        stale_question=_(
            "The original of this question has changed: until its translation is renewed, it is shown in the language "
            "of the original."
        ),
        missing=_("This part has not been translated yet: it is shown in the language of the original."),
        media={
            MediaKind.PICTURE: _("Picture (on the site)"),
            MediaKind.SOUND: _("Sound recording (on the site)"),
            MediaKind.VIDEO: _("Video (on the site)"),
        },
        transcripts={
            MediaKind.PICTURE: _("Description of the picture"),
            MediaKind.SOUND: _("Transcript"),
            MediaKind.VIDEO: _("Transcript"),
        },
        country=lambda country: _("National law: %(country)s", country=COUNTRIES[Country(country)]),
        as_of=_as_of,
        number=figure,
        about=_("About the course"),
        contents=_("Contents"),
        objectives=_("Learning objectives"),
        glossary=_("Glossary"),
        sources=_("Sources"),
        source_kinds={kind: str(name) for kind, name in SOURCE_KINDS.items()},
        as_a_whole=_("As a whole"),
        module=lambda number: _("Module %(number)s", number=number),
        edition=edition_line(edition),
        address=address,
    )


def edition_line(edition: ServedEdition) -> str:
    """Which edition this is, and of when: what was taken away does not follow the site."""
    return _("Edition: %(number)s, %(date)s", number=edition.number, date=calendar().short_date(edition.published_at))


def _as_of(piece: Piece) -> str:
    """The day of the law, who checked it, and by when it should be checked again: a file cannot know today."""
    show = calendar().long_date
    said = [
        _("Law as of: %(date)s", date=show(piece.as_of)) if piece.as_of else "",
        _("Checked by: %(name)s", name=piece.checked_by) if piece.checked_by else "",
        _("Next review: %(date)s", date=show(piece.review_by)) if piece.review_by else "",
    ]
    return " · ".join(filter(None, said))
