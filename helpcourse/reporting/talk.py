"""What a person has written to groups: to take away."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.tutoring.group.models import GroupPost, GroupPostVersion, GroupThread


def own_talk(session: Session, person_id: int) -> list[dict[str, Any]]:
    """Each message with its earlier wordings; what it answers is somebody else's."""
    rows = session.execute(
        select(GroupPost, GroupThread.title, GroupThread.cohort_id)
        .join(GroupThread, GroupThread.id == GroupPost.thread_id)
        .where(GroupPost.by_id == person_id)
        .order_by(GroupPost.written_at, GroupPost.number)
    )
    return [
        {
            "cohort_id": str(row.cohort_id),
            "thread": row.title,
            "text": row.GroupPost.text,
            "written_at": row.GroupPost.written_at.isoformat(),
            "edited_at": row.GroupPost.edited_at.isoformat() if row.GroupPost.edited_at else None,
            "hidden_reason": row.GroupPost.hidden_reason,
            "earlier": _earlier(session, row.GroupPost),
        }
        for row in rows
    ]


def _earlier(session: Session, post: GroupPost) -> list[str]:
    of_post = select(GroupPostVersion.text).where(GroupPostVersion.post_id == post.id)
    return list(session.scalars(of_post.order_by(GroupPostVersion.revision)))
