"""Every route of the application with somebody's ids in it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from tests.case_world import CASE, CASE_LESSON
from tests.things import COURSE, LESSON, MODULE
from tests.world import World

# Ids that belong to nobody: they name what is public, or a thing within another thing.
_COMMON: Mapping[str, object] = {
    "course_id": COURSE,
    "lesson_id": LESSON,
    "module_id": MODULE,
    "number": 1,
    "token": "a-token-that-nobody-was-sent",
    "name": "main.css",
    "digest": "0" * 64,
    "extension": "png",
    "form": "epub",
    "document": "credential.json",
    "purpose": "revocation",
    "year": 2026,
    "part": 0,
    "block_id": CASE,
    "phase": "after",
    "ending": "pdf",
    "kind": "certificate",
    "table": "cohort",
    "status": 404,
}


@dataclass(frozen=True)
class Route:
    """One method of one rule, with `owner`'s ids filled in."""

    endpoint: str
    method: str
    path: str
    is_personal: bool  # whether it names somebody's thing

    @property
    def blueprint(self) -> str:
        return self.endpoint.partition(".")[0]


def routes(app: Flask, world: World, owner: str, language: str = "kk") -> list[Route]:
    """All of them, sorted. Fails on a parameter that nobody has told a sample of."""
    ids = ids_of(world, owner) | {"lang": language}
    with app.test_request_context():
        return sorted(
            (_route(app, rule, method, ids) for rule in app.url_map.iter_rules() for method in _methods(rule)),
            key=lambda route: (route.endpoint, route.method),
        )


def mixed_routes(app: Flask, world: World, owner: str, other: str) -> list[Route]:
    """Routes that name several things: all of them the owner's but one, which is another's."""
    theirs, others = ids_of(world, owner) | {"lang": "kk"}, ids_of(world, other)
    with app.test_request_context():
        return [
            _route(app, rule, method, theirs | {name: others[name]} | _tutor_too(name, others))
            for rule in app.url_map.iter_rules()
            if len(rule.arguments & PERSONAL) > 1
            for name in sorted(rule.arguments & PERSONAL)
            for method in sorted(_methods(rule))
        ]


def _tutor_too(name: str, ids: Mapping[str, object]) -> dict[str, object]:
    return {"tutor_key": ids["tutor_key"]} if name == "person_key" else {}


def ids_of(world: World, owner: str) -> dict[str, object]:
    """What stands in URLs: the owner's own things."""
    things = world.things[owner]
    return {
        "attempt_id": things.attempt_id,
        "question_id": things.question_id,
        "enrolment_id": things.enrolment_id,
        "person_key": things.person_key,
        "cohort_id": things.cohort_id or uuid.UUID(int=0),
        "allowance_id": things.allowance_id or uuid.UUID(int=0),
        "extension_id": things.extension_id or uuid.UUID(int=0),
        "application_id": things.application_id or uuid.UUID(int=0),
        "signed_id": things.signed_id or world.things["aigerim"].signed_id,
        "batch_id": things.batch_id or uuid.UUID(int=0),
        "code_id": things.code_id or uuid.UUID(int=0),
        "call_code": world.call_code,
        "entry_id": things.entry_id or uuid.UUID(int=0),
        "certificate_id": things.certificate_id or uuid.UUID(int=0),
        "code": things.code or world.things["aigerim"].code,
        "institution_id": world.institution_of(owner),
        "tutor_key": things.tutor_key,
        "hand_in_id": things.hand_in_id or uuid.UUID(int=0),
        "file_id": things.file_id or uuid.UUID(int=0),
        "thread_id": things.thread_id or uuid.UUID(int=0),
        "material_id": things.material_id or uuid.UUID(int=0),
        "group_file_id": things.group_file_id or uuid.UUID(int=0),
        "notice_id": things.notice_id or uuid.UUID(int=0),
        "post_id": things.post_id or uuid.UUID(int=0),
        "letter_id": things.letter_id or uuid.UUID(int=0),
        "note_id": things.note_id,
    }


def _route(app: Flask, rule: Rule, method: str, ids: Mapping[str, object]) -> Route:
    unknown = rule.arguments - ids.keys() - _COMMON.keys()
    assert not unknown, f"{rule.rule}: say in tests/routes.py what {sorted(unknown)} may be"
    values = {name: ids.get(name, _COMMON.get(name)) for name in rule.arguments}
    if "block_id" in rule.arguments:
        values["lesson_id"] = CASE_LESSON
    if rule.endpoint in _OF_THE_TUTOR:
        values["person_key"] = ids["tutor_key"]
    path = app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
    return Route(rule.endpoint, method, path, bool(rule.arguments & PERSONAL))


def _methods(rule: Rule) -> set[str]:
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


# Their person is not a learner.
_OF_THE_TUTOR = {"admin.cohort_remove_tutor"}

PERSONAL = {
    "allowance_id", "application_id", "attempt_id", "batch_id", "certificate_id", "code_id", "cohort_id",
    "enrolment_id", "entry_id", "extension_id", "file_id", "group_file_id", "hand_in_id", "institution_id",
    "letter_id", "material_id", "note_id", "notice_id", "person_key", "post_id", "signed_id", "thread_id",
}  # fmt: skip
