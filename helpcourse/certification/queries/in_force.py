"""Which papers are in force, for any statement over certificates."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from helpcourse.certification.models import Certificate


def in_force(today: date) -> ColumnElement[bool]:
    """Neither an act nor its last day has ended it: what `rules.status` calls valid."""
    lasts = or_(Certificate.expires_on.is_(None), Certificate.expires_on >= today)
    return and_(Certificate.ended_at.is_(None), lasts)
