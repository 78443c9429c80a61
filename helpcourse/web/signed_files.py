"""Signed files beside papers, for everybody who has the code of the paper."""

import io
import uuid

from flask import Response, send_file

from helpcourse.certification.beside.actions import get_content
from helpcourse.certification.rules import normal_code
from helpcourse.web.extensions import db
from helpcourse.web.public import blueprint


@blueprint.get("/certificates/<code>/files/<uuid:signed_id>")
def signed_file(code: str, signed_id: uuid.UUID) -> Response:
    """As a download only, whatever is in it."""
    name, content = get_content(db.session, normal_code(code), signed_id)
    response = send_file(io.BytesIO(content), "application/octet-stream", as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
