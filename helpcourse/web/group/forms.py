"""The forms of a group's talk."""

from typing import Any

from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from helpcourse.interop.people_markdown import is_readable
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.rules import LONGEST_TEXT
from helpcourse.web.forms import OnceForm
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import tidy


class PostForm(OnceForm):
    text = TextAreaField(
        lazy_gettext("Message"),
        [DataRequired(lazy_gettext("Write the message.")), Length(max=LONGEST_TEXT)],
    )
    answers = HiddenField()  # the message that it answers
    seen = HiddenField()  # the revision that is edited

    def validate_text(self, field: Any) -> None:
        if not is_readable(str(field.data or "")):
            raise ValidationError(_("The text cannot be laid out: it has too many brackets, or lists too deep."))

    @property
    def words(self) -> str:
        return str(self.text.data).replace("\r\n", "\n").strip()


class ThreadForm(PostForm):
    title = StringField(
        lazy_gettext("Subject"), [DataRequired(lazy_gettext("Enter a subject.")), Length(max=200)], filters=[tidy]
    )

    def new_thread(self, *, is_announcement: bool) -> NewThread:
        """What was filled in; call it on a valid form."""
        return NewThread(str(self.title.data), self.words, is_announcement)
