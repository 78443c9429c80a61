"""Choosing the columns of a table; keeping, naming and dropping one's views of it."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from helpcourse.accounts.models import Role
from helpcourse.accounts.own_views import actions
from helpcourse.accounts.own_views.queries import OwnTable, own_table
from helpcourse.accounts.own_views.rules import LONGEST_NAME, MOST_VIEWS
from helpcourse.db import begin_write
from helpcourse.web import wording
from helpcourse.web.access import admit_only, is_safe_next, me
from helpcourse.web.citation import whole_url
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import Form, id_of
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import tidy, typed
from helpcourse.web.tables.asked import USUAL, columns_named, known_query
from helpcourse.web.tables.kinds import TableKind, get_kind

blueprint = Blueprint("tables", __name__, url_prefix="/<language:lang>/tables/<table>")
admit_only(blueprint, Role.TUTOR, Role.ADMIN, Role.COORDINATOR)


class ViewForm(Form):
    """What a view is called. `beside`: the views that are there, but for the one of this form."""

    name = StringField(
        lazy_gettext("Name of the view"),
        [DataRequired(lazy_gettext("Give the view a name.")), Length(max=LONGEST_NAME)],
        filters=[tidy],
    )
    is_first = BooleanField(lazy_gettext("Open the table with this view"))
    query = HiddenField()
    view = HiddenField()
    next = HiddenField()

    def __init__(self, own: OwnTable, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._beside = [one.name for one in own.views if str(one.id) != typed(self.view)]

    def validate_name(self, field: Any) -> None:
        if typed(self.view) and field.data in self._beside:
            raise ValidationError(wording.conflict("view_name_taken"))
        if not typed(self.view) and len(self._beside) >= MOST_VIEWS and field.data not in self._beside:
            raise ValidationError(wording.conflict("view_too_many"))


@blueprint.post("/columns")
def columns(table: str) -> ResponseReturnValue:
    """Show these columns from now on."""
    kind, chosen = get_kind(table), request.form.getlist("column")
    person_id = me().id
    begin_write(db.session)
    actions.choose_columns(db.session, person_id, kind.name, columns_named(kind, chosen), now=now())
    db.session.commit()
    flash(_("The table has the columns that you have chosen."), "success")
    return redirect(_back(kind), 303)


@blueprint.route("/views", methods=["GET", "POST"])
def views(table: str) -> ResponseReturnValue:
    """All of one's views of a table; a POST keeps one more, or changes the one of this name."""
    kind = get_kind(table)
    own = own_table(db.session, me().id, kind.name)
    form = ViewForm(own)
    if not form.validate_on_submit():
        return _page(kind, own, form, 422 if form.is_submitted() else 200)
    name, query, is_first, person_id = (
        typed(form.name),
        known_query(kind, typed(form.query)),
        form.is_first.data,
        me().id,
    )
    begin_write(db.session)
    actions.save(db.session, person_id, kind.name, name, query, is_first=is_first, now=now())
    db.session.commit()
    flash(_("The view is kept: %(name)s", name=name), "success")
    place = _place()
    return redirect(f"{place}{query}" if place else _list_of(kind), 303)


@blueprint.post("/views/change")
def view_change(table: str) -> ResponseReturnValue:
    """Another name for a view, and whether the table opens with it."""
    kind = get_kind(table)
    own = own_table(db.session, me().id, kind.name)
    form, view_id = ViewForm(own), id_of(request.form.get("view"))
    if not form.validate_on_submit():
        return _page(kind, own, form, 422)
    name, is_first, person_id = typed(form.name), form.is_first.data, me().id
    begin_write(db.session)
    actions.rename(db.session, person_id, kind.name, view_id, name, is_first=is_first)
    db.session.commit()
    flash(_("The view is changed: %(name)s", name=name), "success")
    return redirect(_list_of(kind), 303)


@blueprint.post("/views/delete")
def view_delete(table: str) -> ResponseReturnValue:
    kind, view_id, person_id = get_kind(table), id_of(request.form.get("view")), me().id
    begin_write(db.session)
    name = actions.drop(db.session, person_id, kind.name, view_id)
    db.session.commit()
    flash(_("The view is deleted: %(name)s", name=name), "success")
    return redirect(_list_of(kind), 303)


def _page(kind: TableKind, own: OwnTable, form: ViewForm, status: int) -> ResponseReturnValue:
    page = render_template("tables/views.html", kind=kind, own=own, form=form, place=_place(), whole_url=whole_url)
    return page, status


def _place() -> str:
    """Where the table stands from which one came: an address that ends where a view is to be put; empty: unknown."""
    target = request.values.get("next", "")
    return f"{target.partition('?')[0]}?" if is_safe_next(target) else ""


def _back(kind: TableKind) -> str:
    """To the table, without the columns that its address named: others were chosen since."""
    target = request.form.get("next", "")
    if not is_safe_next(target):
        return _list_of(kind)
    path, _mark, query = target.partition("?")
    kept = urlencode([pair for pair in parse_qsl(query) if pair[0] != "columns"])
    return f"{path}?{kept or f'view={USUAL}'}"  # else it would open with the first view, and that one's columns


def _list_of(kind: TableKind) -> str:
    target = request.form.get("next")
    return url_for("tables.views", table=kind.name, next=target if is_safe_next(target) else None)
