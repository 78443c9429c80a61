"""Media of published courses, addressed by their hash: kept by browsers for a year, asked for in parts by players."""

from flask import Blueprint, Response, send_file

from helpcourse.content.media_types import TYPES
from helpcourse.errors import NotFoundError
from helpcourse.web.access import admit_anyone
from helpcourse.web.extensions import store

blueprint = Blueprint("media", __name__)
admit_anyone(blueprint)

_YEAR_S = 31_536_000
_MIMETYPES = {type_.extensions[0][1:]: type_.mimetype for type_ in TYPES}


@blueprint.get("/media/<digest>.<extension>")
def file(digest: str, extension: str) -> Response:
    """Whoever knows the hash has read the lesson: it cannot be guessed."""
    path = store().find(digest)
    if path is None or extension not in _MIMETYPES:
        raise NotFoundError
    response = send_file(path, _MIMETYPES[extension], conditional=True, etag=digest, max_age=_YEAR_S)
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
