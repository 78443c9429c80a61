"""What the preview adds to the site: a bar on every page with the mistakes and whom one reads as."""

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, current_app, g, jsonify, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from helpcourse.accounts.actions import NewPerson, Profile, add_person, log_in
from helpcourse.accounts.models import Country, Profession
from helpcourse.accounts.queries import find_account
from helpcourse.cli.preview.desk import Desk
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.learning.actions import enrol
from helpcourse.web.access import admit_anyone, find_current
from helpcourse.web.auth.blueprint import let_in
from helpcourse.web.extensions import db, now, settings, shelf
from helpcourse.web.i18n import current_language, gettext
from helpcourse.web.sent import own_page
from helpcourse.web.wording import COUNTRIES

blueprint = Blueprint("preview", __name__, url_prefix="/<language:lang>/preview")
admit_anyone(blueprint)

_BEFORE = b'<header class="bar">'


@dataclass(frozen=True, slots=True)
class Reader:
    """As whom one may read; the country of a visitor is empty."""

    country: str
    name: str


def set_up(app: Flask, desk: Desk) -> None:
    app.extensions["preview"] = desk
    app.register_blueprint(blueprint)
    app.before_request(_remember_sight)
    app.after_request(_put_bar)


@blueprint.post("/reader")
def choose_reader() -> ResponseReturnValue:
    """Go on as a visitor, or as a learner of this country who is enrolled in every course."""
    chosen = request.form.get("country", "")
    if chosen and chosen not in tuple(Country):
        raise NotFoundError
    session.clear()
    g.pop("me", None)
    if chosen:
        let_in(_enter(Country(chosen)))
    return redirect(own_page() or "/", 303)


@blueprint.get("/state")
def state() -> ResponseReturnValue:
    """What an open page asks every second."""
    return jsonify(state=g.sight.state)


def _remember_sight() -> None:
    """Before the page is drawn: a page drawn while a file is read has to load itself again."""
    desk: Desk = current_app.extensions["preview"]
    g.sight = desk.sight


def _enter(country: Country) -> str:
    """The token of a new log-in of the learner of this country; made at the first time."""
    editions = shelf().courses(db.session)
    begin_write(db.session)
    email = f"{country.lower()}@preview.invalid"
    account = find_account(db.session, email)
    person_id = account.person_id if account else _add(db.session, country, email)
    for edition in editions:
        enrol(db.session, person_id, edition.course.id, now=now())
    token = log_in(db.session, person_id, now=now())
    db.session.commit()
    return token


def _add(session: Session, country: Country, email: str) -> int:
    language = current_language()
    profile = Profile(
        surname=str(COUNTRIES[country]),
        given_name=gettext("Learner"),
        country=country,
        profession=Profession.OTHER,
        language=language,
    )
    new = NewPerson(
        email=email,
        password_hash="",  # nobody logs in with a password here
        profile=profile,
        consent_version=settings().consent_version,
        consent_language=language,
    )
    return add_person(session, new, is_confirmed=True, now=now())


def _put_bar(response: Response) -> Response:
    """The bar stands before the head of every page."""
    if response.mimetype == "text/html" and not response.direct_passthrough:
        before, head, after = response.get_data().partition(_BEFORE)
        if head:
            response.set_data(before + _bar().encode() + head + after)
            response.headers.pop("ETag", None)  # the bar changes with every mistake
    return response


def _bar() -> str:
    person = find_current()
    readers = [Reader("", gettext("a visitor"))]
    readers += [Reader(country.value, str(name)) for country, name in COUNTRIES.items()]
    return render_template(
        "preview/bar.html",
        sight=g.sight,
        readers=readers,
        country=person.country if person else "",
    )
