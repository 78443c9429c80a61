"""A learner's weeks: what they have set themselves, how far they are, and a calendar of the last half year."""

from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from helpcourse.db import begin_write
from helpcourse.learning.activity.actions import set_goal
from helpcourse.learning.activity.queries import activity_of, goal_of
from helpcourse.learning.activity.rules import MOST_LESSONS, Week, first_day, weeks
from helpcourse.web.access import me
from helpcourse.web.extensions import calendar, db, now, today
from helpcourse.web.i18n import gettext as _
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.sent import number

_STEP = 14  # from one square of the calendar to the next


@dataclass(frozen=True, slots=True)
class Square:
    """A day in the drawn calendar."""

    x: int
    y: int
    level: int  # 0 to 4
    is_today: bool


@dataclass(frozen=True, slots=True)
class MyActivity:
    """What the page of one's courses shows of it."""

    goal: int | None  # lessons a week; None: not set
    weeks: list[Week]

    @property
    def now(self) -> Week:
        return self.weeks[-1]

    @property
    def is_reached(self) -> bool:
        return self.goal is not None and self.now.lessons >= self.goal

    @property
    def began(self) -> list[Week]:
        """Those of which there is something to tell, the last one first."""
        return [week for week in reversed(self.weeks) if week.active_days]

    @property
    def active_days(self) -> int:
        return sum(week.active_days for week in self.weeks)

    @property
    def squares(self) -> list[Square]:
        return [
            Square(column * _STEP, row * _STEP, day.level, day is self.now.days[-1])
            for column, week in enumerate(self.weeks)
            for row, day in enumerate(week.days)
        ]

    @property
    def choices(self) -> range:
        return range(1, MOST_LESSONS + 1)


def my_activity() -> MyActivity:
    first = first_day(today())
    done = activity_of(db.session, me().id, since=calendar().first_moment(first), since_day=first)
    finished_on = [calendar().today(moment) for moment in done.finished_at]
    return MyActivity(goal_of(db.session, me().id), weeks(finished_on, done.seconds, today=today()))


@blueprint.post("/my/goal")
def goal() -> ResponseReturnValue:
    """How many lessons one means to finish each week."""
    lessons = number("lessons")
    begin_write(db.session)
    set_goal(db.session, me().id, lessons, now=now())
    db.session.commit()
    flash(_("Your weekly goal is set.") if lessons else _("You have no weekly goal any more."), "success")
    return redirect(url_for("learner.my", _anchor="week"), 303)
