"""For programs that verify papers: the site's public keys."""

from flask import Blueprint, Response, jsonify

from helpcourse.certification.credentials.did import did_document, did_of
from helpcourse.certification.keys import KeyFolder
from helpcourse.web.access import admit_anyone
from helpcourse.web.extensions import settings

blueprint = Blueprint("credentials", __name__)
admit_anyone(blueprint)


@blueprint.get("/.well-known/did.json")
def did_json() -> Response:
    """Every key that ever signed here; browsers of other sites may read it too, as did:web asks."""
    response = jsonify(did_document(did_of(settings().address), KeyFolder(settings().keys).public()))
    response.mimetype = "application/did+json"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
