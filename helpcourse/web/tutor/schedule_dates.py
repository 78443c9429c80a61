"""When modules open, until when modules and case studies are done: all of a cohort in one form."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, Optional

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.queries import entries_of
from helpcourse.tutoring.schedule.rules import (
    DateKey,
    Entry,
    EntryKind,
    WallTime,
    dates,
    dropped_dates,
    moment_of,
    revision_of_dates,
)
from helpcourse.tutoring.schedule.subjects import Subject, subjects
from helpcourse.web import schedule_wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, settings, shelf
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.schedule_forms import WallField, check_wall, offer_zones
from helpcourse.web.schedule_view import line_of
from helpcourse.web.sent import number
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.schedule import found_cohort


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A module or a case study with the names of its fields."""

    title: str
    is_case: bool
    fields: tuple[str, ...]


class DatesForm(Form):
    """Its fields of dates come from the course: see form_of()."""

    zone = SelectField(lazy_gettext("By which clock"), [InputRequired()])
    seen = HiddenField(default="0")  # rules.revision_of_dates() of what the page had shown
    keys: dict[str, DateKey] = {}  # by the name of its field; of the class that form_of() makes

    def validate(self, extra_validators: Any = None) -> bool:
        """Each time by itself, then that no module is due before it opens."""
        is_valid = bool(super().validate(extra_validators))
        for name, (kind, item) in self.keys.items():
            opening = f"{EntryKind.OPENING.value}-{item}"
            if kind is EntryKind.DEADLINE and opening in self.keys and self._is_before(name, opening):
                self[name].errors = [_("The deadline comes before the opening.")]
                is_valid = False
        return is_valid

    def _is_before(self, name: str, other: str) -> bool:
        return bool(self[name].data and self[other].data and self[name].data <= self[other].data)

    @property
    def wanted(self) -> dict[DateKey, WallTime]:
        """What was filled in; ask for it on a valid form."""
        zone = str(self.zone.data)
        return {key: WallTime(self[name].data, zone) for name, key in self.keys.items() if self[name].data}


def form_of(listed: Sequence[Subject]) -> type[DatesForm]:
    """A form with the dates of a course's modules and case studies."""
    keys = {f"{kind.value}-{subject.item}": (kind, subject.item) for subject in listed for kind in _kinds(subject)}
    made = {name: _field(kind) for name, (kind, _item) in keys.items()}
    return type("DatesOfCourse", (DatesForm,), {**made, "keys": keys})


def _kinds(subject: Subject) -> tuple[EntryKind, ...]:
    return (EntryKind.DEADLINE,) if subject.is_case else (EntryKind.OPENING, EntryKind.DEADLINE)


def _field(kind: EntryKind) -> WallField:
    label = lazy_gettext("Opens") if kind is EntryKind.OPENING else lazy_gettext("Deadline")
    return WallField(label, [Optional(), _check_hour])


def _check_hour(form: DatesForm, field: Any) -> None:
    check_wall(field, form.zone.data)


@blueprint.route("/cohorts/<uuid:cohort_id>/schedule/dates", methods=["GET", "POST"])
def schedule_dates(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Before a date is taken away it is asked for."""
    row, edition = found_cohort(cohort_id)
    listed = subjects(db.session, shelf(), edition)
    entries = entries_of(db.session, cohort_id)
    form = form_of(listed)(data=_filled(entries))
    offer_zones(form.zone, _zone_of(entries))
    if not form.validate_on_submit():
        return _page(row, edition, form, listed, entries), 422 if form.errors else 200
    dropped = dropped_dates(entries, form.keys.values(), form.wanted)
    if dropped and not number("is_sure"):
        lines = [line_of(entry, edition.course) for entry in dropped]
        sent = [(name, value) for name, value in request.form.items() if name != "csrf_token"]
        return render_template("tutor/schedule_drop.html", cohort=row, lines=lines, sent=sent)
    seen, by_id = int(form.seen.data or 0), me().id
    begin_write(db.session)
    change = actions.set_dates(
        db.session, cohort_id, form.wanted, form.keys.values(), seen=seen, by_id=by_id, now=now()
    )
    db.session.commit()
    if change:
        entries = entries_of(db.session, cohort_id)
        form.seen.data = str(revision_of_dates(entries))
        return _page(row, edition, form, listed, entries, schedule_wording.overtaken(change)), 409
    flash(_("The dates are saved."), "success")
    return redirect(url_for("tutor.schedule", cohort_id=cohort_id), 303)


def _page(
    row: Any,
    edition: ServedEdition,
    form: DatesForm,
    listed: Sequence[Subject],
    entries: Sequence[Entry],
    overtaken: str = "",
) -> str:
    """`overtaken`: that somebody else was faster; then what holds now is shown where it differs."""
    return render_template(
        "tutor/schedule_dates.html",
        cohort=row,
        form=form,
        rows=[_row(subject) for subject in listed],
        overtaken=overtaken,
        now_set=_differing(form, entries) if overtaken else {},
    )


def _row(subject: Subject) -> SubjectRow:
    title = schedule_wording.title_of_subject(subject, subject.item)
    names = tuple(f"{kind.value}-{subject.item}" for kind in _kinds(subject))
    return SubjectRow(title, subject.is_case, names)


def _differing(form: DatesForm, entries: Sequence[Entry]) -> dict[str, str]:
    """What is set now, in words, of the fields that say something else."""
    known, wanted = dates(entries), form.wanted
    found = {}
    for name, key in form.keys.items():
        set_at = known[key].at if key in known else None
        wanted_at = moment_of(key, wanted[key]) if key in wanted else None
        if set_at != wanted_at:
            found[name] = schedule_wording.wall(known[key].time) if key in known else _("no date")
    return found


def _filled(entries: Sequence[Entry]) -> dict[str, Any]:
    zone = _zone_of(entries)
    shown = {f"{kind.value}-{item}": _shown_in(entry, zone) for (kind, item), entry in dates(entries).items()}
    return {**shown, "zone": zone, "seen": str(revision_of_dates(entries))}


def _zone_of(entries: Sequence[Entry]) -> str:
    """In which the form shows all dates: that of the last change."""
    changed = sorted(dates(entries).values(), key=lambda entry: entry.changed_at)
    return changed[-1].time.zone if changed else settings().timezone


def _shown_in(entry: Entry, zone: str) -> datetime:
    return entry.time.at if entry.time.zone == zone else entry.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
