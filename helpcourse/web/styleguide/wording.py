"""The words that only the style guide says."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpcourse.web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class GuideWords:
    title: str
    lead: str
    parts: Mapping[str, str]  # template -> heading


def guide_words() -> GuideWords:
    return GuideWords(
        title=_("Style guide"),
        lead=_(
            "Every component in all its states: in light and in dark, in three languages, "
            "from a phone to a wide screen."
        ),
        parts={
            "colours": _("Colours"),
            "type": _("Type"),
            "drawings": _("Drawings"),
            "buttons": _("Buttons"),
            "forms": _("Forms"),
            "states": _("What is told"),
            "ways": _("Ways about"),
            "tables": _("Tables"),
            "charts": _("Charts"),
            "lesson": _("Parts of a lesson"),
            "questions": _("Questions"),
            "people": _("People and their work"),
            "papers": _("Papers and sheets"),
            "errors": _("Pages of errors"),
        },
    )
