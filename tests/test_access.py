"""Every route, by every member of the cast, with ids of their own and of others."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, make_url, select
from werkzeug.test import TestResponse

from helpcourse.tables import metadata
from tests.pages import PageClient
from tests.routes import Route, mixed_routes, routes
from tests.world import World

VIEWERS = ["visitor", "aigerim", "bolat", "dana", "yerlan", "gulnara", "saltanat"]
OWNERS = ["aigerim", "saltanat", "azamat"]  # of a paper; of an attempt that is open; of things abroad

FOR_ALL = {
    "public",
    "calls",
    "auth",
    "feeds",
    "leaving",
    "machine",
    "media",
    "static",
    "papers",
    "credentials",
    "offline",
    "styleguide",  # only where the site is being worked on
}
STAFF = {
    "tutor": {"dana", "yerlan", "gulnara"},
    "admin": {"yerlan", "gulnara"},
    "tables": {"dana", "yerlan", "gulnara"},
}
LOGGED_IN_ONLY = {"auth.consent"}
NOT_ENROLLED = {"nurlan", "dana", "yerlan", "gulnara"}
NOT_FINISHED = {"nurlan", "dana", "yerlan", "gulnara", "saltanat"}
IN_NO_COHORT = NOT_ENROLLED | {"bolat"}
COORDINATORS = {"gulnara"}
CLOSED_TO = {
    "admin.course": COORDINATORS,
    "admin.course_bank": COORDINATORS,
    "admin.course_bank_file": COORDINATORS,
    "admin.course_edition": COORDINATORS,
    "admin.course_regrade": COORDINATORS,
    "admin.course_restore": COORDINATORS,
    "admin.course_roll_back": COORDINATORS,
    "admin.course_translations": COORDINATORS,
    "admin.course_withdraw": COORDINATORS,
    "admin.courses": COORDINATORS,
    "admin.courses_bank": COORDINATORS,
    "admin.courses_bank_file": COORDINATORS,
    "admin.courses_bank_taken": COORDINATORS,
    "admin.settings": COORDINATORS,
    "learner.again": NOT_ENROLLED,
    "learner.answer_again": NOT_FINISHED,
    "learner.begin": NOT_ENROLLED,
    "learner.begin_quiz": NOT_ENROLLED,
    **dict.fromkeys(
        (
            "learner.case",
            "learner.case_answer",
            "learner.case_file_add",
            "learner.case_file_remove",
            "learner.case_hand_in",
            "learner.case_take_back",
        ),
        IN_NO_COHORT,
    ),
    "learner.check": NOT_ENROLLED,
    "learner.complete": NOT_ENROLLED,
    "learner.end_refresher": NOT_FINISHED,
    "learner.note_at": NOT_ENROLLED,
    "learner.notes": NOT_ENROLLED,
    "learner.notes_file": NOT_ENROLLED,
    "learner.kept": NOT_ENROLLED,
    "learner.place": NOT_ENROLLED,
    "learner.reflect": NOT_ENROLLED,
    "learner.refresh": NOT_FINISHED,
    "learner.refresher_settings": NOT_FINISHED,
}
HIDDEN = {
    *(("tutor.essay", owner) for owner in OWNERS),  # nobody has an essay there: tests/web/test_essays.py
    ("tutor.count_late", "saltanat"),
    ("tutor.attempt_result", "saltanat"),
    ("tutor.attempt", "saltanat"),  # a tutor does not look into a test that is being taken
    ("admin.certificate", "saltanat"),  # she has no paper yet
    ("admin.certificate_pdf", "saltanat"),
    ("admin.certificate_file_add", "saltanat"),
    ("admin.certificate_file_remove", "saltanat"),
    ("admin.certificate_replace", "saltanat"),
    ("admin.certificate_revoke", "saltanat"),
    *((f"admin.courses_bank_{page}", owner) for page in ("taken", "file") for owner in OWNERS),  # no bank waits there
}

# What learners of one cohort have in common.
OWN_WORDS = {"group.edit", "group.withdraw"}  # of a message: the group sees it, its author alone may do these
OF_THE_COHORT = {"learner.questionnaire", "learner.say_coming"}
OF_ONE_COHORT = {"aigerim", "saltanat"}

# Whose things a member of the staff sees; Yerlan sees all.
SEEN = {"dana": {"aigerim", "saltanat"}, "gulnara": {"aigerim", "saltanat"}, "yerlan": set(OWNERS)}

viewers = pytest.mark.parametrize("viewer", VIEWERS)
on_sqlite = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # who may enter does not depend on it


def expected(viewer: str, owner: str, route: Route) -> str:
    """What the architecture promises: open, log in, forbidden or not found."""
    if route.blueprint in FOR_ALL and route.endpoint not in LOGGED_IN_ONLY:
        return "open"
    if viewer == "visitor":
        return "log in"
    if viewer in CLOSED_TO.get(route.endpoint, set()) or viewer not in STAFF.get(route.blueprint, {viewer}):
        return "forbidden"
    if (route.endpoint, owner) in HIDDEN:
        return "not found"
    seen = SEEN.get(viewer, set()) if route.blueprint in STAFF else {viewer}
    if route.blueprint == "group":
        seen = SEEN.get(viewer, OF_ONE_COHORT if viewer in OF_ONE_COHORT else set())
    if route.endpoint in OF_THE_COHORT and viewer in OF_ONE_COHORT:
        seen = OF_ONE_COHORT
    if route.endpoint in OWN_WORDS and owner in seen and owner != viewer:
        return "forbidden"
    return "open" if owner in seen or not route.is_personal else "not found"


def outcome(response: TestResponse) -> str:
    if response.status_code in (302, 303) and "/login" in response.headers["Location"]:
        return "log in"
    return {403: "forbidden", 404: "not found", 500: "broken"}.get(response.status_code, "open")


def cases(app: Flask, world: World, viewer: str) -> Iterator[tuple[Route, str]]:
    """Every route with the ids of every owner, if it names any, and what is expected of it."""
    for owner in OWNERS:
        for route in routes(app, world, owner):
            if (route.is_personal or owner == OWNERS[0]) and route.endpoint not in LED_BY_MORE:
                yield route, expected(viewer, owner, route)


# What they act on comes in a mail's link, in the form or by its hash; without it they find nothing, as they should.
LED_BY_MORE = {
    "media.file",
    "public.paper_logo",
    "auth.confirm",
    "auth.use_confirmation",
    "auth.new_password",
    "auth.new_email",
    "auth.confirm_new_email",
    "admin.courses_bank_file",
    "admin.courses_bank_taken",
    "learner.refreshed",  # a question of the lesson
    "feeds.feed",  # a person's token
    "leaving.ask",
    "leaving.ask_letters",
    "leaving.end",
    "leaving.end_letters",
    "account.end_login",
    "credentials.status_list",  # the worker makes it
}


def client_of(viewer: str, app: Flask, world: World) -> PageClient:
    client = PageClient(app)
    return client if viewer == "visitor" else client.log_in(world.cast[viewer])


def surprises(client: PageClient, tried: list[tuple[Route, str]]) -> list[str]:
    token = client.csrf_token()
    found = []
    for route, wanted in tried:
        response = client.client.open(route.path, method=route.method, data={"csrf_token": token})
        if outcome(response) != wanted:
            found.append(f"{route.endpoint}: {route.method} {route.path}: {outcome(response)}, not {wanted}")
        response.close()
    return found


@viewers
def test_what_is_not_theirs_is_refused_and_changes_nothing(used_app, world, viewer):
    client = client_of(viewer, used_app, world)
    refused = [(route, wanted) for route, wanted in cases(used_app, world, viewer) if wanted != "open"]
    before = contents(used_app.extensions["engine"])
    found = surprises(client, refused)
    assert not found, "\n".join(found)
    assert contents(used_app.extensions["engine"]) == before


@viewers
def test_what_is_theirs_opens_and_a_get_changes_nothing(used_app, world, viewer):
    client = client_of(viewer, used_app, world)
    opened = [
        (route, wanted)
        for route, wanted in cases(used_app, world, viewer)
        if wanted == "open" and route.method == "GET"
    ]
    before = contents(used_app.extensions["engine"])
    found = surprises(client, opened)
    assert not found, "\n".join(found)
    assert contents(used_app.extensions["engine"]) == before


@on_sqlite
@viewers
def test_what_is_theirs_takes_an_empty_form_without_breaking(used_app, used_template, world, viewer):
    """It is refused as a form, not as a person; each is tried on a site that nothing has happened to."""
    sent = [
        (route, wanted)
        for route, wanted in cases(used_app, world, viewer)
        if wanted == "open" and route.method == "POST"
    ]
    found: list[str] = []
    for case in sent:
        _restore(used_app.extensions["engine"], used_template[0])
        found += surprises(client_of(viewer, used_app, world), [case])
    assert not found, "\n".join(found)


def _restore(engine: Engine, template_url: str) -> None:
    """Put the database back to what it was, under the running application."""
    engine.dispose()
    target = Path(str(engine.url.database))
    for name in (f"{target}-wal", f"{target}-shm"):
        Path(name).unlink(missing_ok=True)
    shutil.copyfile(str(make_url(template_url).database), target)


def contents(engine: Engine) -> dict[str, str]:
    """A digest of each table."""
    with engine.connect() as connection:
        return {table.name: _digest(connection.execute(select(table)).all()) for table in metadata.sorted_tables}


def _digest(rows: object) -> str:
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()  # type: ignore[call-overload]


@pytest.mark.parametrize("viewer", ["dana", "yerlan", "gulnara"])
def test_things_of_two_people_do_not_mix(used_app, world, viewer):
    """Aigerim's cohort with Azamat's attempt: not even for whoever may see both."""
    client = client_of(viewer, used_app, world)
    mixed = [(route, _refusal(viewer, route)) for route in mixed_routes(used_app, world, "aigerim", "azamat")]
    before = contents(used_app.extensions["engine"])
    found = surprises(client, mixed)
    assert not found, "\n".join(found)
    assert contents(used_app.extensions["engine"]) == before


def _refusal(viewer: str, route: Route) -> str:
    return "not found" if viewer in STAFF.get(route.blueprint, {viewer}) else "forbidden"


@on_sqlite
def test_a_form_without_its_token_is_refused(used_app, world):
    client = client_of("yerlan", used_app, world)
    posts = [
        route
        for route in routes(used_app, world, "aigerim")
        if route.method == "POST"
        and route.endpoint not in ("leaving.end", "leaving.end_letters")  # pressed by mail programs, which have none
    ]
    answers = {route.path: client.client.post(route.path).status_code for route in posts}
    assert {path: status for path, status in answers.items() if status != 400} == {}


@on_sqlite
def test_every_blueprint_is_known_here(used_app):
    assert set(used_app.blueprints) <= FOR_ALL | set(STAFF) | {"learner", "account", "group"}
