"""What goes of a group's talk when a person is erased: their words; announcements to the group stay."""

from sqlalchemy import and_, delete, select, update
from sqlalchemy.orm import Session

from helpcourse.messages.notices import drop_about
from helpcourse.tutoring.group.models import GroupMention, GroupPost, GroupPostVersion, GroupThread, ThreadMute


def erase_talk(session: Session, person_id: int) -> None:
    """Empty what a person wrote to groups, but for what they announced.

    Threads before messages, and these before notices, as all others lock them.
    """
    announced = select(GroupThread.id).where(GroupThread.is_announcement)
    is_announcement = and_(GroupPost.number == 1, GroupPost.thread_id.in_(announced))
    theirs = select(GroupPost.id).where(GroupPost.by_id == person_id, ~is_announcement)
    begun = (GroupThread.made_by_id == person_id, GroupThread.is_announcement.is_(False))
    session.execute(update(GroupThread).where(*begun).values(title=""))
    mine = (GroupPost.by_id == person_id, ~is_announcement)
    session.execute(update(GroupPost).where(*mine).values(text="", hidden_reason=""))
    session.execute(update(GroupPostVersion).where(GroupPostVersion.post_id.in_(theirs)).values(text=""))
    drop_about(session, session.scalars(theirs).all())
    session.execute(delete(GroupMention).where(GroupMention.person_id == person_id))
    session.execute(delete(ThreadMute).where(ThreadMute.person_id == person_id))
