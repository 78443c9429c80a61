"""A message as pages show it: its words as HTML, and what its reader may do with it."""

from dataclasses import dataclass

from markupsafe import Markup

from helpcourse.interop.people_markdown import to_html
from helpcourse.tutoring.group.queries import Post
from helpcourse.tutoring.group.rules import Seat, may_answer, may_edit, may_read, may_withdraw


@dataclass(frozen=True, slots=True)
class ShownPost:
    post: Post
    html: Markup  # empty if the reader may not read it
    may_read: bool
    may_answer: bool
    may_edit: bool
    may_withdraw: bool
    may_hide: bool


def shown_post(post: Post, seat: Seat, *, is_thread_closed: bool = False) -> ShownPost:
    is_read = may_read(seat, post.standing)
    return ShownPost(
        post=post,
        html=people_html(post.text) if is_read else Markup(""),
        may_read=is_read,
        may_answer=is_read and may_answer(seat, is_thread_closed=is_thread_closed),
        may_edit=may_edit(seat, post.standing, is_thread_closed=is_thread_closed),
        may_withdraw=may_withdraw(seat, post.standing),
        may_hide=seat.may_moderate and not post.withdrawn_at,
    )


def people_html(markdown: str) -> Markup:
    return Markup(to_html(markdown))  # noqa: S704 - cleaned there
