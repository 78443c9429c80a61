"""What of a course a device keeps: the pages to fetch, by module."""

import hashlib

from flask import Response, jsonify, url_for

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import NotAllowedError
from helpcourse.web.extensions import static_files
from helpcourse.web.i18n import current_language, gettext
from helpcourse.web.learner.blueprint import blueprint
from helpcourse.web.outline import ListedModule, outline_of
from helpcourse.web.public import edition_for_me


@blueprint.get("/kept/<course_id>")
def kept(course_id: str) -> Response:
    """In the language of the address; lessons that are not open yet to the cohort come when they are."""
    edition, progress = edition_for_me(course_id)
    if progress is None:
        raise NotAllowedError
    outline = outline_of(edition, progress, gettext("Final test"), standings={})
    modules = [module for module in outline.modules if not module.opens]
    return jsonify(
        title=outline.title,
        language=current_language(),
        version=_version(edition, modules),
        pages=[
            outline.url,
            url_for("public.glossary", course_id=course_id),
            url_for("public.sources", course_id=course_id),
        ],
        modules=[
            {"id": module.id, "lessons": [{"url": one.url, "title": one.title} for one in module.lessons]}
            for module in modules
        ],
    )


def _version(edition: ServedEdition, modules: list[ListedModule]) -> str:
    """Another one when there is something new to fetch: a text, a module that has opened, the pages' own files."""
    parts = [edition.course.digest, static_files().digest, *(module.id for module in modules)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
