"""A cohort's schedule: its page, its events, and what is taken off it."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.attendance import attended, coming
from helpcourse.tutoring.schedule.queries import entries_of, get_entry, get_event
from helpcourse.tutoring.schedule.rules import LONGEST_EVENT, Entry, EntryKind, WallTime
from helpcourse.web import schedule_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, shelf
from helpcourse.web.forms import OnceForm, SelectChoice
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import tidy
from helpcourse.web.schedule_forms import LinkRule, WallField, check_wall, offer_zones
from helpcourse.web.schedule_view import agenda, line_of
from helpcourse.web.tutor.blueprint import blueprint, sight

_LONGEST = int(LONGEST_EVENT.total_seconds()) // 60


class EventForm(OnceForm):
    kind = SelectField(lazy_gettext("What it is"), [InputRequired()])
    title = StringField(
        lazy_gettext("Title"), [DataRequired(lazy_gettext("Enter a title.")), Length(max=200)], filters=[tidy]
    )
    wall_at = WallField(lazy_gettext("Beginning: date and time"), [InputRequired(lazy_gettext("Enter date and time."))])
    zone = SelectField(lazy_gettext("By which clock"), [InputRequired()])
    minutes = IntegerField(
        lazy_gettext("Length, in minutes"),
        [InputRequired(lazy_gettext("Enter a whole number.")), NumberRange(1, _LONGEST)],
        default=90,
    )
    place = StringField(lazy_gettext("Place"), [Length(max=200)], filters=[tidy])
    link = StringField(lazy_gettext("Link for those who join by video"), [Length(max=500), LinkRule()], filters=[tidy])
    notes = TextAreaField(lazy_gettext("Notes"), [Length(max=2000)])
    takes_registration = BooleanField(lazy_gettext("Ask the members whether they come"))
    seen = HiddenField(default="0")  # the revision that the page had shown

    def offer(self, entry: Entry | None = None) -> "EventForm":
        """Fill the lists."""
        kinds = (EntryKind.LAUNCH, EntryKind.WEBINAR)
        self.kind.choices = [SelectChoice(kind.value, str(schedule_wording.KINDS[kind])) for kind in kinds]
        offer_zones(self.zone, *([entry.time.zone] if entry else []))
        return self

    def validate_wall_at(self, field: Any) -> None:
        check_wall(field, self.zone.data)

    def details(self) -> actions.EventDetails:
        """What was filled in; call it on a valid form."""
        assert self.wall_at.data is not None  # noqa: S101 - it is required
        return actions.EventDetails(
            kind=EntryKind(self.kind.data),
            title=str(self.title.data),
            time=WallTime(self.wall_at.data, str(self.zone.data)),
            minutes=int(self.minutes.data or 0),
            place=str(self.place.data or ""),
            link=str(self.link.data or ""),
            notes=str(self.notes.data or "").replace("\r\n", "\n").strip(),
            takes_registration=bool(self.takes_registration.data),
        )


@blueprint.get("/cohorts/<uuid:cohort_id>/schedule")
def schedule(cohort_id: uuid.UUID) -> str:
    row, edition = found_cohort(cohort_id)
    entries = entries_of(db.session, cohort_id)
    events = [entry.id for entry in entries if entry.is_event]
    return render_template(
        "tutor/schedule.html",
        cohort=row,
        agenda=agenda(line_of(entry, edition.course) for entry in entries),
        said=coming(db.session, events),
        there=attended(db.session, events),
    )


@blueprint.route("/cohorts/<uuid:cohort_id>/schedule/new", methods=["GET", "POST"])
def schedule_new(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row, _edition = found_cohort(cohort_id)
    form = EventForm().offer()
    if not form.validate_on_submit():
        return _event_page(row, form, None), 422 if form.errors else 200
    key, by_id = key_of(form.request_key.data), me().id
    begin_write(db.session)
    actions.add_event(db.session, key, cohort_id, form.details(), by_id=by_id, now=now())
    db.session.commit()
    flash(_("It is on the schedule; the members are told by mail shortly."), "success")
    return redirect(_back(cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/schedule/<uuid:entry_id>/edit", methods=["GET", "POST"])
def schedule_edit(cohort_id: uuid.UUID, entry_id: uuid.UUID) -> ResponseReturnValue:
    row, _edition = found_cohort(cohort_id)
    entry = get_event(db.session, cohort_id, entry_id)
    if entry.cancelled_at:
        raise NotFoundError
    form = EventForm(data=_filled(entry)).offer(entry)
    if not form.validate_on_submit():
        return _event_page(row, form, entry), 422 if form.errors else 200
    seen, by_id, details = _number(form.seen.data), me().id, form.details()
    begin_write(db.session)
    change = actions.change_event(db.session, cohort_id, entry_id, details, seen=seen, by_id=by_id, now=now())
    db.session.commit()
    if change:
        current = get_event(db.session, cohort_id, entry_id)
        form.seen.data = str(current.revision)
        return _event_page(row, form, current, schedule_wording.overtaken(change)), 409
    flash(_("The changes are saved."), "success")
    return redirect(_back(cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/schedule/<uuid:entry_id>/cancel", methods=["GET", "POST"])
def schedule_cancel(cohort_id: uuid.UUID, entry_id: uuid.UUID) -> ResponseReturnValue:
    """Asks first."""
    row, edition = found_cohort(cohort_id)
    line = line_of(get_entry(db.session, cohort_id, entry_id), edition.course)
    if request.method == "GET":
        return render_template("tutor/schedule_cancel.html", cohort=row, line=line)
    by_id = me().id
    begin_write(db.session)
    actions.cancel(db.session, cohort_id, entry_id, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Cancelled: %(title)s", title=line.title), "success")
    return redirect(_back(cohort_id), 303)


def found_cohort(cohort_id: uuid.UUID) -> tuple[CohortRow, ServedEdition]:
    """A cohort that the viewer sees, and what it reads. Raises NotFoundError."""
    row = get_cohort(db.session, sight(), cohort_id)
    return row, shelf().edition(db.session, row.edition_id)


def _event_page(row: CohortRow, form: EventForm, entry: Entry | None, overtaken: str = "") -> str:
    """`overtaken`: that somebody else has changed the entry meanwhile; then what it says now is shown."""
    return render_template(
        "tutor/schedule_event.html",
        cohort=row,
        form=form,
        entry=entry,
        overtaken=overtaken,
        when=schedule_wording.wall(entry.time) if entry else "",
    )


def _filled(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind.value,
        "title": entry.title,
        "wall_at": entry.time.at,
        "zone": entry.time.zone,
        "minutes": entry.minutes,
        "place": entry.place,
        "link": entry.link,
        "notes": entry.notes,
        "takes_registration": entry.takes_registration,
        "seen": str(entry.revision),
    }


def _back(cohort_id: uuid.UUID) -> str:
    return url_for("tutor.schedule", cohort_id=cohort_id)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def key_of(text: str | None) -> uuid.UUID:
    """The id that the form brought."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        raise ConflictError("form_used") from None
