"""For programs that verify papers: the site's public keys, credentials, the lists of what became of them."""

import io
from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, send_file

from helpcourse.certification.credentials.did import did_document, did_of
from helpcourse.certification.credentials.forms import FORMS, MEDIA_TYPES
from helpcourse.certification.credentials.status import StatusPurpose
from helpcourse.certification.keys import KeyFolder, PublicKey
from helpcourse.certification.queries import find_file
from helpcourse.certification.rules import normal_code
from helpcourse.certification.status_lists import find_list
from helpcourse.errors import NotFoundError
from helpcourse.web.access import admit_anyone
from helpcourse.web.extensions import db, settings

blueprint = Blueprint("credentials", __name__)
admit_anyone(blueprint)


@blueprint.get("/.well-known/did.json")
@blueprint.get("/did.json")
def did_json() -> Response:
    """Every key that ever signed here; did:web asks for the second address where the site's own has a path."""
    response = jsonify(did_document(did_of(settings().address), public_keys()))
    response.mimetype = "application/did+json"
    return _for_all_sites(response)


@blueprint.get(f"/certificates/<code>/<any({', '.join(repr(name) for name in FORMS)}):document>")
def credential(code: str, document: str) -> Response:
    """The stored bytes; whoever has the code may have them."""
    form = FORMS[document]
    stored = find_file(db.session, normal_code(code), form)
    if stored is None:
        raise NotFoundError
    response = send_file(
        io.BytesIO(stored.content),
        MEDIA_TYPES[form],
        as_attachment=True,
        download_name=f"{stored.number}.{form}",
        etag=stored.sha256,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return _for_all_sites(response)


@blueprint.get(f"/credentials/<any({', '.join(StatusPurpose)}):purpose>/<int:year>-<int:part>")
def status_list(purpose: str, year: int, part: int) -> Response:
    """Which papers of a year were revoked, or replaced; it names none of them."""
    content = find_list(db.session, StatusPurpose(purpose), year, part)
    if content is None:
        raise NotFoundError
    response = Response(content, mimetype="application/vc+jwt")
    response.headers["Cache-Control"] = "public, max-age=60"
    return _for_all_sites(response)


def public_keys() -> Mapping[str, PublicKey]:
    """By name."""
    return KeyFolder(settings().keys).public()


def _for_all_sites(response: Response) -> Response:
    """A verifier in a browser stands on a site of its own."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
