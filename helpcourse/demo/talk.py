"""What is said in the group of the demo's running cohort: announcements, threads with answers, materials."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from helpcourse.demo.data import texts
from helpcourse.demo.scene import SECOND_TUTOR, TUTOR, Scene
from helpcourse.tutoring.group import actions, materials, moderating
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.queries import get_thread, posts_of
from helpcourse.tutoring.group.rules import Seat, quoted
from helpcourse.tutoring.group.telling import QUIET, tell, tell_material


@dataclass(frozen=True, slots=True)
class _Post:
    by: str  # e-mail without its domain
    days: float  # ago
    text: str
    is_quoting: bool = False  # the message before
    hidden: str = ""  # why the tutor has hidden it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thread:
    title: str
    posts: Sequence[_Post]
    is_announcement: bool = False
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class _Material:
    title: str
    days: float  # ago
    text: str


def fill_talk(scene: Scene, cohort_id: uuid.UUID) -> None:
    """The group has been told of all of it."""
    for thread in texts("talk", list[_Thread]):
        thread_id = uuid.uuid4()
        first, *answers = thread.posts
        new = NewThread(thread.title, first.text, thread.is_announcement)
        actions.begin(scene.session, cohort_id, _seat(scene, first), thread_id, new, now=scene.ago(first.days))
        _tell(scene, thread_id, now=scene.ago(first.days))
        if thread.is_pinned:
            moderating.pin(scene.session, cohort_id, thread_id, now=scene.ago(first.days))
        for post in answers:
            _answer(scene, cohort_id, thread_id, post)
    for one in texts("materials", list[_Material]):
        _add(scene, cohort_id, one, now=scene.ago(one.days))


def _seat(scene: Scene, post: _Post) -> Seat:
    email = f"{post.by}@example.kz"
    return Seat(scene.ids[email], leads=email in (TUTOR, SECOND_TUTOR), is_closed=False)


def _answer(scene: Scene, cohort_id: uuid.UUID, thread_id: uuid.UUID, post: _Post) -> None:
    thread, id_, at = get_thread(scene.session, cohort_id, thread_id), uuid.uuid4(), scene.ago(post.days)
    last = posts_of(scene.session, thread_id)[-1]
    words = (quoted(last.text, last.called) if post.is_quoting else "") + post.text
    answers_id = last.id if post.is_quoting else None
    actions.answer(scene.session, thread, _seat(scene, post), id_, words, answers_id=answers_id, now=at)
    if post.hidden:
        moderating.hide(scene.session, cohort_id, id_, post.hidden, by_id=scene.tutor_id, now=at + QUIET)
    _tell(scene, id_, now=at)


def _tell(scene: Scene, post_id: uuid.UUID, *, now: datetime) -> None:
    scene.session.flush()
    tell(scene.session, post_id, now=now + QUIET)


def _add(scene: Scene, cohort_id: uuid.UUID, one: _Material, *, now: datetime) -> None:
    id_ = uuid.uuid4()
    materials.add(scene.session, cohort_id, id_, one.title, one.text, by_id=scene.tutor_id, now=now)
    scene.session.flush()
    tell_material(scene.session, id_, now=now + QUIET)
